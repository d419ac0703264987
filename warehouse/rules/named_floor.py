"""named_floor: a verified list is a floor for its own population, and for nothing else."""

from __future__ import annotations

from warehouse.reconcile.rule import Answer, Cell, Rule, nothing

NO_LIST = "is no count of people named, identified, documented or confirmed"


def reconcile(cell: Cell) -> Answer:
    """The largest list is the low; there is no best and no high.

    Edge cases: lists of several sources are not added up, for they may name the same people; words
    that open a list upwards (at least, more than) count as their low; a list that is one channel's
    or one group's stands on another cell, and is no floor here.
    """
    lists = [f for f in cell.standing if f.floor]
    if not lists:
        return nothing(cell, "no verified list on this cell")
    low = max(f.low for f in lists)
    longest = tuple(f.claim_id for f in lists if f.low == low)
    left = {f.claim_id: NO_LIST for f in cell.standing if not f.floor}
    left |= {f.claim_id: f"a shorter list; the longest has {low:,}" for f in lists if f.low < low}
    return Answer(low, None, None, longest, left, f"the longest verified list has {low:,}")


RULE = Rule(
    id="named_floor",
    version=1,
    name="Verified list",
    what="People who are named, identified, documented or confirmed so far are a floor for the "
    "population of their list. It says nothing of a best number or of a ceiling.",
    citation="Muster's own rule, after the practice of name-by-name casualty recording.",
    url=None,
    reconcile=reconcile,
)
