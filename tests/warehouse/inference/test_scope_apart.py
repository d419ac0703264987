"""Known cases of figures that certainly count different people, and of some that may share them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.warehouse.inference.test_scope_is_sharp import LATTICE
from warehouse.inference.apart import apart
from warehouse.inference.conflict import PARTS, STATES, WINDOWS
from warehouse.inference.scope import Scope, Span, within

MAY, JUNE = (Span(f"2024-{m:02}-01", date(2024, m, 1), date(2024, m, 1)) for m in (5, 6))
SOME_DAY_IN_MAY = Span("2024-05", date(2024, 5, 1), date(2024, 5, 31))
NEPAL = frozenset({"NPL"})
CUBA = frozenset({"CUB"})


def _killed(population: str = "CUB", by: Span = MAY, excluding: frozenset[str] = frozenset(), *,
            native: bool = False) -> Scope:  # fmt: skip
    return Scope("killed", population, "cumulative", by, None, excluding, native)


def _window(since: Span, as_of: Span) -> Scope:
    return Scope("killed", "CUB", "window", as_of, since)


def _serving(on: Span) -> Scope:
    return Scope("serving", "CUB", "stock", on)


@pytest.mark.parametrize(
    ("a", "b", "identity"),
    [
        (_killed("CUB"), _killed("NPL", JUNE), PARTS),
        (_killed("RUS"), _killed("paper"), PARTS),
        (_killed("foreign", excluding=NEPAL), _killed("NPL"), PARTS),
        # A group that may lie anywhere still leaves out what it is said to leave out.
        (_killed("born", excluding=CUBA), _killed("CUB"), PARTS),
        (_killed("born"), _killed("CUB"), None),
        # Born in one country, citizen of another.
        (_killed("CUB", native=True), _killed("NPL"), None),
        (_killed("CUB", native=True), _killed("NPL", native=True), PARTS),
        # The dead do not serve from then on; before, they may have.
        (_killed(by=MAY), _serving(MAY), STATES),
        (_killed(by=MAY), _serving(JUNE), STATES),
        (_killed(by=JUNE), _serving(MAY), None),
        (_window(MAY, JUNE), _serving(JUNE), STATES),
        (_window(MAY, JUNE), _serving(MAY), None),
        (_killed(by=SOME_DAY_IN_MAY), _serving(SOME_DAY_IN_MAY), None),
        # First entries count once; a window holds its first day.
        (_killed(by=MAY), _window(JUNE, JUNE), WINDOWS),
        (_killed(by=MAY), _window(MAY, JUNE), None),
        (_window(SOME_DAY_IN_MAY, MAY), _window(JUNE, JUNE), WINDOWS),
        (_window(MAY, SOME_DAY_IN_MAY), _window(SOME_DAY_IN_MAY, JUNE), None),
    ],
)
def test_figures_are_told_apart_by(a: Scope, b: Scope, identity: str | None) -> None:
    assert (apart(a, b, LATTICE), apart(b, a, LATTICE)) == (identity, identity)


def test_dates_alike_in_one_document_tell_the_dead_from_those_who_serve() -> None:
    dead = replace(_killed(by=SOME_DAY_IN_MAY), document="one")
    assert apart(dead, replace(_serving(SOME_DAY_IN_MAY), document="one"), LATTICE) == STATES


def test_two_stocks_that_exclude_each_other_do_so_on_one_day() -> None:
    lattice = replace(
        LATTICE,
        kinds={"missing": "stock", "serving": "stock"},
        measure_parents={},
        disjoint_pairs=frozenset({frozenset({"missing", "serving"})}),
    )
    missing = Scope("missing", "CUB", "stock", MAY)
    assert apart(missing, _serving(MAY), lattice) == STATES
    assert apart(missing, _serving(JUNE), lattice) is None


def test_two_things_that_nobody_undoes_exclude_each_other_at_any_time() -> None:
    lattice = replace(
        LATTICE,
        kinds={"killed": "cumulative", "returned": "cumulative"},
        measure_parents={},
        disjoint_pairs=frozenset({frozenset({"killed", "returned"})}),
    )
    for by in (MAY, JUNE):
        returned = Scope("returned", "CUB", "cumulative", by)
        assert apart(_killed(by=MAY), returned, lattice) == STATES


def test_one_family_or_country_may_hold_both_the_dead_and_those_who_serve() -> None:
    dead, alive = (replace(s, unit="families") for s in (_killed(), _serving(MAY)))
    assert apart(dead, alive, LATTICE) is None


def test_a_percentage_lies_inside_nothing() -> None:
    percent = Scope("killed", "CUB", "cumulative", MAY, unit="percent")
    assert not within(percent, percent, LATTICE)
