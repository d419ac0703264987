"""A page for each thing counted: what every method makes of it, from which claims, and why.

Where the method decides stands on the page of methods.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from warehouse.answers.ids import CellId
from warehouse.answers.side_by_side import Ruled, Side
from warehouse.answers.tree import Node, tree_of
from warehouse.report import place
from warehouse.report.charts.strip import Axis, Mark
from warehouse.report.material import Material
from warehouse.report.page import Page


def pages(material: Material) -> Iterator[Page]:
    """A page for each cell, also for those of which no rule is asked."""
    on: dict[str, list[str]] = defaultdict(list)
    for claim_id, claim in material.claims.items():
        on[claim["cell_id"]].append(claim_id)
    for side in material.sides.values():
        yield _page(material, side, on[side.cell_id])


def answer(ruled: Ruled) -> Mark:
    """The answer of a rule, drawn."""
    return Mark(ruled.low, ruled.high, ruled.best)


def _page(material: Material, side: Side, claims: Sequence[str]) -> Page:
    elsewhere = dict.fromkeys(i for ruled in side.rules for i in ruled.elsewhere)
    told = {i: material.told[i] for i in (*claims, *elsewhere)}
    readings = {i: Mark.reading(claim.low, claim.high) for i, claim in told.items()}
    answers = {ruled.rule: answer(ruled) for ruled in side.rules}
    drawn = (*readings.values(), *answers.values())
    tree = tree_of(material.grove, CellId(side.cell_id))
    return Page(
        place.cell(side.cell_id), "cell.html", side.title, place.METHODS,
        {
            "side": side, "claims": claims, "elsewhere": tuple(elsewhere),
            "readings": readings, "answers": answers,
            "axis": Axis.of(n for mark in drawn for n in mark.numbers),
            "grounds": _grounds(tree),
        },
    )  # fmt: skip


def _grounds(tree: Node) -> list[tuple[str, Node]]:
    """The trees of the rules with their ids, then of the claims that they leave aside; where no
    rule is asked, those of the claims."""
    return [(_rule(node), node) for node in tree.children]


def _rule(node: Node) -> str:
    """The rule whose answer a tree is; none of any other."""
    ref = node.refers_to
    return ref.id.partition("/")[2] if ref and ref.kind == "reconciled" else ""
