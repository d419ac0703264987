"""Countries side by side, and a page of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.warehouse.report.reading import page, rows, words
from warehouse.report import place


@pytest.fixture(scope="module")
def countries(counted_report: Path) -> html.HtmlElement:
    return page(counted_report / place.COUNTRIES)


@pytest.fixture(scope="module")
def cuba(counted_report: Path) -> html.HtmlElement:
    return page(counted_report / place.population("CUB"))


def test_the_contradictory_come_first_with_who_says_least_and_most(
    countries: html.HtmlElement,
) -> None:
    _, first, *others = rows(countries, "countries")
    assert first.startswith("Cuba | recruited | 2 (2)")
    assert "900 Ministry of Examples [ukraine]" in first
    assert any(row.startswith("Nepal | killed | 1 (1)") for row in others)


def test_a_row_leads_to_the_page_of_its_country(
    countries: html.HtmlElement, counted_report: Path
) -> None:
    links = [a.get("href") for a in countries.iter("a")]
    assert place.population("CUB") in links
    assert all((counted_report / link).is_file() for link in links if link.startswith("countries/"))


def test_columns_that_are_sorted_by_number_say_it(countries: html.HtmlElement) -> None:
    for row in countries.iterfind(".//table[@class='countries']/tbody/tr"):
        numbers = [td.get("data-n") for td in row.iter("td")]
        assert sum(n is not None for n in numbers) == 7
        assert all(int(n) >= 0 for n in numbers if n is not None)


def test_a_country_shows_its_figures_and_what_contradicts_them(
    cuba: html.HtmlElement,
) -> None:
    found = rows(cuba, "figures")
    (least,) = [row for row in found if row.startswith("at least 900")]
    assert "contradicts “at most 200 Cubans” by 700: the proof." in least
    proofs = [a for a in cuba.iter("a") if words(a) == "the proof"]
    assert all("/contradictions/" in a.get("href") for a in proofs)


def test_each_cell_leads_to_what_the_methods_make_of_it(cuba: html.HtmlElement) -> None:
    assert any("/cells/" in a.get("href", "") and words(a) == "recruited" for a in cuba.iter("a"))


def test_a_demand_stands_with_what_was_counted_before_and_after(cuba: html.HtmlElement) -> None:
    (_, demand) = rows(cuba, "demands")
    assert demand.startswith(
        "10 February 2025 | Ministry of Examples | stop recruitment a <u>note</u> | denied"
    )
    assert demand.endswith("900 | 200 | 2")


def test_what_contains_a_country_is_named_where_it_has_a_page(cuba: html.HtmlElement) -> None:
    assert "Inside foreign nationals" in words(cuba)


def test_a_country_without_figures_has_a_page_for_its_demands(counted_report: Path) -> None:
    ghana = page(counted_report / place.population("GHA"))
    assert "The catalog holds no figure on Ghana." in words(ghana)
    assert rows(ghana, "demands")[1].startswith("unknown | Ministry of Examples | release")


def test_one_figure_needs_no_picture_and_no_demand_is_a_sentence(bare_report: Path) -> None:
    cuba = page(bare_report / place.population("CUB"))
    assert not cuba.find_class("drawn")
    assert "The catalog holds no demand for its nationals." in words(cuba)
