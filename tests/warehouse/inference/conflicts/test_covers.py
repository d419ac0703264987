"""Parts that are all of a whole and less than it: the search against all subsets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from warehouse.inference.cliques import Effort
from warehouse.inference.conflict import COVER, PART
from warehouse.inference.coverings import Covering
from warehouse.inference.covers import least_cover
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.pieces import MANY


def anything(figures: Sequence[Figure]) -> bool:
    """An oracle that objects to nothing."""
    return True


def _union(masks: Sequence[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


@given(
    nodes=st.lists(st.tuples(st.integers(1, 31), st.integers(0, 9)), min_size=1, max_size=8),
    limit=st.integers(1, 20),
)
def test_the_search_finds_every_minimal_cover_the_smallest_first(
    nodes: list[tuple[int, int]], limit: int
) -> None:
    covers, weights = [mask for mask, _ in nodes], [weight for _, weight in nodes]
    full = _union(covers)
    expected = [
        chosen
        for size in range(1, len(nodes) + 1)
        for chosen in combinations(range(len(nodes)), size)
        if _union([covers[k] for k in chosen]) == full
        and sum(weights[k] for k in chosen) < limit
        and all(_union([covers[k] for k in chosen if k != out]) != full for out in chosen)
    ]
    search = Covering(covers, weights)
    assert list(search.below(limit, Effort(10**6))) == expected
    found = search.greedy()
    assert _union([covers[k] for k in found]) == full
    assert all(_union([covers[k] for k in found if k != out]) != full for out in found)


def test_regions_and_countries_cover_all_foreigners(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "killed", "foreign", "2025-01-31", 100, None)
    parts = [
        figure("a", "killed", "africa", "2025-06-30", 0, 20),
        figure("c", "recruited", "CUB", "2025-06-30", 0, 30),
        figure("n", "killed", "NPL", "2025-01-31", 0, 30),
        figure("p", "killed", "PRK", "2025-01-31", 0, 19),
        figure("too-early", "killed", "PRK", "2024-12-31", 0, 1),
    ]
    found = least_cover(whole, parts, lattice, anything)
    assert found is not None
    assert (found.ids, found.identities) == (("a", "c", "n", "p", "w"), (COVER,))
    assert (found.excess, found.complete) == (1, True)
    assert least_cover(whole, parts[1:], lattice, anything) is None
    assert least_cover(replace(whole, low=99), parts, lattice, anything) is None


def test_a_group_that_is_not_complete_is_covered_by_its_known_members_not_at_all(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "killed", "others", "2025-01-31", 100, None)
    part = figure("g", "killed", "GHA", "2025-01-31", 0, 20)
    assert least_cover(whole, [part], lattice, anything) is None


def _chain(figure: Callable[..., Figure], begins: str) -> list[Figure]:
    return [
        figure("a", "recruited", "foreign", "2024-06-30", 0, 10),
        figure("b", "recruited", "NPL", "2024-12-31", 0, 5, since="2024-07-01"),
        figure("c", "recruited", "NPL", "2025-06-30", 0, 4, since=begins),
    ]


def test_a_count_and_the_windows_after_it_cover_a_later_count(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "recruited", "NPL", "2025-06-30", 20, None)
    found = least_cover(whole, _chain(figure, "2025-01-01"), lattice, anything)
    assert found is not None
    assert (found.ids, found.excess, found.complete) == (("a", "b", "c", "w"), 1, True)


def test_among_many_parts_the_lesser_ones_are_found_and_not_called_the_only_ones(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "recruited", "NPL", "2025-06-30", 20, None)
    needless = [
        figure(f"{k:02}", "recruited", "NPL", "2024-06-30", 0, 11 + k % 8) for k in range(MANY)
    ]
    parts = [*needless, *_chain(figure, "2025-01-01")]
    found = least_cover(whole, parts, lattice, anything)
    assert found is not None
    assert (found.ids, found.complete) == (("a", "b", "c", "w"), False)


def test_a_day_left_out_between_windows_leaves_everything_open(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "recruited", "NPL", "2025-06-30", 20, None)
    assert least_cover(whole, _chain(figure, "2025-01-02"), lattice, anything) is None


def test_those_serving_are_covered_by_those_recruited_before_and_since(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "serving", "NPL", "2025-06-30", 20, None)
    found = least_cover(whole, _chain(figure, "2025-01-01"), lattice, anything)
    assert found is not None
    assert found.ids == ("a", "b", "c", "w")


def test_dates_alike_in_one_document_close_the_gap(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    whole = figure("w", "recruited", "NPL", "2025", 20, None, since="2024", document="d")
    early = figure("a", "recruited", "NPL", "2024-06-30", 0, 10, since="2024", document="d")
    late = figure("b", "recruited", "NPL", "2025", 0, 9, since="2024-07-01", document="d")
    found = least_cover(whole, [early, late], lattice, anything)
    assert found is not None
    assert found.ids == ("a", "b", "w")


@st.composite
def _a_part(draw: st.DrawFn) -> dict[str, Any]:
    day = draw(st.integers(1, 4))
    windowed = draw(st.booleans())
    return {
        "measure": draw(st.sampled_from(["recruited", "killed"])),
        "population": draw(st.sampled_from(["EGY", "GHA", "africa", "foreign"])),
        "as_of": f"2025-01-0{day}",
        "since": f"2025-01-0{draw(st.integers(1, day))}" if windowed else None,
        "low": 0,
        "high": draw(st.integers(0, 5)),
    }


@given(
    rows=st.lists(_a_part(), min_size=3, max_size=5),
    low=st.integers(1, 20),
    measure=st.sampled_from(["recruited", "killed", "serving"]),
)
def test_a_cover_is_found_where_the_parts_alone_limit_the_whole(
    rows: list[dict[str, Any]], low: int, measure: str, figure: Callable[..., Figure],
    lattice: Lattice, people: Callable[..., bool],
) -> None:  # fmt: skip
    # Parts are highs alone, so whatever contradicts the low of the whole is a cover of it. Windows
    # of two measures are not looked for together, and so parts are of one measure.
    rows = [row | {"measure": "killed" if measure == "killed" else "recruited"} for row in rows]
    parts = [figure(f"c{k}", **row) for k, row in enumerate(rows)]
    whole = figure("whole", measure, "africa", "2025-01-03", low, None)
    minimal = []
    for size in range(1, len(parts) + 1):
        for chosen in combinations(parts, size):
            if not people([whole, *chosen]) and not any(
                set(ids) <= {p.claim_id for p in chosen} for ids in minimal
            ):
                minimal.append([p.claim_id for p in chosen])
    larger = [ids for ids in minimal if len(ids) > 1]  # the others are pairs
    found = least_cover(whole, parts, lattice, people)
    assert (found is None) == (not larger)
    if found:
        assert [f.claim_id for f in found.having(PART)] == larger[0]
        assert found.complete == (len(larger) == 1)
