"""What keeps two figures apart: named where it does, and called alone exactly where it is."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.inference.test_scope_is_sharp import LATTICE
from tests.warehouse.inference.vocabularies import a_lattice, scopes
from warehouse.inference.barriers import why_not
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, Span, within

MAY, JUNE = (Span(f"2024-{m:02}-01", date(2024, m, 1), date(2024, m, 1)) for m in (5, 6))
Change = Callable[[Scope, Scope], tuple[Scope, Scope]]
# Take one difference away and leave the rest.
MENDED: dict[str, Change] = {
    "population": lambda a, b: (replace(a, population=b.population, excluding=b.excluding), b),
    "unit": lambda a, b: (replace(a, unit="persons"), replace(b, unit="persons")),
    "basis": lambda a, b: (replace(a, native=False), replace(b, native=False)),
    "channel": lambda a, b: (replace(a, channel=b.channel), b),
    "as_of": lambda a, b: (replace(a, as_of=MAY), replace(b, as_of=MAY)),
}
seeds = st.integers(0, 2**32)


def _comparable(a: Scope, b: Scope, lattice: Lattice) -> bool:
    return within(a, b, lattice) or within(b, a, lattice)


def _random_pairs(seed: int) -> tuple[Lattice, list[tuple[Scope, Scope]]]:
    rng = random.Random(seed)
    lattice = a_lattice(rng)
    drawn = [replace(s, unit=rng.choice(["persons"] * 9 + ["percent"]))
             for s in scopes(rng, lattice, 20)]  # fmt: skip
    return lattice, [(a, b) for a in drawn for b in drawn]


@given(seed=seeds)
def test_there_is_a_reason_exactly_where_two_figures_do_not_compare(seed: int) -> None:
    lattice, pairs = _random_pairs(seed)
    for a, b in pairs:
        assert (not why_not(a, b, lattice)) is _comparable(a, b, lattice), (a, b)


@given(seed=seeds)
def test_a_difference_is_alone_exactly_where_without_it_the_figures_compare(seed: int) -> None:
    lattice, pairs = _random_pairs(seed)
    for a, b in pairs:
        for barrier in why_not(a, b, lattice):
            assert ("nothing else" in barrier.reason) is barrier.alone
            # All foreign nationals hold no natives: there, basis and population are one matter.
            if barrier.dimension in MENDED and not (a.native and b.native):
                mended = MENDED[barrier.dimension](a, b)
                assert _comparable(*mended, lattice) is barrier.alone, (a, b, barrier)


def _with(scope: Scope, **changed: object) -> Scope:
    return replace(scope, **changed)  # type: ignore[arg-type]


DEAD = Scope("killed", "CUB", "cumulative", MAY)
SINCE_MAY = replace(DEAD, kind="window", since=MAY, as_of=JUNE)


@pytest.mark.parametrize(
    ("a", "b", "dimensions"),
    [
        (DEAD, _with(DEAD, population="NPL"), {"population": True}),
        (DEAD, _with(DEAD, population="foreign", excluding=frozenset({"CUB"})),
         {"population": True}),
        (DEAD, _with(DEAD, unit="families"), {"unit": True}),
        (DEAD, _with(DEAD, native=True), {"basis": True}),
        (_with(DEAD, channel="moscow"), _with(DEAD, channel="list"), {"channel": True}),
        (DEAD, _with(DEAD, measure="serving", kind="stock"), {"measure": True}),
        (DEAD, _with(DEAD, measure="plan", kind="none"), {"measure": True}),
        (_with(DEAD, measure="serving", kind="stock"),
         _with(DEAD, measure="serving", kind="stock", as_of=JUNE), {"as_of": True}),
        # Two that fail both ways: neither alone.
        (DEAD, _with(DEAD, population="NPL", native=True), {"population": False, "basis": False}),
        # One forbids the one direction, another the other: without either, one would be inside.
        (_with(DEAD, as_of=JUNE), _with(DEAD, population="foreign"),
         {"population": True, "as_of": True}),
        # The dead of a window and the recruited of it.
        (SINCE_MAY, _with(SINCE_MAY, measure="recruited"), {"kind in time": True}),
        # Windows of two measures that do not contain one another differ in that, not in time.
        (SINCE_MAY, _with(SINCE_MAY, measure="wounded"), {"measure": True}),
        (SINCE_MAY, _with(DEAD, as_of=JUNE, population="NPL"), {"population": True}),
    ],
)  # fmt: skip
def test_known_reasons(a: Scope, b: Scope, dimensions: dict[str, bool]) -> None:
    kinds = {**LATTICE.kinds, "wounded": "cumulative", "plan": "none"}
    lattice = replace(LATTICE, kinds=kinds)
    for one, other in ((a, b), (b, a)):
        found = why_not(one, other, lattice)
        assert {x.dimension: x.alone for x in found} == dimensions


def test_the_reason_says_which_direction_one_difference_forbids() -> None:
    late, wider = replace(DEAD, as_of=JUNE), replace(DEAD, population="foreign")
    population, day = why_not(late, wider, LATTICE)
    assert population.reason.endswith("keeps the second from lying inside the first")
    assert day.reason.endswith("keeps the first from lying inside the second")
    (only,) = why_not(DEAD, replace(DEAD, population="NPL"), LATTICE)
    assert only.reason.endswith("; nothing else stands between them")
