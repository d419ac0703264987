"""The contradictions of one whole with its parts: too many for it, or too few.

Belongs here: one whole at a time, with nothing but the figures, the vocabulary and the oracle. Not
here: which conflicts are told, and in what order (find).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from warehouse.inference.conflict import Conflict
from warehouse.inference.covers import least_cover
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.minimal import Oracle
from warehouse.inference.packing import least_packings
from warehouse.inference.places import Place, Places, place_of
from warehouse.inference.relations import Relations


class Wholes:
    """Searches among some figures of people, which it knows by number.

    What was asked of the vocabulary is remembered, whichever whole asks again; it is found anew
    where a search is sent.
    """

    def __init__(self, people: Sequence[Figure], lattice: Lattice, consistent: Oracle) -> None:
        self.people, self.lattice, self.consistent = people, lattice, consistent
        self._near: tuple[Place, list[Figure]] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        return Wholes, (self.people, self.lattice, self.consistent)

    @cached_property
    def places(self) -> Places:
        """Where the figures stand."""
        return Places(self.people, self.lattice)

    @cached_property
    def _limited(self) -> Places:
        return Places([f for f in self.people if f.high is not None], self.lattice)

    @cached_property
    def _relations(self) -> Relations:
        return Relations(self.lattice)

    def packings(self, wholes: Sequence[int]) -> list[list[Conflict]]:
        """For each whole (which needs a high) the least sets of parts above it."""
        found = []
        for whole in (self.people[n] for n in wholes):
            inside = self.places.figures_inside(whole)
            found.append(
                least_packings(whole, inside, self.lattice, self.consistent, self._relations)
            )
        return found

    def covers(self, wholes: Sequence[int]) -> list[Conflict | None]:
        """For each whole the least set of parts that are all of it and fall short."""
        found = []
        for whole in (self.people[n] for n in wholes):
            parts = self._around(place_of(whole.scope))
            found.append(least_cover(whole, parts, self.lattice, self.consistent))
        return found

    def _around(self, place: Place) -> list[Figure]:
        """The figures with a high that may count some of the people of a place, dates aside."""
        if self._near is None or self._near[0] != place:
            limited, near = self._limited, _near(place, self._limited, self.lattice)
            self._near = place, [limited.figures[k] for p in near for k in limited.at[p]]
        return self._near[1]


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
