"""Axes, room and places: what is drawn stands where its numbers say, and no words cover others."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.report.charts.axes import Numbers, Time
from warehouse.report.charts.boxes import Box, Room, along, words
from warehouse.report.charts.facts import Figure
from warehouse.report.charts.form import NARROW, WIDE, Form
from warehouse.report.charts.grouping import leads, ordered
from warehouse.report.charts.labels import labels, tie
from warehouse.report.charts.marks import colours, marks
from warehouse.report.charts.palette import OTHER, ROOTS

FIRST, LAST = date(2022, 2, 24), date(2026, 4, 30)
DAYS = st.dates(FIRST, LAST)
FORMS = st.sampled_from((WIDE, NARROW))


@st.composite
def figures(draw: st.DrawFn) -> list[Figure]:
    """Figures on a few days and numbers, so that they crowd; some retell others."""
    n = draw(st.integers(1, 25))
    days = draw(st.lists(DAYS, min_size=1, max_size=4))
    found: list[Figure] = []
    for i in range(n):
        roots = [f.claim_id for f in found if not f.retelling]
        root = draw(st.sampled_from([f"c{i}", *roots]))
        low = draw(st.one_of(st.none(), st.integers(1, 20_000)))
        high = draw(st.one_of(st.none(), st.integers(low or 1, 30_000)))
        found.append(
            Figure(
                f"c{i}", root, "foreign", "recruited", None, draw(st.sampled_from(days)), low,
                high, draw(st.sampled_from([None, low])), draw(st.booleans()), root != f"c{i}",
                "at least 1,000", "", "The Example Gazette", "The Example Herald", "", "said",
            )
        )  # fmt: skip
    return found


@given(st.integers(1, 10**6), st.floats(1.5, 1e4), st.floats(0, 1))
def test_a_height_is_the_number_that_stands_there(low: int, factor: float, at: float) -> None:
    numbers = Numbers(low, low * factor, 300)
    value = numbers.value(300 * at)
    assert math.isclose(numbers.y(value), 300 * at, abs_tol=1e-6)
    assert math.isclose(numbers.value(numbers.y(value)), value, rel_tol=1e-9)


def test_what_lies_outside_stands_on_the_edge() -> None:
    assert (Numbers(10, 1000, 300).y(5), Numbers(10, 1000, 300).y(9999)) == (300, 0)
    assert Time(FIRST, LAST, 800).x(date(2026, 12, 31)) == 800


def test_a_factor_of_ten_is_always_as_high() -> None:
    numbers = Numbers(1, 10_000, 400)
    assert [round(numbers.y(n)) for n in (10_000, 1000, 100, 10, 1)] == [0, 100, 200, 300, 400]


def test_ticks_are_at_one_two_five_and_closer_where_there_is_hardly_one() -> None:
    assert Numbers(9, 600, 1).ticks == [10, 20, 50, 100, 200, 500]
    assert Numbers(2.5, 9, 1).ticks == [3, 4, 5, 6, 8]


@given(DAYS)
def test_a_day_is_drawn_at_its_moment(day: date) -> None:
    time = Time(FIRST, LAST, 812)
    moment = datetime.fromisoformat(time.moment(time.x(day)).removesuffix("Z"))
    assert abs(moment - datetime(day.year, day.month, day.day)) <= timedelta(seconds=1)


@given(figures(), FORMS)
def test_marks_stand_at_their_height_and_roots_do_not_cover_one_another(
    given_: list[Figure], form: Form
) -> None:
    numbers = Numbers(1, 50_000, 300)
    time = Time(FIRST, LAST, form.width)
    drawn = marks(given_, "recruited", colours(given_), time, numbers, form)
    assert sorted(m.figure.claim_id for m in drawn) == sorted(f.claim_id for f in given_)
    assert all(-form.mark <= m.x <= form.width + form.mark for m in drawn)
    assert all(m.top <= m.bottom + 1e-9 for m in drawn)
    roots = [m for m in drawn if not m.figure.retelling]
    for i, a in enumerate(roots):
        for b in roots[:i]:
            assert abs(a.x - b.x) >= form.mark or abs(a.y - b.y) >= form.mark


@given(figures(), FORMS)
def test_labels_cover_neither_marks_nor_one_another(given_: list[Figure], form: Form) -> None:
    time, numbers = Time(FIRST, LAST, form.width), Numbers(1, 50_000, 300)
    drawn = marks(given_, "recruited", colours(given_), time, numbers, form)
    room = Room(Box(0, 4, form.width + form.margin, 298))
    for mark in drawn:
        room.take(*mark.boxes)
    placed = labels(drawn, set(), lambda f: (f.label, f.source), room, form)
    assert len(placed) <= form.labels
    boxes = [words(p.x, p.y, p.lines, form.size, p.align) for p in placed]
    for i, box in enumerate(boxes):
        assert box.inside(room.frame)
        assert not any(box.meets(other) for mark in drawn for other in mark.boxes)
        assert not any(box.meets(other) for other in boxes[:i])
    for i, label in enumerate(placed):  # no line to an earlier mark crosses earlier words
        dots = [Box(x - 1, y - 1, x + 1, y + 1) for x, y in tie(label, form)]
        assert not any(dot.meets(box) for dot in dots for box in boxes[:i])


@given(st.tuples(st.floats(-99, 99), st.floats(-99, 99)), st.floats(1, 50))
def test_points_along_a_line_lead_from_one_end_to_the_other(
    end: tuple[float, float], apart: float
) -> None:
    points = along((0, 0), end, apart)
    assert points[0] == (0, 0)
    assert points[-1] == pytest.approx(end)
    assert all(math.dist(a, b) <= apart + 1e-6 for a, b in pairwise(points))


def test_a_root_has_a_colour_of_its_own_if_it_is_retold() -> None:
    def figure(claim_id: str, root: str) -> Figure:
        return Figure(
            claim_id, root, "foreign", "recruited", None, FIRST, 1, 1, 1, False, claim_id != root,
            "1", "", "", "", "", "",
        )  # fmt: skip

    found = colours([figure("a", "a"), figure("b", "b"), figure("c", "b"), figure("d", "d")])
    assert found == {"a": OTHER, "b": ROOTS[0], "d": OTHER}


MEASURES = st.sets(st.sampled_from(
    ["recruited", "signed_contract", "killed", "killed_or_missing", "held", "a_measure", "missing"]
))  # fmt: skip


@given(MEASURES)
def test_every_measure_has_a_panel_led_by_one_that_is_counted_or_lies_in_no_other(
    measures: set[str],
) -> None:
    found = leads(measures, {"recruited"})
    assert found.keys() == measures
    assert set(found.values()) <= measures | {"recruited"}
    assert all(found[m] == m for m in found.values() if m in measures)
    assert set(ordered(found.values())) == set(found.values())


def test_measures_that_are_compared_with_nothing_come_last() -> None:
    shown = ordered(["other", "zeal", "killed", "recruited"], last={"other"})
    assert shown == ["recruited", "killed", "zeal", "other"]
