"""Contradictory pairs: the search against the definition, and against the table of comparisons."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import permutations
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from warehouse.inference.dominance import exceeding, exceeding_inside
from warehouse.inference.figure import Figure, read_figures
from warehouse.inference.lattice import Lattice, read_lattice
from warehouse.inference.pairs import contradicting_pairs
from warehouse.inference.scope import within

small = st.integers(0, 6)
points = st.lists(st.tuples(small, small, small), max_size=30)
DATES = ["2024", "2025", "2025-01", "2025-01-01", "2025-01-31", "2025-02"]


def _columns(rows: list[tuple[int, ...]]) -> list[np.ndarray]:
    return [np.array([row[k] for row in rows], np.int64) for k in range(3)]


@given(points, points)
def test_dominance_over_arrays_is_that_of_the_definition(inner: Any, outer: Any) -> None:
    (low, last, key), (high, first, other) = _columns(inner), _columns(outer)
    i, j = exceeding(low, last, high, first, key, other)
    found = list(zip(i.tolist(), j.tolist(), strict=True))
    assert sorted(found) == [
        (a, b)
        for a, (x, day, k) in enumerate(inner)
        for b, (y, end, m) in enumerate(outer)
        if x > y and day <= end and k == m
    ]


@given(points, points)
def test_dominance_of_windows_is_that_of_the_definition(inner: Any, outer: Any) -> None:
    (low, since, last), (high, begin, first) = _columns(inner), _columns(outer)
    i, j = exceeding_inside(low, since, last, high, begin, first)
    found = list(zip(i.tolist(), j.tolist(), strict=True))
    assert sorted(found) == [
        (a, b)
        for a, (x, start, day) in enumerate(inner)
        for b, (y, limit, end) in enumerate(outer)
        if x > y and start >= limit and day <= end
    ]


@st.composite
def _a_figure(draw: st.DrawFn) -> dict[str, Any]:
    measure = draw(st.sampled_from(["recruited", "killed", "serving", "held"]))
    low = draw(st.integers(0, 5))
    return {
        "measure": measure,
        "population": draw(st.sampled_from(["NPL", "EGY", "africa", "others", "foreign"])),
        "as_of": draw(st.sampled_from(DATES)),
        "since": draw(st.sampled_from([None, "2024", "2025", "2024-12-31"]))
        if measure in ("recruited", "killed")
        else None,
        "low": low,
        "high": draw(st.none() | st.integers(low, low + 2)),
        "document": draw(st.sampled_from(["", "x", "y"])),
        "excluding": frozenset(draw(st.sampled_from(["", "EGY"])).split()),
        "channel": draw(st.sampled_from(["all", "moscow"])),
        "native": draw(st.booleans()),
    }


@given(rows=st.lists(_a_figure(), max_size=25))
def test_the_pairs_are_those_of_the_quadratic_definition(
    rows: list[dict[str, Any]], figure: Callable[..., Figure], lattice: Lattice
) -> None:
    figures = [figure(f"c{k:02}", **row) for k, row in enumerate(rows)]
    expected = [
        (a, b)
        for a, b in permutations(figures, 2)
        if b.high is not None and a.low > b.high and within(a.scope, b.scope, lattice)
    ]
    assert contradicting_pairs(figures, lattice) == expected


def test_more_killed_than_recruited_is_one_pair(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    dead = figure("a", "killed", "foreign", "2025-12", 3_300, None)
    entered = figure("b", "recruited", "foreign", "2026-01", 0, 3_000)
    assert contradicting_pairs([entered, dead], lattice) == [(dead, entered)]


def test_one_cell_at_one_date_stands_once_the_larger_inside(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    less = figure("a", "serving", "NPL", "2025-01-31", 5, 5)
    more = figure("b", "serving", "NPL", "2025-01-31", 7, 7)
    assert contradicting_pairs([less, more], lattice) == [(more, less)]


def test_the_pairs_are_the_contradictions_of_the_table_between_roots(
    warehouse_of: Callable[..., Any], a_claim: Callable[..., dict[str, Any]]
) -> None:
    rng = random.Random(4)
    claims = []
    for k in range(150):
        low = rng.randint(0, 9)
        high = rng.choice([None, low + rng.randint(0, 3)])
        measure = rng.choice(["recruited", "killed", "serving", "held", "captured"])
        windowed = measure == "recruited" and rng.random() < 0.6
        claims.append(
            a_claim(
                f"d{rng.randint(0, 12)}/c{k}", measure=measure, low=low, high=high,
                population=rng.choice(["NPL", "EGY", "m49:002", "paper:africa", "foreign"]),
                channel=rng.choice(["all", "all", "moscow"]),
                basis=rng.choice(["unspecified", "citizen", "native"]),
                as_of=rng.choice(DATES), since=rng.choice(DATES[:3]) if windowed else None,
                derives_from=claims[0]["claim_id"] if rng.random() < 0.1 and claims else None,
            )
        )  # fmt: skip
    built = warehouse_of(claims, only="comparison")
    names = ("claim", "origin", "source", "measure", "population", "population_member", "channel")
    tables = {name: built.sql(f"SELECT * FROM {name}") for name in names}
    found = contradicting_pairs(read_figures(tables), read_lattice(tables))
    expected = built.sql(
        """
        SELECT claim_a, claim_b FROM comparison
        JOIN origin AS a ON a.claim_id = claim_a AND a.hops = 0
        JOIN origin AS b ON b.claim_id = claim_b AND b.hops = 0
        WHERE verdict = 'contradict' ORDER BY ALL
        """
    )
    assert len(expected) > 20
    assert [(a.claim_id, b.claim_id) for a, b in found] == [
        (row.claim_a, row.claim_b) for row in expected.itertuples()
    ]
