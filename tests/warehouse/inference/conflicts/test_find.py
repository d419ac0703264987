"""All conflicts together: minimal each, told once, and none missing where people can tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from warehouse.inference.conflict import COUNTRIES, COVER, INNER, OUTER, PARTITION, WITHIN
from warehouse.inference.figure import Figure
from warehouse.inference.find import find_conflicts
from warehouse.inference.lattice import Lattice


def anything(figures: Sequence[Figure]) -> bool:
    """An oracle that objects to nothing."""
    return True


@st.composite
def _a_row(draw: st.DrawFn) -> dict[str, Any]:
    measure = draw(st.sampled_from(["recruited", "recruited", "killed", "serving"]))
    day = draw(st.integers(1, 3))
    low = draw(st.integers(0, 6))
    windowed = measure != "serving" and draw(st.booleans())
    return {
        "measure": measure,
        "population": draw(st.sampled_from(["NPL", "EGY", "GHA", "africa", "foreign"])),
        "as_of": f"2025-01-0{day}",
        "since": f"2025-01-0{draw(st.integers(1, day))}" if windowed else None,
        "low": low,
        "high": draw(st.none() | st.integers(low, 8)),
    }


@given(rows=st.lists(_a_row(), min_size=3, max_size=9))
def test_every_conflict_is_gone_without_any_one_of_its_members(
    rows: list[dict[str, Any]], figure: Callable[..., Figure], lattice: Lattice,
    people: Callable[..., bool],
) -> None:  # fmt: skip
    figures = [figure(f"c{k}", **row) for k, row in enumerate(rows)]
    found = find_conflicts(figures, lattice, people)
    for conflict in found:
        every = conflict.figures
        assert not people(every)
        assert all(people([f for f in every if f is not left_out]) for left_out in every)
    ids = [set(c.ids) for c in found]
    assert not any(a <= b for a in ids for b in ids if a is not b)
    assert find_conflicts(figures[::-1], lattice, people) == found


def test_more_killed_than_recruited_is_one_conflict_of_two(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    dead = figure("dead", "killed", "foreign", "2025-12", 3_300, None)
    entered = figure("entered", "recruited", "foreign", "2026-01", 0, 3_000)
    (found,) = find_conflicts([dead, entered], lattice, anything)
    assert (found.size, found.excess, found.identities) == (2, 300, (WITHIN,))
    assert (found.having(INNER), found.having(OUTER)) == ((dead,), (entered,))
    assert found.complete


def test_a_pair_is_not_told_again_inside_a_larger_set(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    figures = [
        figure("whole", "recruited", "foreign", "2025-06-30", 0, 100),
        figure("a", "recruited", "NPL", "2025-01-01", 101, None),
        figure("b", "recruited", "CUB", "2025-01-01", 60, None),
    ]
    assert [c.ids for c in find_conflicts(figures, lattice, anything)] == [("a", "whole")]


def test_each_kind_of_conflict_is_found(figure: Callable[..., Figure], lattice: Lattice) -> None:
    day = "2025-01-31"
    figures = [
        figure("a-low", "killed", "africa", day, 50, None),
        figure("a-egypt", "killed", "EGY", day, 0, 20),
        figure("a-ghana", "killed", "GHA", day, 0, 20),
        figure("b-whole", "serving", "foreign", day, 0, None, read_low=9, read_high=9,
               partition=True),
        figure("b-part", "serving", "CUB", day, 0, None, read_low=7, read_high=7,
               part_of="b-whole"),
        figure("c-countries", "held", "foreign", day, 0, 1, unit="countries"),
        figure("c-one", "held", "NPL", day, 3, None),
        figure("c-other", "held", "CUB", day, 4, None),
    ]  # fmt: skip
    found = find_conflicts(figures, lattice, anything)
    assert [(c.ids, c.identities) for c in found] == [
        (("b-part", "b-whole"), (PARTITION,)),
        (("a-egypt", "a-ghana", "a-low"), (COVER,)),
        (("c-countries", "c-one", "c-other"), (COUNTRIES,)),
    ]


def test_a_set_in_which_the_oracle_knows_a_smaller_conflict_is_left_out(
    figure: Callable[..., Figure], lattice: Lattice
) -> None:
    def objects(figures: Sequence[Figure]) -> bool:
        return not {"a", "b"} <= {f.claim_id for f in figures}

    whole = figure("whole", "recruited", "foreign", "2025-06-30", 0, 100)
    parts = [
        figure(name, "recruited", country, "2025-01-01", 60, None)
        for name, country in (("a", "NPL"), ("b", "CUB"), ("c", "PRK"))
    ]
    found = find_conflicts([whole, *parts], lattice, objects)
    assert [c.ids for c in found] == [("a", "c", "whole")]
    assert find_conflicts([replace(whole, high=None), *parts], lattice, objects) == []
