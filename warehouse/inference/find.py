"""All contradictions among root figures, of every kind, each minimal and told once.

The kinds are found elsewhere; here they are put together, in one order. A contradiction of a whole
with its parts follows from that whole and the figures: wholes are looked at in parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from warehouse.inference.conflict import INNER, OUTER, WITHIN, Conflict, Member
from warehouse.inference.countries import too_many_countries
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.minimal import Oracle, minimal
from warehouse.inference.pairs import contradicting_pairs
from warehouse.inference.sums import stated_sums
from warehouse.inference.wholes import Wholes
from warehouse.spread import Spread, shared


def find_conflicts(
    figures: Sequence[Figure], lattice: Lattice, consistent: Oracle, spread: Spread = map
) -> list[Conflict]:
    """The conflicts of the contract, section 6: all pairs; of larger sets one of least size for
    each whole and identity. By size, then by claim ids.

    `consistent` tells whether figures can all be true together; none of the sets found contains a
    smaller one that it, or the search, knows to be contradictory.
    """
    people = [f for f in figures if f.scope.unit == lattice.counted_unit]
    wholes = Wholes(people, lattice, consistent)
    told: dict[tuple[str, ...], Conflict] = {}
    for conflict in (
        *_pairs(people, lattice),
        *_packings(wholes, spread),
        *_covers(wholes, spread),
        *_sums(people, lattice, consistent),
        *_countries(figures, people, lattice),
    ):
        told.setdefault(conflict.ids, conflict)
    return sorted(_without_supersets(told), key=lambda c: (c.size, c.ids))


def _pairs(people: Sequence[Figure], lattice: Lattice) -> Iterator[Conflict]:
    for inner, outer in contradicting_pairs(people, lattice):
        members = (Member(inner, INNER), Member(outer, OUTER))
        yield Conflict(members, (WITHIN,), inner.low - (outer.high or 0))


def _packings(wholes: Wholes, spread: Spread) -> Iterator[Conflict]:
    limited = [n for n, figure in enumerate(wholes.people) if figure.high is not None]
    for found in shared(spread, wholes.packings, limited):
        yield from found


def _covers(wholes: Wholes, spread: Spread) -> Iterator[Conflict]:
    of_places = [n for own in wholes.places.at.values() for n in own]
    for conflict in shared(spread, wholes.covers, of_places):
        if conflict:
            yield conflict


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
