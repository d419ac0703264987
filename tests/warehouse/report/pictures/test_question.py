"""The first page: what is known, the picture, every figure; and the same of an empty catalog."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.warehouse.report.pictures.counted import HOSTILE
from tests.warehouse.report.reading import page, rows, words
from warehouse.report import place


@pytest.fixture(scope="module")
def question(counted_report: Path) -> html.HtmlElement:
    return page(counted_report / place.QUESTION)


def test_it_begins_with_what_follows(question: html.HtmlElement) -> None:
    (lead,) = question.find_class("lead")
    assert "at least 1,000 recruited if every estimate is true" in words(lead)
    assert {a.get("href") for a in lead.iter("a")} == {place.bound("recruited", "foreign")}


def test_it_counts_figures_roots_and_contradictions(question: html.HtmlElement) -> None:
    told = words(question)
    assert "14 figures in 2 documents. 13 of them are roots" in told
    assert "1 contradicts, 1 of them between roots" in told


def test_a_retelling_stands_beneath_its_root_with_what_was_lost(
    question: html.HtmlElement,
) -> None:
    found = rows(question, "figures")
    at = next(n for n, row in enumerate(found) if row.startswith("at least 1,000 identified"))
    assert "Ministry of Examples [ukraine]" in found[at]
    assert found[at + 1].startswith("retelling: around 1,000")
    assert "At least 1,000 becomes around 1,000." in found[at + 1]
    assert "The <b>Example</b> Gazette" in found[at + 1]


def test_what_counts_something_else_stands_apart(question: html.HtmlElement) -> None:
    last = question.findall(".//table[@class='figures']")[-1]
    assert "from 37 countries" in words(last)
    assert "90 foreigners" in words(last)


def test_the_picture_has_a_form_for_phones_and_is_offered_as_files(
    question: html.HtmlElement, counted_report: Path
) -> None:
    assert question.find_class("drawn")
    for kind in ("svg", "png"):
        assert (counted_report / place.chart("figures-foreign", kind)).is_file()


def test_every_number_leads_to_its_claim(question: html.HtmlElement) -> None:
    links = [a for a in question.iter("a") if a.get("class") == "figure"]
    assert links
    assert all(a.get("href") == place.claim(a.get("data-claim")) for a in links)


def test_a_catalog_without_figures_on_everyone_says_so(bare_report: Path) -> None:
    bare = page(bare_report / place.QUESTION)
    told = words(bare)
    assert "No figure in the catalog speaks of foreign nationals as a whole" in told
    assert "None contradict" in told
    assert not bare.find_class("drawn")


def test_what_a_catalog_has_one_of_or_none_of_is_said_so(bare_report: Path) -> None:
    told = words(page(bare_report / place.QUESTION))
    assert "1 figure in 1 document. 1 of them is a root, of 1 source; 0 only retell another" in told
    assert "demand" not in told.replace("Demands", "")
    assert "How to read the picture" not in told


def test_what_bounds_say_of_figures_set_aside_has_its_place_where_there_are_none(
    bare_report: Path,
) -> None:
    (bound,) = (bare_report / "bounds").glob("recruited-CUB.html")
    assert f"../{place.CONTRADICTIONS}#aside" in page(bound).xpath("//@href")
    assert "aside" in page(bare_report / place.CONTRADICTIONS).xpath("//@id")


def test_no_page_takes_words_for_html(counted_report: Path) -> None:
    for file in counted_report.rglob("*.html"):
        found = page(file)
        assert not [
            s for s in found.iter("script") if "alert" in (s.text or "") and not s.get("id")
        ]
        assert not list(found.iter("b"))
        assert not list(found.iter("u"))
    assert HOSTILE in words(page(counted_report / place.population("CUB")))
