"""Figures by what they count, times aside, and which of it lies inside which.

Thousands of figures share few places; containment is decided once for each pair of places and the
dates are left to whoever compares the figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, Span, cell_within, population_within, within

Place = Scope  # a whole count without date or document


def place_of(scope: Scope) -> Place:
    """The scope as a whole count of its measure, without its dates and its document."""
    return replace(
        scope, kind="cumulative", as_of=Span(""), since=None, document="", root_document=""
    )


@dataclass(frozen=True)
class Places:
    """Figures, grouped; positions are those in `figures`."""

    figures: Sequence[Figure]
    lattice: Lattice

    @cached_property
    def at(self) -> dict[Place, list[int]]:
        """The positions of the figures of each place."""
        found: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for position, figure in enumerate(self.figures):
            s = figure.scope
            key = (s.measure, s.population, s.excluding, s.native, s.channel, s.unit)
            found[key].append(position)
        return {place_of(self.figures[own[0]].scope): own for own in found.values()}

    @cached_property
    def inside(self) -> dict[Place, list[Place]]:
        """Each place with the places that certainly lie inside it, itself included."""
        groups: dict[tuple[object, ...], list[Place]] = defaultdict(list)
        for place in self.at:
            groups[(place.population, place.excluding)].append(place)
        found: dict[Place, list[Place]] = {place: [] for place in self.at}
        for outers in groups.values():
            for inners in groups.values():
                if population_within(inners[0], outers[0], self.lattice):
                    for outer in outers:
                        found[outer] += [a for a in inners if cell_within(a, outer, self.lattice)]
        return found

    def figures_inside(self, whole: Figure) -> list[Figure]:
        """The other figures that count only people whom `whole` counts, in the order given."""
        positions = sorted(
            position for place in self.inside[place_of(whole.scope)] for position in self.at[place]
        )
        return [
            figure
            for figure in map(self.figures.__getitem__, positions)
            if figure is not whole and within(figure.scope, whole.scope, self.lattice)
        ]
