"""Which figures count some of the people of a whole, and of which countries.

A figure may count the people of a country outright, or those who entered a measure at certain
times; which times is decided in `pieces`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.places import key_of, place_of
from warehouse.inference.scope import Scope, cell_within, kind_within, time_within


@dataclass(frozen=True)
class Reach:
    """The countries (a mask) of which a part covers all, and those of which it covers a time."""

    part: Figure
    outright: int
    at_times: int

    def makes_needless(self, other: Reach) -> bool:
        """Whether this part covers for certain all that the other does, and is no more."""
        a, b = self.part.scope, other.part.scope
        return (
            (self.outright, self.at_times, self.part.scope.measure)
            == (other.outright, other.at_times, other.part.scope.measure)
            and (self.part.high or 0) <= (other.part.high or 0)
            and a.as_of.first >= b.as_of.last
            and (a.since is None or (b.since is not None and a.since.last <= b.since.first))
        )


def reaches(
    whole: Scope, parts: Sequence[Figure], measure: str | None, lattice: Lattice
) -> list[Reach]:
    """The parts that cover some of the whole; `measure` is the one by whose entries it is split."""
    countries = split(whole, lattice)
    known: dict[object, int] = {}

    def covered(part: Scope, of_measure: str) -> int:
        key = (of_measure, key_of(part))
        if key not in known:
            people = replace(whole, measure=of_measure)
            known[key] = _countries(people, countries, part, lattice)
        return known[key]

    found = []
    for part in parts:
        scope = part.scope
        in_time = kind_within(whole, scope) and time_within(whole, scope)
        outright = covered(scope, whole.measure) if in_time else 0
        at_times = covered(scope, measure) if measure and scope.kind != "stock" else 0
        if outright | at_times:
            found.append(Reach(part, outright, at_times))
    return found


def needed(near: Sequence[Reach]) -> list[Reach]:
    """The parts that no other one makes needless, in the order given."""
    kept: list[Reach] = []
    for reach in sorted(near, key=lambda r: (r.part.high or 0, r.part.claim_id)):
        if not any(k.makes_needless(reach) for k in kept):
            kept.append(reach)
    return sorted(kept, key=lambda r: r.part.claim_id)


def split(scope: Scope, lattice: Lattice) -> list[str]:
    """The countries of a scope, where they are all of it; else none, and it is one piece."""
    if not lattice.whole(scope.population):
        return []
    return sorted(lattice.known(scope.population, scope.excluding))


def _countries(people: Scope, countries: Sequence[str], part: Scope, lattice: Lattice) -> int:
    """The mask of the countries whose people a part counts at some time: of all or of none.

    Countries differ in nothing but whether the part counts them, so one is asked for all.
    """
    if not countries:
        return int(cell_within(place_of(people), place_of(part), lattice))
    among = lattice.known(part.population, part.excluding)
    common = [n for n, country in enumerate(countries) if country in among]
    if not common:
        return 0
    one = replace(place_of(people), population=countries[common[0]], excluding=frozenset())
    return sum(1 << n for n in common) if cell_within(one, place_of(part), lattice) else 0
