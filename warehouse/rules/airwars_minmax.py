"""airwars_minmax: minima and maxima kept, and summed, apart."""

from __future__ import annotations

from warehouse.reconcile.figures import Interval, ceiling
from warehouse.reconcile.rule import Answer, Cell, Figure, Rule


def summed(figure: Figure) -> Interval | None:
    """The minima and the maxima of the parts of a figure, each added up; None where they do not
    stand for it: where it is not said that they add up to it, or where no number fits both."""
    if not figure.partition or not figure.parts:
        return None
    low, highs = sum(p.low for p in figure.parts), [p.high for p in figure.parts]
    high = None if None in highs else sum(h for h in highs if h is not None)
    short = high is not None and high < figure.low
    over = figure.high is not None and low > figure.high
    return None if short or over else (low, high)


def reconcile(cell: Cell) -> Answer:
    """The least minimum and the greatest maximum over the figures; no best.

    Edge cases: parts that are said to add up to a figure stand for it, minima and maxima summed
    apart, and are members beside it though they stand on other cells: they are used as its parts
    only, and no cell is merged. Parts that are known only in part, or count something else than
    their whole, are known by their sum, which no longer fits the whole: then its own words stay.
    One part without a maximum leaves the sum without one. "Up to N" has the minimum 0; "at least N"
    has no maximum: the greatest one is that of the others, and there is none where no figure states
    one, or where one that is open upwards begins above it. A list has the maximum that its words
    state. One figure alone gives both ends.
    """
    sums = {f.claim_id: summed(f) for f in cell.standing}
    spans = [sums[f.claim_id] or (f.low, f.high) for f in cell.standing]
    low, high = min(least for least, _ in spans), ceiling(spans)
    parts = [p.claim_id for f in cell.standing if sums[f.claim_id] for p in f.parts]
    members = tuple(dict.fromkeys([*(f.claim_id for f in cell.standing), *parts]))
    because = f"least minimum {low:,}, " + (
        "no greatest maximum: a figure that reaches further is open upwards"
        if high is None
        else f"greatest maximum {high:,}"
    )
    if parts:
        because += f"; {len(parts)} parts summed"
    return Answer(low, None, high, members, {}, because)


RULE = Rule(
    id="airwars_minmax",
    version=1,
    name="Minimum and maximum (Airwars)",
    what="The least minimum and the greatest maximum of all reports, neither preferred. Where a "
    "figure is the sum of parts, their minima and maxima are summed apart.",
    citation="Airwars, Methodology (about/methodology): a minimum and a maximum for each incident, "
    "totals as sums of either.",
    url="https://airwars.org/about/methodology/",
    reconcile=reconcile,
)
