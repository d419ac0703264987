"""Little worlds of people, in which a scope counts whom it says: the model that rules are held to.

A person enters each cumulative measure at most once, has one citizenship and one country of birth.
Nothing here asks the engine what lies inside what: the vocabulary is read literally, person by
person and day by day.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, Span, alike, same_document

FIRST_DAY = date(2024, 1, 1)
N_DAYS = 5
DAYS = range(N_DAYS)

States = frozenset[str]


def day(number: int) -> date:
    """The date of a day of the world."""
    return FIRST_DAY + timedelta(days=number)


@dataclass(frozen=True)
class Person:
    """`states` holds, for each day, the measures that count the person then.

    `by_citizenship` and `by_birth` are the groups of which the person is one, as a citizen or as a
    native; of countries and complete populations that follows from the country.
    """

    citizenship: str
    birth: str
    channels: frozenset[str]
    by_citizenship: frozenset[str]
    by_birth: frozenset[str]
    states: tuple[States, ...]


@dataclass(frozen=True)
class Days:
    """The days that the dates of a scope mean, once one has been chosen."""

    as_of: int
    since: int = 0


def counts(scope: Scope, days: Days, person: Person) -> bool:
    """Whether the person is among those whom the scope counts."""
    country, groups = (
        (person.birth, person.by_birth)
        if scope.native
        else (person.citizenship, person.by_citizenship)
    )
    if (
        scope.population not in groups
        or country in scope.excluding
        or scope.channel not in person.channels
    ):
        return False
    if scope.kind == "stock":
        return scope.measure in person.states[days.as_of]
    entered = next((d for d in DAYS if scope.measure in person.states[d]), N_DAYS)
    return days.since <= entered <= days.as_of


def _meant(span: Span) -> list[int]:
    return [d for d in DAYS if span.first <= day(d) <= span.last]


def choices(a: Scope, b: Scope) -> Iterator[tuple[Days, Days]]:
    """Every way to choose the days that two scopes' dates mean: alike dates are one day."""
    one = same_document(a, b)
    for as_of_a, as_of_b in product(_meant(a.as_of), _meant(b.as_of)):
        if alike(a.as_of, b.as_of, one) and as_of_a != as_of_b:
            continue
        for since_a, since_b in product(*(_meant(s.since) if s.since else [0] for s in (a, b))):
            if a.since and b.since and alike(a.since, b.since, one) and since_a != since_b:
                continue
            yield Days(as_of_a, since_a), Days(as_of_b, since_b)


def upwards(start: Iterable[str], parents: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """All that is reached from some nodes, themselves included."""
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node and node not in reached:
            reached.add(node)
            waiting.extend(parents.get(node, ()))
    return frozenset(reached)


def _possible(states: States, lattice: Lattice) -> bool:
    return not any(pair <= states for pair in lattice.disjoint_pairs)


def groups_of(country: str, wanted: Iterable[str], lattice: Lattice) -> frozenset[str]:
    """The populations of a person of a country who would also be in the wanted groups.

    Known members are in; nobody is in a complete population but its members; whoever is in a group
    is in what it is said to be inside.
    """
    around = {p: [q] for p, q in lattice.inside.items()}
    groups = upwards((p for p, own in lattice.members.items() if country in own), around)
    for group in wanted:
        more = upwards([group], around)
        if all(country in lattice.members[p] for p in more & lattice.complete):
            groups |= more
    return groups


def next_states(states: States, wanted: Iterable[str], lattice: Lattice) -> States:
    """What a person is in on the next day: what lasts, and as much of the wanted as is possible."""
    lasting = (m for m in states if lattice.kinds[m] == "cumulative")
    found = upwards(lasting, lattice.measure_parents)
    for measure in wanted:
        more = found | upwards([measure], lattice.measure_parents)
        if _possible(more, lattice):
            found = more
    return found


def a_person(rng: random.Random, lattice: Lattice) -> Person:
    """Somebody who may exist."""
    countries = sorted(c for c, own in lattice.members.items() if own == {c})
    citizenship = rng.choice(countries)
    birth = citizenship if rng.random() < 0.5 else rng.choice(countries)
    groups, measures = sorted(lattice.members), sorted(lattice.kinds)
    around = {c: [p] for c, p in lattice.channel_parent.items()}
    doors = rng.sample(sorted(lattice.channel_parent), rng.randint(0, 2))
    history: list[States] = []
    for _ in DAYS:
        before = history[-1] if history else frozenset()
        stays = [m for m in before if rng.random() < 0.6]
        new = rng.sample(measures, rng.choice([0, 0, 1, 2]))
        history.append(next_states(before, sorted(stays) + new, lattice))
    return Person(
        citizenship,
        birth,
        upwards([*doors, "all"], around),
        groups_of(citizenship, rng.sample(groups, 2), lattice),
        groups_of(birth, rng.sample(groups, 2), lattice),
        tuple(history),
    )
