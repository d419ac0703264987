"""The engine against every possible course of small counts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.inference.counts import (
    COUNTRIES,
    DAYS,
    GROUPS,
    LATTICE,
    MEASURES,
    MOST,
    Claim,
    extremes,
)
from warehouse.inference.bands import bands
from warehouse.inference.propagate import HIGH, LOW
from warehouse.inference.system import bound, consistent

# Nobody beyond MOST in the trial, so the engine is told as much.
LIMITS = [Claim("recruited", country, len(DAYS) - 1, None, 0, MOST) for country in COUNTRIES]


@st.composite
def a_claim(draw: st.DrawFn) -> Claim:
    measure = draw(st.sampled_from(MEASURES))
    population = draw(st.sampled_from(sorted(GROUPS)))
    day = draw(st.integers(0, len(DAYS) - 1))
    windowed = measure != "serving" and day > 0 and draw(st.booleans())
    low = draw(st.integers(0, 5 if len(GROUPS[population]) > 1 else 3))
    high = draw(st.one_of(st.none(), st.integers(low, low + 3)))
    return Claim(
        measure, population, day, draw(st.integers(0, day - 1)) if windowed else None, low, high
    )


@st.composite
def a_question(draw: st.DrawFn) -> Claim:
    measure = draw(st.sampled_from(MEASURES))
    return Claim(
        measure, draw(st.sampled_from(sorted(GROUPS))), draw(st.integers(0, 2)), None, 0, None
    )


@settings(max_examples=120)
@given(st.lists(a_claim(), min_size=1, max_size=6), a_question())
def test_bounds_are_exactly_what_the_claims_leave_possible(
    claims: list[Claim], asked: Claim
) -> None:
    figures = [c.figure(n) for n, c in enumerate([*claims, *LIMITS])]
    possible = extremes(claims, asked)
    assert consistent(figures, LATTICE) == (possible is not None)
    if possible is not None:
        who = (asked.population, frozenset[str]())
        found = tuple(
            bound(figures, LATTICE, who, asked.measure, DAYS[asked.day], side)
            for side in (LOW, HIGH)
        )
        assert found == possible


@settings(max_examples=60)
@given(st.lists(a_claim(), min_size=1, max_size=6), a_question())
def test_the_grid_says_the_same(claims: list[Claim], asked: Claim) -> None:
    figures = [c.figure(n) for n, c in enumerate([*claims, *LIMITS])]
    possible = extremes(claims, asked)
    if possible is not None:
        found = bands(figures, LATTICE, sorted(GROUPS), DAYS).of[asked.population, asked.measure]
        assert (found.low[asked.day], found.high[asked.day]) == possible
