"""A page for each bound: what follows from all claims together, argued step by step, how it moved,
and what would tighten it.

Which bounds have a page is the material's to say, so that whoever links to one can ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warehouse.answers.bound import BAND_NAMES
from warehouse.answers.bounds import next_facts
from warehouse.answers.ids import BoundId
from warehouse.answers.moved import Moved
from warehouse.answers.next_fact import Fact
from warehouse.answers.tree import tree_of
from warehouse.report import place
from warehouse.report.charts.strip import Axis, Mark
from warehouse.report.material import Material
from warehouse.report.page import Page

NAMED = 6  # claims that moved a bound on one day, named; of more, the others are counted


@dataclass(frozen=True)
class Row:
    """Bounds as they moved on a day, drawn, and the claims that moved them: the first few named."""

    moved: Moved
    mark: Mark
    named: tuple[str, ...]
    n_others: int


def pages(material: Material) -> Iterator[Page]:
    """The pages, by measure and population."""
    facts = next_facts(material.connection, material.bounds.values(), material.told)
    for key, asked in material.bounds.items():
        yield _page(material, asked, material.moves.get(key, ()), facts[key])


def _page(material: Material, asked: BoundId, moved: Sequence[Moved], fact: Fact | None) -> Page:
    rows = [_row(m) for m in moved]
    now = next((m for m in reversed(moved) if m.as_of <= asked.day), None)
    names = [
        material.name("population", asked.population), material.name("measure", asked.measure)
    ]  # fmt: skip
    return Page(
        place.bound(asked.measure, asked.population), "bound.html",
        f"{', '.join(names)}: what follows", place.population(asked.population),
        {
            "asked": asked, "names": names, "now": now, "rows": rows, "bands": BAND_NAMES,
            "axis": Axis.of(n for row in rows for n in row.mark.numbers),
            "fact": fact, "sides": _sides(material, asked),
            "tree_of_it": tree_of(material.grove, asked),
        },
    )  # fmt: skip


def _row(moved: Moved) -> Row:
    mark = Mark.reading(moved.low, moved.high)
    counted = moved.counted or None
    return Row(
        moved, Mark(mark.low or None, mark.high, counted), moved.claims[:NAMED],
        len(moved.claims[NAMED:]),
    )  # fmt: skip


def _sides(material: Material, asked: BoundId) -> list[str]:
    """The cells of the same measure and population: there stands what each method makes of it."""
    return [
        side.cell_id
        for side in material.sides.values()
        if (side.measure, side.population) == (asked.measure, asked.population)
    ]
