"""Bounds for every population, measure and day: what follows from the figures that are left.

Between two points of a track nothing happens, so each day takes its low from the point before it
and its high from the point after it. A measure of which nobody speaks is bounded by those around
it, and a population whose countries are not all known by those that contain it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from warehouse.inference.exact import Exact
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.model import UNBOUNDED
from warehouse.inference.regions import Who
from warehouse.inference.support import Support
from warehouse.inference.system import System

Numbers = npt.NDArray[np.int64]
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

    def method(self, variable: int, side: int) -> str:
        """How a bound was found: stated by one figure, propagated, or solved."""
        if len(self.support.of(variable, side)) == 1:
            return "stated"
        return "solved" if (variable, side) in self.exact.solved else "propagated"


def _widest_first(lattice: Lattice) -> list[str]:
    """The measures, each after all those around it."""
    return sorted(lattice.measure_above, key=lambda m: (len(lattice.measure_above[m]), m))


def bands(
    figures: Sequence[Figure], lattice: Lattice, populations: Sequence[str], days: Sequence[date]
) -> Bands:
    """The bands of these populations (citizens, through any channel) on these days.

    The figures must be consistent. Lows are at least 0; a high of UNBOUNDED is no bound.
    """
    whos: list[Who] = [(p, NOBODY) for p in populations]
    system = System(figures, lattice, whos, days)
    tracks = {
        (p, m): system.track((p, NOBODY), m, days)
        for p in populations
        for m in lattice.measure_above
    }
    looked_at = np.unique(np.concatenate([side for track in tracks.values() for side in track]))
    exact = Exact(system, looked_at[looked_at >= 0])
    own = {key: _band(exact, track) for key, track in tracks.items()}
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
    return Bands(days, inherited, exact, Support(exact))


def _band(exact: Exact, track: tuple[Numbers, Numbers]) -> Band:
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
