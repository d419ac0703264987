"""gtd_recency_majority_lowest: the latest report; of several the majority's; else the lowest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from warehouse.reconcile.figures import magnitude, noted
from warehouse.reconcile.rule import Answer, Cell, Figure, Rule, nothing
from warehouse.reconcile.standing import ONE_TIME

VAGUE = "too vague to be entered as a number"


def days(figure: Figure) -> tuple[date, date]:
    """The first and the last day on which it may have been told: that of publication or, where that
    is open, those that it speaks of."""
    if figure.published_last is not None:
        return figure.published_last, figure.published_last
    return figure.as_of_first, figure.as_of_last


def chosen(latest: Sequence[Figure]) -> tuple[int, str]:
    """The number that figures of one time leave, and how."""
    votes: dict[int, set[str]] = defaultdict(set)
    for f in latest:
        votes[noted(f)].add(f.witness)
    if len(votes) == 1:
        return next(iter(votes)), "the most recent figure"
    witnesses = len({f.witness for f in latest})
    major = [n for n, who in votes.items() if 2 * len(who) > witnesses]
    if len(major) == 1:
        return major[0], f"{len(votes[major[0]])} of {witnesses} witnesses of the latest time"
    return min(major or votes), "no majority at the latest time, so its lowest figure"


def reconcile(cell: Cell) -> Answer:
    """One number: the most recent; of several at one time that of most witnesses; else the lowest.

    Edge cases: figures published up to 31 days before the latest are of one time with it, which is
    ours, for the codebook says around the same time; a figure whose publication is not dated is
    older only if it is on whichever day it may have been told; a majority is more than half of the
    witnesses of that time, each counted once for each number it gives, and where more than one
    number has it the lowest of those stays; words without a number are left out, as the codebook
    leaves them blank; of a range the low end counts, and "at least", "up to" and "around N" count
    as N. The codebook passes over sources of doubtful validity and those that rest on a
    perpetrator's word: nothing a rule is given tells which these are, so none is passed over. One
    figure alone is the most recent.
    """
    numbered = [f for f in cell.standing if magnitude(f) is None]
    if not numbered:
        return nothing(cell, VAGUE)
    day = max(days(f)[0] for f in numbered)
    latest = [f for f in numbered if day - days(f)[1] <= ONE_TIME]
    number, how = chosen(latest)
    members = tuple(f.claim_id for f in latest if noted(f) == number)
    left = {f.claim_id: VAGUE for f in cell.standing if magnitude(f) is not None}
    for f in numbered:
        if f not in latest:
            left[f.claim_id] = f"of {days(f)[1]}, before the latest time, {day}"
        elif f.claim_id not in members:
            left[f.claim_id] = f"says {noted(f):,}, not {number:,}: {how}"
    return Answer(None, number, None, members, left, f"{how}: {number:,}")


RULE = Rule(
    id="gtd_recency_majority_lowest",
    version=1,
    name="Latest, majority, lowest (GTD)",
    what="The most recent figure; where several are of one time, the one that most independent "
    "sources give; where there is no majority, the lowest.",
    citation="Global Terrorism Database, Codebook: Inclusion Criteria and Variables (START, "
    "University of Maryland, June 2017), on the total number of fatalities.",
    url="https://www.start.umd.edu/gtd",
    reconcile=reconcile,
)
