"""From the tables of claims to the frames of inference: conflicts, what is set aside, bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from warehouse.inference import frames
from warehouse.inference.bands import Asked, bands_of_each
from warehouse.inference.conflict import Conflict
from warehouse.inference.consistency import Consistency
from warehouse.inference.figure import Figure, read_figures
from warehouse.inference.find import find_conflicts
from warehouse.inference.grid import alike, grid
from warehouse.inference.inference import Inference
from warehouse.inference.lattice import Lattice, read_lattice
from warehouse.inference.repair import Oracle, Repair, repairs
from warehouse.inference.set_aside import least_set_aside
from warehouse.inference.sums import sums_of_parts
from warehouse.inference.usage import Usage, usage_of
from warehouse.spread import Spread, shared

if TYPE_CHECKING:
    import pandas as pd

ALL, COUNTED = "all", "counted"


def conclude(
    figures: Sequence[Figure],
    lattice: Lattice,
    populations: Sequence[str],
    days: Sequence[date],
    spread: Spread = map,
) -> Inference:
    """Contradictions among the figures, the least that must be set aside, and bounds on the rest.

    Bounds are told for these populations (citizens, through any channel) on these days, and for
    countries that are none of them.
    """
    uncounted = alike(populations, lattice)
    asked = [*populations, *uncounted]
    consistency = Consistency(figures, lattice)
    conflicts = find_conflicts(figures, lattice, consistency.consistent, spread)
    known = [frozenset(c.ids) for c in conflicts]
    components, more = least_set_aside(known, consistency.remaining, spread=spread)
    conflicts += more
    repairing = partial(_repairs, lattice, consistency.consistent, usage_of(figures))
    offered = shared(spread, repairing, conflicts)
    gone = frozenset().union(*(c.left_out for c in components))
    left = [f for f in consistency.people if f.claim_id not in gone]
    floors = [replace(f, high=None) for f in left if f.floor]
    return Inference(
        conflicts=conflicts,
        repairs={c.conflict_id: own for c, own in zip(conflicts, offered, strict=True)},
        components=components,
        sums=sums_of_parts(consistency.people, lattice),
        bands=dict(
            zip(
                (ALL, COUNTED),
                bands_of_each([left, floors], Asked(lattice, asked, days), spread),
                strict=True,
            )
        ),
        alike=uncounted,
    )


def _repairs(
    lattice: Lattice, consistent: Oracle, usage: Usage, conflicts: Sequence[Conflict]
) -> list[Sequence[Repair]]:
    return [repairs(conflict, lattice, consistent, usage) for conflict in conflicts]


def infer(tables: Mapping[str, pd.DataFrame], spread: Spread = map) -> dict[str, pd.DataFrame]:
    """The frames of inference (warehouse/inputs.yaml, `inferred`) from the published tables.

    Reads claim, origin, source, measure, population, population_member, channel, side and unit.
    """
    lattice = read_lattice(tables)
    figures = read_figures(tables)
    populations, days = grid(tables["claim"], lattice, lattice.beginning)
    found = conclude(figures, lattice, populations, days, spread)
    for bands in found.bands.values():
        bands.prove(spread)
    return frames.written(found, lattice, tables["origin"])
