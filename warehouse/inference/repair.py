"""How a conflict would dissolve: the smallest changes of one claim in one dimension that do it.

Belongs here: which of the changes thought of (changes) dissolve a conflict, and their order. They
are told and never applied: that a conflict would dissolve is no evidence that a claim meant so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from warehouse.inference.change import Change
from warehouse.inference.changes import changes
from warehouse.inference.conflict import Conflict
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.usage import Usage

Oracle = Callable[[Sequence[Figure]], bool]

# In the order in which a change is offered. A retelling that drops "in Moscow" or "without North
# Koreans" leaves no trace in the number, so channel and population come first; what is counted and
# from when is blurred next (recruited for serving, a year's figure for the whole); dates and birth
# are mostly said. Evidence is no dimension of the scope and comes last.
DIMENSIONS = ("channel", "population", "measure", "since", "as_of", "basis", "evidence")

NO_REPAIR = "no change of one dimension of one claim would dissolve this"


@dataclass(frozen=True)
class Repair:
    """What a claim could have meant so that the conflict were none.

    `before` and `after` are what stands in the dimension, in words. `cost` counts steps along the
    vocabulary, for `as_of` days; it compares only within a dimension.
    """

    claim_id: str
    dimension: str
    before: str
    after: str
    text: str
    cost: int


def repairs(conflict: Conflict, lattice: Lattice, oracle: Oracle, usage: Usage) -> list[Repair]:
    """The smallest changes that dissolve a conflict, each checked by the oracle.

    Of each member and dimension those of the least cost are kept. Order: the dimension, then the
    cost, then how many figures are meant so (the most first), then the ids. Empty if none does.
    """
    found: list[tuple[Change, Repair]] = []
    for figure in conflict.figures:
        others = [f for f in conflict.figures if f is not figure]
        thought_of = sorted(changes(figure, others, lattice, usage), key=_smallest_first)
        for _, of_one in groupby(thought_of, key=lambda c: c.dimension):
            found += [(c, _told(c, others, oracle)) for c in _least(of_one, others, oracle)]
    found.sort(key=lambda pair: (*_smallest_first(pair[0]), pair[1].claim_id, pair[1].after))
    return [repair for _, repair in found]


def repair_text(found: Sequence[Repair]) -> str:
    """The first of the repairs in words, or that there is none."""
    return found[0].text if found else NO_REPAIR


def _smallest_first(change: Change) -> tuple[int, int, int]:
    return DIMENSIONS.index(change.dimension), change.cost, -change.uses


def _least(of_one: Iterator[Change], others: Sequence[Figure], oracle: Oracle) -> list[Change]:
    """Of the changes of one dimension, cheapest first, the cheapest that dissolve."""
    for _, equal in groupby(of_one, key=lambda c: c.cost):
        if dissolving := [c for c in equal if oracle([c.figure, *others])]:
            return dissolving
    return []


def _told(change: Change, others: Sequence[Figure], oracle: Oracle) -> Repair:
    """The repair, saying `or later` only where it holds beyond the dates of all others."""
    onward = change.beyond is not None and oracle([change.beyond, *others])
    return Repair(
        claim_id=change.figure.claim_id,
        dimension=change.dimension,
        before=change.before,
        after=change.after,
        text=change.onward if onward else change.text,
        cost=change.cost,
    )
