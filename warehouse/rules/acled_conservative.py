"""acled_conservative: the lowest figure that anybody reports."""

from __future__ import annotations

from warehouse.reconcile.figures import magnitude, noted
from warehouse.reconcile.rule import Answer, Cell, Figure, Rule

# ACLED gives the first two; the others go on as it does.
CODES = {
    "dozens": 12, "hundreds": 100, "thousands": 1_000, "tens of thousands": 10_000,
    "hundreds of thousands": 100_000, "millions": 1_000_000,
}  # fmt: skip


def coded(figure: Figure) -> int:
    """The number that ACLED would enter for one report."""
    word = magnitude(figure)
    return noted(figure) if word is None else CODES[word]


def reconcile(cell: Cell) -> Answer:
    """The lowest number is the one that is entered: there is no low and no high beside it.

    Edge cases: dozens are 12 and hundreds 100, which lies outside our reading of these words (from
    24, from 200); tens, which ACLED enters as 10, are one word with dozens to our reader; "at least
    several hundred" is read as at least 200 and stays so; of a range the low end counts; "more than
    N", "up to N" and "around N" count as N; one figure alone is the lowest.
    """
    numbers = {f.claim_id: coded(f) for f in cell.standing}
    lowest = min(numbers.values())
    left = {c: f"{n:,} is not the lowest: {lowest:,} is" for c, n in numbers.items() if n > lowest}
    members = tuple(c for c, n in numbers.items() if n == lowest)
    only = "the only figure" if len(numbers) == 1 else f"the lowest of {len(numbers)} figures"
    return Answer(None, lowest, None, members, left, f"{only}: {lowest:,}")


RULE = Rule(
    id="acled_conservative",
    version=1,
    name="Most conservative report (ACLED)",
    what="Where reports differ, the lowest number. Words without a number count as the least they "
    "can mean: dozens 12, hundreds 100.",
    citation="Armed Conflict Location & Event Data (ACLED), knowledge base, on how fatalities are "
    "recorded (2024). Thousands and above continue its series.",
    url="https://acleddata.com/conflict-data/knowledge-base?page=%2C3",
    reconcile=reconcile,
)
