"""Bounds for every population, measure and day: what follows from the figures that are left.

Between two points of a track nothing happens, so each day takes its low from the point before it
and its high from the point after it. A measure of which nobody speaks is bounded by those around
it, and a population whose countries are not all known by those that contain it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt

from warehouse.inference.exact import Exact, solved
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import HIGH, LOW
from warehouse.inference.regions import Who
from warehouse.inference.support import Support
from warehouse.inference.system import System
from warehouse.spread import Spread, shared

Numbers = npt.NDArray[np.int64]
Track = tuple[Numbers, Numbers]
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Band:
    """The bounds of one population in one measure, day by day.

    `low_from` and `high_from` are the variables that give them; -1 where nothing does.
    """

    low: Numbers
    high: Numbers
    low_from: Numbers
    high_from: Numbers


@dataclass
class Bands:
    """All bands over one grid, with what they rest on."""

    days: Sequence[date]
    of: dict[tuple[str, str], Band]  # population, measure
    exact: Exact
    support: Support

    def prove(self, spread: Spread = map) -> None:
        """Find what every bound rests on."""
        self.support.prove(
            [
                (int(variable), side)
                for _, band in sorted(self.of.items())
                for side, source in ((LOW, band.low_from), (HIGH, band.high_from))
                for variable in np.unique(source[source >= 0])
            ],
            spread,
        )

    def method(self, variable: int, side: int) -> str:
        """How a bound was found: stated by one figure, propagated, or solved."""
        if len(self.support.of(variable, side)) == 1:
            return "stated"
        return "solved" if (variable, side) in self.exact.solved else "propagated"


def _widest_first(lattice: Lattice) -> list[str]:
    """The measures, each after all those around it."""
    return sorted(lattice.measure_above, key=lambda m: (len(lattice.measure_above[m]), m))


@dataclass(frozen=True)
class Asked:
    """Whom bounds are asked on, and on which days."""

    lattice: Lattice
    populations: Sequence[str]
    days: Sequence[date]


@dataclass(frozen=True)
class _Ground:
    """The system of some figures, and for each population and measure the variables by day."""

    system: System
    tracks: dict[tuple[str, str], Track]

    @property
    def looked_at(self) -> Numbers:
        """The variables that any bound is taken from."""
        every = np.unique(np.concatenate([s for track in self.tracks.values() for s in track]))
        return every[every >= 0]


def bands(
    figures: Sequence[Figure], lattice: Lattice, populations: Sequence[str], days: Sequence[date]
) -> Bands:
    """The bands of these populations (citizens, through any channel) on these days.

    The figures must be consistent. Lows are at least 0; a high of UNBOUNDED is no bound.
    """
    (found,) = bands_of_each([figures], Asked(lattice, populations, days))
    return found


def bands_of_each(
    evidence: Sequence[Sequence[Figure]], asked: Asked, spread: Spread = map
) -> list[Bands]:
    """The bands that follow from each of several sets of figures, as `bands` has them.

    No set knows of another: their systems are made, and the blocks of all of them solved, in parts.
    """
    grounds = shared(spread, partial(_grounds, asked), evidence)
    systems = [(ground.system, ground.looked_at) for ground in grounds]
    return [
        _inherited(ground, exact, asked)
        for ground, exact in zip(grounds, solved(systems, spread=spread), strict=True)
    ]


def _grounds(asked: Asked, evidence: Sequence[Sequence[Figure]]) -> list[_Ground]:
    whos: list[Who] = [(p, NOBODY) for p in asked.populations]
    found = []
    for figures in evidence:
        system = System(figures, asked.lattice, whos, asked.days)
        tracks = {
            (p, m): system.track((p, NOBODY), m, asked.days)
            for p in asked.populations
            for m in asked.lattice.measure_above
        }
        _ = system.box  # propagated here, where the part is
        found.append(_Ground(system, tracks))
    return found


def _inherited(ground: _Ground, exact: Exact, asked: Asked) -> Bands:
    """The bands, each nowhere above those around it."""
    lattice, populations = asked.lattice, asked.populations
    own = {key: _band(exact, track) for key, track in ground.tracks.items()}
    inherited: dict[tuple[str, str], Band] = {}
    for population in sorted(populations, key=lambda p: (len(lattice.population_above[p]), p)):
        around = lattice.population_above[population]
        for measure in _widest_first(lattice):
            band = own[population, measure]
            for other in sorted(lattice.measure_above[measure] - {measure}):
                band = _below(band, inherited[population, other])
            for other in sorted(around - {population}):
                if (other, measure) in inherited:
                    band = _below(band, inherited[other, measure])
            inherited[population, measure] = band
    return Bands(asked.days, inherited, exact, Support(exact))


def _band(exact: Exact, track: Track) -> Band:
    """What the track of a population says of its own."""
    below, above = track
    low, high = np.zeros(len(below), np.int64), np.full(len(above), UNBOUNDED, np.int64)
    low[below >= 0] = exact.low[below[below >= 0]]
    high[above >= 0] = exact.high[above[above >= 0]]
    return Band(low, high, np.where(low > 0, below, -1), np.where(high < UNBOUNDED, above, -1))


def _below(band: Band, around: Band) -> Band:
    """The band, nowhere above one that contains it."""
    better = around.high < band.high
    return Band(
        band.low,
        np.where(better, around.high, band.high),
        band.low_from,
        np.where(better, around.high_from, band.high_from),
    )
