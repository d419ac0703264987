"""Parts above their whole: the search against all subsets, and at the size of the real subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.inference.apart import apart
from warehouse.inference.cliques import Effort, Graph
from warehouse.inference.conflict import PART, PARTS, STATES, WHOLE, WINDOWS, Conflict
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.packing import least_packings
from warehouse.inference.relations import CANDIDATES
from warehouse.inference.scope import within


def anything(figures: Sequence[Figure]) -> bool:
    """An oracle that objects to nothing."""
    return True


@given(st.data())
def test_the_search_finds_every_minimal_set_the_smallest_first(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 8))
    weights = data.draw(st.lists(st.integers(1, 9), min_size=n, max_size=n))
    edges = [e for e in combinations(range(n), 2) if data.draw(st.booleans())]
    limit = data.draw(st.integers(1, 25))
    joined = [sum(1 << (a + b - k) for a, b in edges if k in (a, b)) for k in range(n)]
    expected = [
        nodes
        for size in range(1, n + 1)
        for nodes in combinations(range(n), size)
        if all(e in edges for e in combinations(nodes, 2))
        and 0 < sum(weights[k] for k in nodes) - limit <= min(weights[k] for k in nodes)
    ]
    graph = Graph(weights, joined)
    assert list(graph.exceeding(limit, Effort(10**6))) == expected
    assert set(graph.greedy(limit)) <= set(expected)


@st.composite
def _a_part(draw: st.DrawFn) -> dict[str, Any]:
    measure = draw(st.sampled_from(["recruited", "recruited", "killed", "serving"]))
    low = draw(st.integers(1, 6))
    day = draw(st.integers(1, 3))
    windowed = measure != "serving" and draw(st.booleans())
    return {
        "measure": measure,
        "population": draw(st.sampled_from(["NPL", "EGY", "CUB", "africa", "foreign"])),
        "as_of": f"2025-01-0{day}",
        "since": f"2025-01-0{draw(st.integers(1, day))}" if windowed else None,
        "low": low,
        "high": draw(st.none() | st.integers(low, 9)),
    }


def _minimal_sets(
    whole: Figure, parts: Sequence[Figure], lattice: Lattice, people: Callable[..., bool]
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """(identities, ids) of every minimal set of different people above the whole."""
    parts = [p for p in parts if within(p.scope, whole.scope, lattice) and p.low <= whole.high]
    for size in range(2, len(parts) + 1):
        for chosen in combinations(parts, size):
            why = [apart(a.scope, b.scope, lattice) for a, b in combinations(chosen, 2)]
            if None in why or sum(p.low for p in chosen) <= (whole.high or 0):
                continue
            every = [whole, *chosen]
            assert not people(every)
            if all(people([f for f in every if f is not dropped]) for dropped in every):
                yield (
                    tuple(i for i in (PARTS, STATES, WINDOWS) if i in why),
                    [p.claim_id for p in chosen],
                )


@given(rows=st.lists(_a_part(), min_size=4, max_size=7), high=st.integers(4, 10))
def test_the_least_set_of_each_identity_is_that_of_all_subsets(
    rows: list[dict[str, Any]], high: int, figure: Callable[..., Figure], lattice: Lattice,
    people: Callable[..., bool],
) -> None:  # fmt: skip
    parts = [figure(f"c{k}", **row) for k, row in enumerate(rows)]
    whole = figure("whole", "recruited", "foreign", "2025-01-03", 0, high)
    sets = list(_minimal_sets(whole, parts, lattice, people))
    kinds = {PARTS: [], STATES: [], WINDOWS: [], "": []}
    for identities, ids in sets:
        kinds[identities[0] if len(identities) == 1 else ""].append(ids)
    expected = [
        (min(own, key=lambda ids: (len(ids), ids)), len(own) == 1) for own in kinds.values() if own
    ]
    found = least_packings(whole, parts, lattice, people)
    assert [([f.claim_id for f in c.having(PART)], c.complete) for c in found] == expected


def _excess(conflict: Conflict) -> int:
    return sum(f.low for f in conflict.having(PART)) - conflict.having(WHOLE)[0].high


def test_each_identity_is_told_apart(figure: Callable[..., Figure], lattice: Lattice) -> None:
    whole = figure("w", "recruited", "NPL", "2025-06-30", 0, 100)
    killed = figure("k", "killed", "NPL", "2025-03-01", 60, None)
    serving = figure("s", "serving", "NPL", "2025-04-01", 50, None)
    early = figure("e", "recruited", "NPL", "2025-01-31", 70, None)
    late = figure("l", "recruited", "NPL", "2025-05-31", 31, None, since="2025-02-02")
    found = least_packings(whole, [late, serving, early, killed], lattice, anything)
    assert [(c.identities, c.ids, c.excess, c.complete) for c in found] == [
        ((STATES,), ("k", "s", "w"), 10, True),
        ((WINDOWS,), ("e", "l", "w"), 1, True),
    ]
    assert all(c.excess == _excess(c) for c in found)


def test_a_man_may_serve_before_he_is_killed(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "recruited", "NPL", "2025-06-30", 0, 100)
    killed = figure("k", "killed", "NPL", "2025-05-01", 60, None)
    serving = figure("s", "serving", "NPL", "2025-04-01", 50, None)
    assert least_packings(whole, [killed, serving], lattice, anything) == []


def test_several_identities_together_are_told_where_none_alone_suffices(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "recruited", "foreign", "2025-06-30", 0, 100)
    parts = [
        figure("a", "recruited", "CUB", "2025-03-01", 30, None),
        figure("b", "killed", "NPL", "2025-03-01", 40, None),
        figure("c", "serving", "NPL", "2025-04-01", 40, None),
    ]
    (found,) = least_packings(whole, parts, lattice, anything)
    assert (found.identities, found.ids, found.excess) == (
        (PARTS, STATES), ("a", "b", "c", "w"), 10,
    )  # fmt: skip


def _many(figure: Callable[..., Figure], n: int) -> tuple[list[Figure], Lattice]:
    """n countries with four figures each, the largest of country k being 10 + k."""
    names = [f"X{k:02}" for k in range(n)]
    members = {c: frozenset({c}) for c in names} | {"foreign": frozenset(names)}
    wide = Lattice(
        kinds={"recruited": "cumulative"}, measure_parents={"recruited": frozenset()},
        disjoint_pairs=frozenset(), members=members, complete=frozenset(members), inside={},
        everyone=frozenset({"foreign"}), channel_parent={"all": ""}, measure_names={},
        population_names={}, channel_names={},
    )  # fmt: skip
    figures = [
        figure(f"{c}-{more}", "recruited", c, "2025-01-01", 10 + k - more, None)
        for k, c in enumerate(names)
        for more in range(4)
    ]
    return figures, wide


def test_fifty_countries_with_several_figures_each_are_solved_exactly(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    parts, wide = _many(figure, 50)
    largest = sorted((10 + k for k in range(50)), reverse=True)
    whole = figure("w", "recruited", "foreign", "2025-01-01", 0, sum(largest[:25]) - 1)
    (found,) = least_packings(whole, parts, wide, anything, effort=2_000)
    assert sorted(f.low for f in found.having(PART)) == sorted(largest[:25])
    assert found.excess == 1
    assert not found.complete  # larger sets of smaller countries do as well


def test_out_of_effort_a_valid_set_is_told_and_not_called_the_only_one(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    parts, wide = _many(figure, 12)
    whole = figure("w", "recruited", "foreign", "2025-01-01", 0, 60)
    (found,) = least_packings(whole, parts, wide, anything, effort=0)
    lows = [f.low for f in found.having(PART)]
    assert len({f.scope.population for f in found.having(PART)}) == len(lows)
    assert sum(lows) > 60 >= sum(lows) - min(lows)
    assert not found.complete


def test_beyond_the_limit_of_candidates_the_strongest_of_each_country_are_kept(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    parts, wide = _many(figure, CANDIDATES // 4 + 1)
    total = sum(10 + k for k in range(CANDIDATES // 4 + 1))
    whole = figure("w", "recruited", "foreign", "2025-01-01", 0, total - 1)
    (found,) = least_packings(whole, parts, wide, anything)
    assert (found.excess, found.complete) == (1, False)


def test_a_whole_without_a_high_is_refused(figure: Callable[..., Figure], lattice: Lattice) -> None:
    whole = figure("w", "recruited", "foreign", "2025-01-01", 5, None)
    with pytest.raises(ValueError, match="w has no high"):
        least_packings(whole, [], lattice, anything)
