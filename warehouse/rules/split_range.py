"""split_range: the two ends of a range weigh half each, and the weighted median is the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from warehouse.reconcile.figures import hull
from warehouse.reconcile.rule import Answer, Cell, Figure, Rule, nothing

HALF, WHOLE = Fraction(1, 2), Fraction(1)
Ends = tuple[tuple[int, Fraction], ...]


def _ends(figure: Figure) -> Ends:
    """The ends that the words state, each with its weight."""
    if figure.high is None or figure.floor:
        return ((figure.low, HALF),)
    if figure.low == figure.high:
        return ((figure.low, WHOLE),)
    if figure.low == 0:
        return ((figure.high, HALF),)
    return (figure.low, HALF), (figure.high, HALF)


def _weighed(figures: list[Figure]) -> Iterator[tuple[int, Fraction]]:
    """The ends of all figures; a witness with several weighs as much as one."""
    said: dict[str, set[Ends]] = defaultdict(set)
    for f in figures:
        said[f.witness].add(_ends(f))
    for own in said.values():
        yield from ((n, weight / len(own)) for ends in own for n, weight in ends)


def _median(weighed: list[tuple[int, Fraction]]) -> int:
    """Below and above it lies no more than half of the weight; of two such numbers the middle."""
    total = sum((w for _, w in weighed), Fraction(0))
    numbers = sorted({n for n, _ in weighed})
    fit = [
        n for n in numbers
        if 2 * sum(w for m, w in weighed if m < n) <= total
        and 2 * sum(w for m, w in weighed if m > n) <= total
    ]  # fmt: skip
    return (fit[0] + fit[-1]) // 2


def reconcile(cell: Cell) -> Answer:
    """The weighted median of the ends as best, the hull of the figures as low and high.

    Edge cases: an exact figure has one whole weight; one that is open on a side ("at least N", "up
    to N") enters with its one end and half a weight, as do people counted so far, with their low;
    one that opens upwards has no high of its own; a witness with several figures divides its
    weight among them; where two numbers are medians, the middle between them, rounded down, is
    best; belligerents are left out, whomever they speak of.
    """
    others = [f for f in cell.standing if f.party is None]
    if not others:
        return nothing(cell, "a belligerent's figure: none but belligerents speak of this")
    weighed = list(_weighed(others))
    low, high = hull(others)
    left = {f.claim_id: "a belligerent's figure" for f in cell.standing if f.party is not None}
    ends = sorted({n for n, _ in weighed})
    because = (
        f"the weighted median of {ends[0]:,}" + "".join(f", {n:,}" for n in ends[1:])
        if len(ends) > 1 else f"one number: {ends[0]:,}"
    )  # fmt: skip
    members = tuple(f.claim_id for f in others)
    return Answer(low, _median(weighed), high, members, left, because)


RULE = Rule(
    id="split_range",
    version=1,
    name="Ranges split into their ends",
    what="Both ends of a range enter with half a weight each, an exact figure with a whole one; "
    "the weighted median is best. Belligerents are left out.",
    citation="Muster's own formulation; no codebook is known that states it.",
    url=None,
    reconcile=reconcile,
)
