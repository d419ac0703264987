"""From figures to conflicts, least sets and bounds, against every subset and every course."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.inference.counts import DAYS, GROUPS, LATTICE, Claim, extremes
from tests.warehouse.inference.test_bounds_by_trial import a_claim
from warehouse.inference.exact import solved
from warehouse.inference.figure import Figure
from warehouse.inference.infer import conclude
from warehouse.inference.scope import Scope, Span
from warehouse.inference.set_aside import Component
from warehouse.inference.system import System

ANYTHING = Claim("recruited", "all", 0, None, 0, None)


def possible(claims: list[Claim]) -> bool:
    return extremes(claims, ANYTHING) is not None


def least_removals(claims: list[Claim]) -> set[frozenset[int]]:
    """All smallest sets of claims without which the rest is possible, by trying every set."""
    numbers = range(len(claims))
    for size in range(len(claims) + 1):
        found = {
            frozenset(gone)
            for gone in combinations(numbers, size)
            if possible([claims[n] for n in numbers if n not in gone])
        }
        if found:
            return found
    raise AssertionError


def all_solutions(components: list[Component]) -> set[frozenset[int]]:
    """Every choice of one solution of each component, as numbers of claims."""
    chosen = product(*(c.hitting.solutions for c in components))
    return {
        frozenset(int(claim.removeprefix("claim/")) for solution in one for claim in solution)
        for one in chosen
    }


@st.composite
def a_small_claim(draw: st.DrawFn) -> Claim:
    """Lows that no five of them add up beyond what is tried for one country."""
    claim = draw(a_claim())
    low = draw(st.integers(0, 1 + (len(GROUPS[claim.population]) > 1)))
    return replace(claim, low=low, high=draw(st.sampled_from([None, low, low + 1])))


@settings(max_examples=40)
@given(st.lists(a_small_claim(), min_size=2, max_size=5))
def test_conflicts_are_minimal_and_the_least_sets_are_all_that_trying_finds(
    claims: list[Claim],
) -> None:
    figures = [c.figure(n) for n, c in enumerate(claims)]
    found = conclude(figures, LATTICE, sorted(GROUPS), DAYS)
    for conflict in found.conflicts:
        members = [claims[int(claim.removeprefix("claim/"))] for claim in conflict.ids]
        assert not possible(members)
        assert all(possible([*members[:n], *members[n + 1 :]]) for n in range(len(members)))
    assert bool(found.conflicts) == (not possible(claims))
    assert all_solutions(list(found.components)) == least_removals(claims)


def on_one_cell(intervals: list[tuple[int, int, int | None]]) -> list[Figure]:
    """Figures of one country at days given by their number."""
    figures = []
    for n, (day, low, high) in enumerate(intervals):
        when = date(2024, 1, 1) + timedelta(days=day)
        span = Span(when.isoformat(), when, when)
        scope = Scope("recruited", "A", "cumulative", span, channel="any",
                      document=f"d{n}", root_document=f"d{n}")  # fmt: skip
        figures.append(Figure(f"claim/{n}", scope, low, high))
    return figures


def clashing(figures: list[Figure]) -> list[tuple[int, int]]:
    """Pairs of which the earlier exceeds the later: on one cell nothing else can contradict."""
    return [
        (i, j)
        for i, a in enumerate(figures)
        for j, b in enumerate(figures)
        if i != j
        and a.scope.as_of.last <= b.scope.as_of.first
        and b.high is not None
        and a.low > b.high
    ]


@settings(max_examples=40)
@given(st.data())
def test_the_least_set_aside_on_a_chain_is_the_least_that_trying_finds(data: st.DataObject) -> None:
    size = data.draw(st.integers(3, 14))
    intervals = []
    for day in range(size):
        planted = data.draw(st.integers(0, 4)) == 0
        low = data.draw(st.integers(0, 40)) if planted else 3 * day
        intervals.append((day, low, data.draw(st.sampled_from([None, low, low + 2, low + 9]))))
    figures = on_one_cell(intervals)
    pairs = clashing(figures)
    least = next(
        k
        for k in range(size + 1)
        if any(all(set(p) & set(gone) for p in pairs) for gone in combinations(range(size), k))
    )
    found = conclude(figures, LATTICE, ["A"], [])
    assert sum(c.hitting.size for c in found.components) == least
    assert all(c.hitting.complete and c.hitting.gap == 0 for c in found.components)
    assert {c.ids for c in found.conflicts} == {
        tuple(sorted((f"claim/{i}", f"claim/{j}"))) for i, j in pairs
    }


def test_more_dead_than_recruits_is_one_conflict_of_two_measures() -> None:
    dead, recruits = (
        Claim("killed", "all", 0, None, 3_300, None),
        Claim("recruited", "all", 1, None, 0, 3_000),
    )
    figures = [replace(dead.figure(0), source="one"), replace(recruits.figure(1), source="other")]
    found = conclude(figures, LATTICE, ["all"], DAYS)
    (conflict,) = found.conflicts
    assert (conflict.size, conflict.kind, conflict.excess) == (2, "cross_source", 300)
    assert [c.hitting.solutions for c in found.components] == [(("claim/0",), ("claim/1",))]


@settings(max_examples=25)
@given(st.lists(a_claim(), min_size=3, max_size=8))
def test_bounds_solved_in_blocks_hold_and_say_that_they_may_not_be_the_tightest(
    claims: list[Claim],
) -> None:
    figures = [c.figure(n) for n, c in enumerate(claims)]
    system = System(figures, LATTICE, [(p, frozenset()) for p in GROUPS], DAYS)
    if system.core() is not None:
        return
    variables = np.arange(system.matrix.n_variables)
    (whole,), (parts,) = solved([(system, variables)]), solved([(system, variables)], limit=-1)
    assert whole.tightest
    assert not parts.tightest
    assert (parts.low <= whole.low).all()
    assert (parts.high >= whole.high).all()
    assert (parts.low >= system.box.low).all()


@pytest.mark.parametrize(("stated", "conflicts"), [(False, 0), (True, 1)])
def test_a_total_that_its_parts_fall_short_of_contradicts_only_where_a_sum_is_stated(
    stated: bool, conflicts: int
) -> None:
    day = Span("2025-08-14", date(2025, 8, 14), date(2025, 8, 14))

    def printed(name: str, population: str, number: int, whole: bool = False) -> Figure:
        scope = Scope("recruited", population, "cumulative", day, channel="any",
                      document="list", root_document="list")  # fmt: skip
        return Figure(
            f"list/{name}", scope, number, None, says=str(number), read_low=number,
            read_high=number, floor=True, part_of=None if whole else "list/whole",
            partition=whole and stated,
        )  # fmt: skip

    figures = [
        printed("whole", "all", 16_894, whole=True),
        printed("a", "A", 4_658),
        printed("b", "B", 1_013),
        printed("c", "C", 9_961),
    ]
    found = conclude(figures, LATTICE, ["all"], [day.first])
    assert len(found.conflicts) == conflicts
    (total,) = found.sums
    assert (total.residual_low, total.residual_high, total.stated) == (1_262, 1_262, stated)
    for conflict in found.conflicts:
        assert (conflict.kind, conflict.size, conflict.excess) == ("arithmetic", 4, 1_262)
