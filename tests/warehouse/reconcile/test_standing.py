"""Whose figures stand: each reason by hand, and what holds whatever the figures are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.rules.figures import cells, figure
from warehouse.reconcile.rule import Cell, Figure
from warehouse.reconcile.standing import standing

JANUARY, FEBRUARY, MARCH = date(2025, 1, 15), date(2025, 2, 15), date(2025, 3, 31)
KINDS = ("cumulative", "window", "stock")


def left(*figures: Figure, kind: str = "cumulative", several: str = "") -> dict[str, str]:
    """The first word of the reason of each figure that does not stand."""
    stand, reasons = standing(figures, kind, frozenset(several))
    assert {f.claim_id for f in stand} | set(reasons) == {f.claim_id for f in figures}
    return {claim: reason.split()[0].rstrip(":") for claim, reason in reasons.items()}


def on(day: date, low: int, high: int | None = None, **other: Any) -> Figure:
    return figure(low, high, on=day, claim_id=f"{day:%b}", **other)


def test_a_part_of_another_figure_of_the_cell_is_no_second_one() -> None:
    whole = figure(51, claim_id="whole")
    part = figure(31, claim_id="part", by="b", part_of="whole")
    assert left(whole, part) == {"part": "counts"}
    assert left(part) == {}  # its whole counts something else


@pytest.mark.parametrize("kind", KINDS)
def test_a_source_revises_what_it_said(kind: str) -> None:
    assert left(on(JANUARY, 90), on(FEBRUARY, 70), kind=kind) == {"Jan": "its"}
    reasons = standing([on(JANUARY, 90), on(FEBRUARY, 70)], kind)[1]
    assert reasons["Jan"] == "its source has said since: “70 to 70” (A, as of 2025-02-15)"


def test_a_source_that_speaks_of_days_that_overlap_revises_nothing() -> None:
    same = figure(
        70, claim_id="month", as_of_first=date(2025, 1, 1), as_of_last=date(2025, 1, 31)
    )  # fmt: skip
    assert left(on(JANUARY, 90), same) == {}
    following = on(date(2025, 2, 1), 95)
    assert left(on(JANUARY, 90), same, following) == {"Jan": "its", "month": "its"}


def test_a_source_that_says_two_things_of_one_day_revises_nothing() -> None:
    assert left(figure(90, claim_id="one"), figure(70, claim_id="other")) == {}


def test_whoever_could_not_be_identified_revises_nothing() -> None:
    assert left(on(JANUARY, 90), on(FEBRUARY, 70), several="a") == {}


def test_a_lower_floor_says_no_more_than_its_source_had() -> None:
    assert left(on(JANUARY, 90), on(FEBRUARY, 70, open_upwards=True)) == {"Feb": "says"}
    assert left(on(JANUARY, 90), on(FEBRUARY, 90, open_upwards=True)) == {"Jan": "its"}
    stock = left(on(JANUARY, 90), on(FEBRUARY, 70, open_upwards=True), kind="stock")
    assert stock == {"Jan": "its"}


def test_a_floor_that_says_no_more_leaves_out_no_other_figure_of_its_source() -> None:
    # Both speak of January; which of them holds the source does not say.
    low, high = on(JANUARY, 5), figure(
        90, claim_id="month", as_of_first=date(2025, 1, 1), as_of_last=date(2025, 1, 31)
    )  # fmt: skip
    assert left(low, high, on(MARCH, 70, open_upwards=True)) == {"Mar": "says"}


def test_a_stock_is_of_its_day() -> None:
    early, late = on(FEBRUARY, 90, by="a"), on(MARCH, 70, by="b")
    assert left(early, late, kind="stock") == {"Feb": "speaks"}
    within = on(MARCH - timedelta(days=31), 90, by="a")
    assert left(within, late, kind="stock") == {}


def test_a_stock_of_some_day_in_a_long_period_is_of_one_time_with_its_beginning() -> None:
    long = figure(70, by="b", as_of_first=JANUARY, as_of_last=date(2025, 12, 31))
    assert left(on(FEBRUARY, 90, by="a"), long, kind="stock") == {}


@pytest.mark.parametrize("kind", ["cumulative", "window"])
def test_a_count_that_has_grown_overtakes_and_a_lower_one_does_not(kind: str) -> None:
    assert left(on(JANUARY, 70, by="a"), on(FEBRUARY, 90, by="b"), kind=kind) == {
        "Jan": "overtaken"
    }
    assert left(on(JANUARY, 90, by="a"), on(FEBRUARY, 90, by="b"), kind=kind) == {
        "Jan": "overtaken"
    }
    assert left(on(JANUARY, 91, by="a"), on(FEBRUARY, 90, by="b"), kind=kind) == {}


def test_a_range_is_overtaken_at_its_top_and_an_open_figure_at_its_bottom() -> None:
    later = on(FEBRUARY, 90, by="b")
    assert left(on(JANUARY, 70, 95, by="a"), later) == {}
    assert left(on(JANUARY, 70, by="a", open_upwards=True), later) == {"Jan": "overtaken"}


def test_what_may_reach_higher_only_overtakes_by_its_low() -> None:
    assert left(on(JANUARY, 70, by="a"), on(FEBRUARY, 60, 90, by="b")) == {}


def test_days_that_overlap_overtake_nothing() -> None:
    month = figure(
        90, by="b", claim_id="m", as_of_first=date(2025, 1, 1), as_of_last=date(2025, 1, 31)
    )
    assert left(on(JANUARY, 70, by="a"), month) == {}


def test_people_counted_case_by_case_are_overtaken_by_such_a_count_only() -> None:
    named = on(JANUARY, 1028, by="a", evidence="named")
    guess = on(FEBRUARY, 20_000, by="b", evidence="estimated")
    assert left(named, guess) == {}
    longer = on(MARCH, 1100, by="c", evidence="documented")
    assert left(named, guess, longer) == {"Jan": "overtaken"}
    assert left(replace(named, evidence="official", floor=False), longer) == {"Jan": "overtaken"}


def test_the_reason_names_the_latest_of_the_greatest_figures() -> None:
    last = figure(90, by="c", on=MARCH, claim_id="A")  # first by its id
    figures = [on(JANUARY, 70, by="a"), on(FEBRUARY, 90, by="b"), last]
    reasons = standing(figures, "cumulative")[1]
    assert set(reasons) == {"Jan", "Feb"}
    assert all("(C, as of 2025-03-31)" in reason for reason in reasons.values())


@given(cell=cells(most=6), order=st.randoms(use_true_random=False), several=st.booleans())
def test_figures_stand_or_not_in_whatever_order_they_come(
    cell: Cell, order: Random, several: bool
) -> None:
    figures = list(cell.standing)
    unknown = frozenset("a" if several else "")
    for kind in KINDS:
        stand, reasons = standing(figures, kind, unknown)
        assert stand
        assert {f.claim_id for f in stand} | set(reasons) == {f.claim_id for f in figures}
        assert not {f.claim_id for f in stand} & set(reasons)
        order.shuffle(figures)
        assert standing(figures, kind, unknown) == (stand, reasons)
        assert standing(stand, kind, unknown) == (stand, {})


@given(cell=cells(most=6))
def test_a_reason_points_to_a_figure_that_stands(cell: Cell) -> None:
    figures = [replace(f, says=f.claim_id) for f in cell.standing]
    for kind in ("cumulative", "window"):
        stand, reasons = standing(figures, kind)
        for reason in reasons.values():
            if reason.startswith("overtaken"):
                assert any(f"“{f.claim_id}”" in reason for f in stand)
