"""joint_bounds: what follows from all claims together, on whatever cell they stand."""

from __future__ import annotations

from warehouse.reconcile.rule import Answer, Cell, Rule, nothing

NOT_TOLD = "bounds are told of whole counts of persons only, by all routes"
ASIDE = "set aside, so that the rest is consistent"
NOT_NEEDED = "not needed: the bounds follow without it"


def reconcile(cell: Cell) -> Answer:
    """The bounds of the warehouse; best only where they leave one number.

    Edge cases: members are the claims that make the bounds tight, and may stand on other cells,
    which no other rule allows; a cell without bounds (a window, one route, an exclusion, another
    unit) has no answer, nor has one of which nothing follows; figures that stand here are left out
    where the bounds follow without them.
    """
    bounds = cell.bounds
    if bounds is None:
        return nothing(cell, NOT_TOLD)
    rest = [f.claim_id for f in cell.standing if f.claim_id not in bounds.claims]
    left = {i: ASIDE if i in bounds.set_aside else NOT_NEEDED for i in rest}
    if bounds.low == 0 and bounds.high is None:
        because = "nothing follows from all claims together"
        left |= {i: because for i in rest if i not in bounds.set_aside}
        return Answer(None, None, None, bounds.claims, left, because)
    best = bounds.low if bounds.low == bounds.high else None
    several = len(bounds.claims) > 1
    because = (
        f"follows from {len(bounds.claims):,} claims together"
        if several
        else ("follows from one claim")
    )
    return Answer(bounds.low, best, bounds.high, bounds.claims, left, because)


RULE = Rule(
    id="joint_bounds",
    version=1,
    name="What follows from all claims",
    what="The least and the greatest number that fit all claims on all cells at once, when the "
    "fewest are set aside for the rest to be consistent.",
    citation="Muster's table bound; that an honest answer from incomplete data is an interval: "
    "Manski 2003, Partial Identification of Probability Distributions.",
    url=None,
    reconcile=reconcile,
)
