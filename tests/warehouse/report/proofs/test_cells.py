"""A thing counted: what every method makes of it, from which claims, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.report.proofs.quarrels import EVIL
from tests.warehouse.report.reading import dead, lines, page, words
from warehouse.report import place
from warehouse.report.charts.strip import FIRST, LAST, MOST, Axis, Mark
from warehouse.report.material import Material

NUMBERS = st.lists(st.integers(0, 10_000_000) | st.none(), max_size=12)


def cell(material: Material, measure: str, population: str) -> str:
    """The page of the one cell of a measure and a population."""
    (only,) = [
        side.cell_id
        for side in material.sides.values()
        if (side.measure, side.population) == (measure, population)
    ]
    return place.cell(only)


def test_every_cell_has_a_page_also_one_that_no_method_is_asked_about(
    report: Path, material: Material
) -> None:
    assert {f"cells/{p.name}" for p in (report / "cells").iterdir()} == {
        place.cell(i) for i in material.sides
    }
    told = words(page(report / cell(material, "planned", "EGY")))
    assert "compared with nothing, so no method is asked" in told
    assert "“500 Egyptians”" in told


def test_each_method_has_its_numbers_and_its_reason(report: Path, material: Material) -> None:
    found = page(report / cell(material, "recruited", "NPL"))
    methods = found.find(".//table").find("tbody")
    rows = {words(row.find("th/code")): lines(row, "td") for row in methods.iter("tr")}
    assert len(rows) == 10
    assert rows["acled_conservative"][1:] == [
        "–",
        "400",
        "–",
        "1 (1)",
        "the lowest of 2 figures: 400",
    ]
    assert "the method decides" in words(found)


def test_each_claim_says_where_it_stands_and_by_which_methods_it_is_left_out(
    report: Path, material: Material
) -> None:
    found = page(report / cell(material, "recruited", "NPL"))
    _, claims = found.iter("table")
    told = lines(claims.find("tbody"), "tr")
    assert len(told) == 3
    assert any("repeats another" in one and "“some 950 Nepalis”" in one for one in told)
    assert any(
        f"“{EVIL}”" in one and "left out by “Most conservative report (ACLED)”" in one
        for one in told
    )


def test_every_method_leads_to_its_reasons_on_the_page(report: Path, material: Material) -> None:
    where = cell(material, "recruited", "NPL")
    found = page(report / where)
    assert dead(report, where) == []
    grounds = found.get_element_by_id(place.slug("acled_conservative"))
    assert "https://example.org/statement" in words(grounds)


def test_hostile_words_are_words(report: Path, material: Material) -> None:
    source = (report / cell(material, "recruited", "NPL")).read_text(encoding="utf-8")
    assert "<script>alert" not in source
    assert "<b>Example" not in source


@given(NUMBERS)
def test_an_axis_keeps_the_order_of_numbers_and_has_room_for_all(
    numbers: list[int | None],
) -> None:
    axis = Axis.of(numbers)
    known = sorted({n for n in numbers if n is not None})
    places = [axis.at(n) for n in known]
    assert places == sorted(places)
    assert all(FIRST <= p <= LAST for p in places)
    assert list(axis.ticks) == sorted(set(axis.ticks))
    assert all(axis.low <= t <= axis.high for t in axis.ticks)
    assert len(axis.ticks) <= MOST


@given(NUMBERS.filter(any))
def test_an_axis_that_is_wide_enough_has_a_tick(numbers: list[int | None]) -> None:
    assert Axis.of([*numbers, 0, 50]).ticks


@given(st.integers(0, 10**6), st.integers(0, 10**6) | st.none(), st.integers(0, 10**6))
def test_a_mark_begins_before_it_ends(low: int, more: int | None, best: int) -> None:
    high = None if more is None else low + more
    mark = Mark.reading(low, high)
    placed = Axis.of([low, high, best]).placed(Mark(mark.low, mark.high, best))
    if placed.start is not None and placed.end is not None:
        assert placed.start < placed.end
    assert (placed.exact is None) or (placed.start is None and placed.end is None)


@pytest.mark.parametrize(
    ("low", "high", "drawn"),
    [(0, 200, (None, 200)), (0, None, (0, None)), (0, 0, (0, 0)), (5, 9, (5, 9))],
)
def test_what_is_at_most_so_many_is_open_below(
    low: int, high: int | None, drawn: tuple[int | None, int | None]
) -> None:
    mark = Mark.reading(low, high)
    assert (mark.low, mark.high) == drawn
