"""Where containment or separation is denied, somebody can exist who shows why.

Every person of a small vocabulary is tried. A person's country, groups and route do not depend on
what happens to them, so the two are listed apart and their product is never built.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import pytest

from tests.warehouse.inference.worlds import (
    DAYS,
    Days,
    Person,
    States,
    choices,
    counts,
    day,
    groups_of,
    next_states,
    upwards,
)
from warehouse.inference.apart import apart
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, Span, within

MEASURES = {"recruited": "cumulative", "killed": "cumulative", "serving": "stock"}
MEMBERS = {c: frozenset({c}) for c in ("CUB", "NPL", "RUS")}
MEMBERS |= {"foreign": frozenset({"CUB", "NPL"}), "paper": frozenset({"NPL"}), "born": frozenset()}
CHANNELS = {"all": "", "moscow": "all", "list": "all"}
LATTICE = Lattice(
    kinds=MEASURES,
    measure_parents={"killed": frozenset({"recruited"}), "serving": frozenset({"recruited"})},
    disjoint_pairs=frozenset({frozenset({"killed", "serving"})}),
    members=MEMBERS,
    complete=frozenset({"CUB", "NPL", "RUS", "foreign"}),
    inside={"paper": "foreign"},
    everyone=frozenset({"foreign"}),
    channel_parent=CHANNELS,
    measure_names={},
    population_names={},
    channel_names={},
)


def _subsets(items: list[str]) -> list[list[str]]:
    return [[x for n, x in enumerate(items) if bits >> n & 1] for bits in range(1 << len(items))]


@cache
def _profiles() -> list[Person]:
    """Everybody to whom nothing has happened: by country, groups and route."""
    found = [
        Person(citizenship, birth, upwards([*doors, "all"], {}), groups, born, ())
        for citizenship, birth in product(("CUB", "NPL", "RUS"), repeat=2)
        for doors in _subsets(["moscow", "list"])
        for groups in {groups_of(citizenship, g, LATTICE) for g in _subsets(["paper", "born"])}
        for born in {groups_of(birth, g, LATTICE) for g in _subsets(["paper", "born"])}
    ]
    return sorted(found, key=repr)


@cache
def _histories() -> list[tuple[States, ...]]:
    """Everything that may happen to somebody."""
    found: set[tuple[States, ...]] = {()}
    for _ in DAYS:
        found = {
            (*h, next_states(h[-1] if h else frozenset(), wanted, LATTICE))
            for h in found
            for wanted in _subsets(list(MEASURES))
        }
    return sorted(found, key=repr)


@cache
def _who(scope: Scope) -> set[int]:
    always = replace(scope, measure="recruited", kind="cumulative", since=None)
    people = [replace(p, states=(frozenset({"recruited"}),)) for p in _profiles()]
    return {n for n, p in enumerate(people) if counts(always, Days(0), p)}


@cache
def _when(measure: str, kind: str, days: Days) -> set[int]:
    scope = Scope(measure, "CUB", kind, Span(""))
    profile = next(p for p in _profiles() if p.citizenship == "CUB")
    people = (replace(profile, states=history) for history in _histories())
    return {n for n, p in enumerate(people) if counts(scope, days, p)}


@dataclass(frozen=True)
class Found:
    """Whether somebody may be counted by a and not by b, and whether by both."""

    outside: bool
    shared: bool


def _look(a: Scope, b: Scope) -> Found:
    outside = shared = False
    who_a, who_b = _who(a), _who(b)
    for days_a, days_b in choices(a, b):
        when_a = _when(a.measure, a.kind, days_a)
        when_b = _when(b.measure, b.kind, days_b)
        somebody = bool(who_a and when_a)
        outside |= somebody and not (who_a <= who_b and when_a <= when_b)
        shared |= bool(who_a & who_b) and bool(when_a & when_b)
    return Found(outside, shared)


def _span(first: int, last: int | None = None) -> Span:
    last = first if last is None else last
    return Span(f"{day(first)}/{day(last)}", day(first), day(last))


# Windows begin before any figure's day, so that none of them is empty.
TIMES: list[tuple[str, Span, Span | None]] = [
    *(("recruited", as_of, None) for as_of in (_span(1), _span(2), _span(3), _span(2, 3))),
    *(("killed", as_of, None) for as_of in (_span(2), _span(2, 3))),
    *(("serving", as_of, None) for as_of in (_span(2), _span(3), _span(2, 3))),
    ("recruited", _span(3), _span(1)),
    ("recruited", _span(3), _span(2)),
    ("recruited", _span(3), _span(1, 2)),
    ("killed", _span(2, 3), _span(2)),
]
PEOPLE: list[tuple[str, frozenset[str], bool, str]] = [
    *((p, frozenset(), False, "all") for p in MEMBERS),
    *((p, frozenset({"NPL"}), False, "all") for p in ("foreign", "paper", "born")),
    ("foreign", frozenset({"CUB"}), False, "all"),
    *((p, frozenset(), True, "all") for p in ("NPL", "RUS", "paper", "born")),
    *(("foreign", frozenset(), False, channel) for channel in ("moscow", "list")),
]


def _scope(
    time: tuple[str, Span, Span | None],
    people: tuple[str, frozenset[str], bool, str],
    document: str,
) -> Scope:
    measure, as_of, since = time
    population, excluding, native, channel = people
    kind = "window" if since else MEASURES[measure]
    return Scope(measure, population, kind, as_of, since, excluding, native, channel,
                 document=document)  # fmt: skip


def _scopes(document: str) -> list[Scope]:
    """All times for two populations, all populations at two times."""
    mixed = [(t, PEOPLE[n]) for t in TIMES for n in (1, 3)]
    mixed += [(TIMES[n], people) for n in (1, 4) for people in PEOPLE]
    return list(dict.fromkeys(_scope(time, people, document) for time, people in mixed))


def _the_vocabulary_cannot_tell(a: Scope) -> bool:
    """Of a group that is not complete nothing is assumed, even with one country left."""
    return a.population == "paper" and bool(a.excluding)


@pytest.mark.parametrize("other", ["one", "another"])
def test_containment_is_denied_only_where_somebody_may_be_counted_inside_alone(other: str) -> None:
    for a, b in product(_scopes("one"), _scopes(other)):
        if not _the_vocabulary_cannot_tell(a):
            assert within(a, b, LATTICE) is not _look(a, b).outside, (a, b)


@pytest.mark.parametrize("other", ["one", "another"])
def test_figures_are_not_told_apart_only_where_both_may_count_somebody(other: str) -> None:
    for a, b in product(_scopes("one"), _scopes(other)):
        if apart(a, b, LATTICE) is None:
            assert _look(a, b).shared, (a, b)
