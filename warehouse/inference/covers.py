"""Figures that together count everyone a whole counts, and add up to less than it.

What covers what is decided in `pieces`; here the least set is looked for, and told.
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.inference.cliques import Effort, OutOfEffortError
from warehouse.inference.conflict import COVER, PART, WHOLE, Conflict, Member
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.minimal import Oracle, minimal
from warehouse.inference.pieces import covering

EFFORT = 2_000  # steps of the search for one whole: each looks at all parts and open pieces
TEST = 50  # what asking the oracle about one set counts for


def least_cover(
    whole: Figure,
    candidates: Sequence[Figure],
    lattice: Lattice,
    consistent: Oracle,
    effort: int = EFFORT,
) -> Conflict | None:
    """The least set of candidates that covers `whole` while its highs add up to less than the low.

    Ties: the smallest sorted list of claim ids. A candidate that contains the whole alone is passed
    over. Exact within `effort` steps for each way of splitting by time; after that the set is
    minimal but perhaps not the least. `complete` is False where there are others, or may be.
    """
    above = lattice.measure_above[whole.scope.measure]
    parts = sorted(
        (
            c
            for c in candidates
            if c.high is not None and c.high < whole.low and c.scope.measure in above
        ),
        key=lambda c: c.claim_id,
    )
    found: set[tuple[str, ...]] = set()
    complete = True
    windows = {p.scope.measure for p in parts if p.scope.kind == "window"}
    by: list[str | None] = [*sorted(windows)]
    for measure in by or [None]:
        sets, all_of_them = _sets(whole, parts, measure, lattice, consistent, effort)
        found.update(sets)
        complete &= all_of_them
    if not found:
        return None
    ids = min(found, key=lambda own: (len(own), own))
    chosen = [p for p in parts if p.claim_id in ids]
    return Conflict(
        members=(*(Member(part, PART) for part in chosen), Member(whole, WHOLE)),
        identities=(COVER,),
        excess=whole.low - sum(part.high or 0 for part in chosen),
        complete=complete and len(found) == 1,
    )


def _sets(
    whole: Figure,
    parts: Sequence[Figure],
    measure: str | None,
    lattice: Lattice,
    consistent: Oracle,
    effort: int,
) -> tuple[list[tuple[str, ...]], bool]:
    """The first two minimal sets by ids, and whether there are certainly no more than these."""
    pieces = covering(whole, parts, measure, lattice)
    if pieces is None:
        return [], True
    useful, search = pieces.parts, pieces.search

    def works(nodes: Sequence[int]) -> bool:
        figures = [whole, *(useful[node] for node in nodes)]
        return minimal(figures, lattice, consistent)

    found: list[tuple[str, ...]] = []
    left = Effort(effort)
    try:
        for nodes in search.below(whole.low, left):
            left.spend(TEST)
            if works(nodes):
                found.append(tuple(useful[node].claim_id for node in nodes))
            if len(found) == 2:
                return found, False
    except OutOfEffortError:
        nodes = search.greedy()
        light = sum(search.weights[node] for node in nodes) < whole.low
        if not found and light and works(nodes):
            found.append(tuple(useful[node].claim_id for node in nodes))
        return found, False
    return found, pieces.all_of_them
