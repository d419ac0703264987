"""From the tables of claims to the frames of inference: conflicts, what is set aside, bounds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from warehouse.inference import frames
from warehouse.inference.bands import bands
from warehouse.inference.conflict import Conflict
from warehouse.inference.consistency import Consistency
from warehouse.inference.figure import Figure, read_figures
from warehouse.inference.find import find_conflicts
from warehouse.inference.grid import alike, grid
from warehouse.inference.inference import Inference
from warehouse.inference.lattice import Lattice, read_lattice
from warehouse.inference.repair import repairs
from warehouse.inference.set_aside import Component, Core, least_set_aside
from warehouse.inference.sums import sums_of_parts
from warehouse.inference.usage import usage_of

if TYPE_CHECKING:
    import pandas as pd

ALL, COUNTED = "all", "counted"


def conclude(
    figures: Sequence[Figure],
    lattice: Lattice,
    populations: Sequence[str],
    days: Sequence[date],
) -> Inference:
    """Contradictions among the figures, the least that must be set aside, and bounds on the rest.

    Bounds are told for these populations (citizens, through any channel) on these days, and for
    countries that are none of them.
    """
    uncounted = alike(populations, lattice)
    asked = [*populations, *uncounted]
    consistency = Consistency(figures, lattice)
    conflicts = find_conflicts(figures, lattice, consistency.consistent)
    components = _set_aside(conflicts, consistency)
    usage = usage_of(figures)
    offered = {c.conflict_id: repairs(c, lattice, consistency.consistent, usage) for c in conflicts}
    gone = frozenset().union(*(c.left_out for c in components))
    left = [f for f in consistency.people if f.claim_id not in gone]
    floors = [replace(f, high=None) for f in left if f.floor]
    return Inference(
        conflicts=conflicts,
        repairs=offered,
        components=components,
        sums=sums_of_parts(consistency.people, lattice),
        bands={
            ALL: bands(left, lattice, asked, days),
            COUNTED: bands(floors, lattice, asked, days),
        },
        alike=uncounted,
    )


def _set_aside(conflicts: list[Conflict], consistency: Consistency) -> list[Component]:
    """The components; contradictions that were not known before are added to the conflicts."""

    def remaining(aside: Collection[str]) -> Core | None:
        found = consistency.remaining(aside)
        if found is None:
            return None
        conflicts.append(found)
        return frozenset(found.ids)

    return least_set_aside([frozenset(c.ids) for c in conflicts], remaining)


def infer(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The frames of inference (warehouse/inputs.yaml, `inferred`) from the published tables.

    Reads claim, origin, source, measure, population, population_member, channel, side and unit.
    """
    lattice = read_lattice(tables)
    figures = read_figures(tables)
    populations, days = grid(tables["claim"], lattice, lattice.beginning)
    found = conclude(figures, lattice, populations, days)
    return frames.written(found, lattice, tables["origin"])
