"""All contradictions among root figures, of every kind, each minimal and told once.

The kinds are found elsewhere; here they are put together, in one order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from warehouse.inference.conflict import INNER, OUTER, WITHIN, Conflict, Member
from warehouse.inference.countries import too_many_countries
from warehouse.inference.covers import least_cover
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.minimal import Oracle, minimal
from warehouse.inference.packing import least_packings
from warehouse.inference.pairs import contradicting_pairs
from warehouse.inference.places import Place, Places
from warehouse.inference.relations import Relations
from warehouse.inference.sums import stated_sums


def find_conflicts(
    figures: Sequence[Figure], lattice: Lattice, consistent: Oracle
) -> list[Conflict]:
    """The conflicts of the contract, section 6: all pairs; of larger sets one of least size for
    each whole and identity. By size, then by claim ids.

    `consistent` tells whether figures can all be true together; none of the sets found contains a
    smaller one that it, or the search, knows to be contradictory.
    """
    people = [f for f in figures if f.scope.unit == lattice.counted_unit]
    told: dict[tuple[str, ...], Conflict] = {}
    for conflict in (
        *_pairs(people, lattice),
        *_packings(people, lattice, consistent),
        *_covers(people, lattice, consistent),
        *_sums(people, lattice, consistent),
        *_countries(figures, people, lattice),
    ):
        told.setdefault(conflict.ids, conflict)
    return sorted(_without_supersets(told), key=lambda c: (c.size, c.ids))


def _pairs(people: Sequence[Figure], lattice: Lattice) -> Iterator[Conflict]:
    for inner, outer in contradicting_pairs(people, lattice):
        members = (Member(inner, INNER), Member(outer, OUTER))
        yield Conflict(members, (WITHIN,), inner.low - (outer.high or 0))


def _packings(people: Sequence[Figure], lattice: Lattice, consistent: Oracle) -> Iterator[Conflict]:
    places, relations = Places(people, lattice), Relations(lattice)
    for whole in people:
        if whole.high is not None:
            inside = places.figures_inside(whole)
            yield from least_packings(whole, inside, lattice, consistent, relations)


def _covers(people: Sequence[Figure], lattice: Lattice, consistent: Oracle) -> Iterator[Conflict]:
    limited = Places([f for f in people if f.high is not None], lattice)
    for place, own in Places(people, lattice).at.items():
        parts = [limited.figures[k] for p in _near(place, limited, lattice) for k in limited.at[p]]
        for whole in (people[k] for k in own):
            if conflict := least_cover(whole, parts, lattice, consistent):
                yield conflict


def _near(place: Place, places: Places, lattice: Lattice) -> list[Place]:
    """The places whose figures may count some of the people of a place, dates aside."""
    known = lattice.known(place.population)
    around = lattice.population_above[place.population]
    return [
        p
        for p in places.at
        if p.measure in lattice.measure_above[place.measure]
        and p.channel in lattice.channel_above[place.channel]
        and (p.population in around or not known.isdisjoint(lattice.known(p.population)))
    ]


def _sums(people: Sequence[Figure], lattice: Lattice, consistent: Oracle) -> Iterator[Conflict]:
    for conflict in stated_sums(people, lattice):
        if minimal(conflict.figures, lattice, consistent):
            yield conflict


def _countries(
    figures: Sequence[Figure], people: Sequence[Figure], lattice: Lattice
) -> Iterator[Conflict]:
    counts = [f for f in figures if f.scope.unit == lattice.country_unit and f.high is not None]
    for whole in counts:
        if conflict := too_many_countries(whole, people, lattice):
            yield conflict


def _without_supersets(told: dict[tuple[str, ...], Conflict]) -> list[Conflict]:
    """The conflicts that contain no other one."""
    larger = [set(ids) for ids in told if len(ids) > 2]
    return [
        conflict
        for ids, conflict in told.items()
        if len(ids) == 2
        or not (
            any(pair in told for pair in combinations(ids, 2))
            or any(other < set(ids) for other in larger)
        )
    ]
