"""party_asymmetry: a belligerent bounds the number from one side only; the others give ranges."""

from __future__ import annotations

from warehouse.reconcile.figures import hull, middle, states_number, within
from warehouse.reconcile.rule import Answer, Cell, Rule, nothing

COUNTED = "a belligerent on the enemy: people counted so far limit nothing from above"
OPEN = "a belligerent on the enemy: its figure has no highest number"


def _range(low: int, high: int | None) -> str:
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def reconcile(cell: Cell) -> Answer:
    """The hull of those who are no belligerents, cut by what belligerents say: a belligerent
    understates its own and overstates the enemy, so that its number on itself is a floor, the
    greatest of which counts, and its number on the enemy a ceiling, the least of which counts. Best
    is the middle number of the others (the lower of two), moved to the nearest end where it lies
    outside.

    Edge cases: on the enemy, a figure that opens upwards is no ceiling, nor is a count of people so
    far, and both are left out; where floor and ceiling exclude each other, the premise fails and
    there is no answer; belligerents alone give their one or two sides and no best; people
    counted so far by others enter with their low and make no best, nor do words without a number.
    """
    own = [f for f in cell.standing if f.party == cell.side]
    others = [f for f in cell.standing if f.party is None]
    enemies = [f for f in cell.standing if f.party not in (None, cell.side)]
    left = {f.claim_id: COUNTED if f.floor else OPEN for f in enemies if f.floor or f.high is None}
    ceilings = [f.high for f in enemies if not f.floor and f.high is not None]
    floors = [f.low for f in own]
    parts = []
    if others:
        least, greatest = hull(others)
        parts.append(f"{_range(least, greatest)} from those who are no belligerents")
    if floors:
        parts.append(f"at least {max(floors):,} from the side itself")
    if ceilings:
        parts.append(f"at most {min(ceilings):,} from its enemy")
    low = max(floors + ([least] if others else []), default=None)
    high = min(ceilings + ([greatest] if others and greatest is not None else []), default=None)
    if low is None and high is None:
        return nothing(cell, "belligerents on the enemy alone, and none gives a ceiling")
    if low is not None and high is not None and low > high:
        return nothing(
            cell,
            f"at least {low:,} and at most {high:,} exclude each other: "
            "the belligerents do not bound the rest",
        )
    estimates = [f for f in others if states_number(f) and not f.floor]
    best = within(middle(estimates), low, high) if estimates else None
    members = tuple(f.claim_id for f in cell.standing if f.claim_id not in left)
    return Answer(low, best, high, members, left, "; ".join(parts))


RULE = Rule(
    id="party_asymmetry",
    version=1,
    name="Belligerents from one side",
    what="What a belligerent says of the enemy counts only as a ceiling, what it says of itself "
    "only as a floor; everybody else enters with both ends.",
    citation="Muster's own formulation: a belligerent is assumed to understate its own and to "
    "overstate the enemy.",
    url=None,
    reconcile=reconcile,
)
