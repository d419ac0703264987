"""Which publication came first: held against every pair of days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.repeats.records import days
from warehouse.repeats.figure import Days
from warehouse.repeats.order import Order, order

JUNE = date(2025, 6, 1)
NUMBERS = st.integers(0, 6)


@st.composite
def periods(draw: st.DrawFn) -> Days:
    """Periods within a week, some open."""
    first, last = sorted((draw(NUMBERS), draw(NUMBERS)))
    return (
        draw(st.sampled_from([JUNE + timedelta(first), JUNE + timedelta(first), None])),
        draw(st.sampled_from([JUNE + timedelta(last), JUNE + timedelta(last), None])),
    )


@given(periods(), periods())
def test_the_other_way_round_it_is_the_opposite(a: Days, b: Days) -> None:
    assert order(a, b) == -order(b, a)


@given(periods(), periods())
def test_it_is_certain_where_it_holds_on_all_days(a: Days, b: Days) -> None:
    def every(p: Days) -> list[int]:
        """Days as numbers; an open side reaches beyond the week."""
        first = (p[0] - JUNE).days if p[0] else -1
        last = (p[1] - JUNE).days if p[1] else 7
        return list(range(first, last + 1))

    first = all(x < y for x in every(a) for y in every(b))
    assert (order(a, b) is Order.CERTAIN) == first


def test_an_open_date_says_nothing_of_who_came_first() -> None:
    assert order((JUNE, None), days("2025-06-10")) is Order.UNKNOWN
    assert order(days("2025-05-31"), (JUNE, None)) is Order.CERTAIN


def test_a_month_that_begins_before_a_day_in_it_says_nothing() -> None:
    june = days("2025-06-01", "2025-06-30")
    assert order(june, days("2025-06-10")) is Order.UNKNOWN
    assert order(june, days("2025-06-30")) is Order.LIKELY
