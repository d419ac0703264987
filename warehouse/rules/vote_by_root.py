"""vote_by_root: the figure that most witnesses give, each voting once, however many repeat it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from warehouse.reconcile.figures import Voice, hull, middle, states_number, voices, within
from warehouse.reconcile.rule import Answer, Cell, Rule, nothing

# Rounding to two digits moves a number by at most half of its second digit, which is at most a
# twentieth of it: an exact count and the round figure made of it are one vote.
TOLERANCE = 5  # percent of the lower number
WITHIN = f"within {TOLERANCE} %"
NO_NUMBER = "states no number to vote for"


def _in_favour(said: Mapping[Voice, Fraction]) -> dict[tuple[int, ...], Fraction]:
    """Groups of numbers that lie within the tolerance of their lowest, with the votes for each."""
    votes = {}
    for lowest in {n for _, n in said}:
        most = lowest * (100 + TOLERANCE)
        group = tuple(sorted({n for _, n in said if lowest <= n and n * 100 <= most}))
        votes[group] = sum((v for (_, n), v in said.items() if n in group), Fraction(0))
    return votes


def _told(votes: Fraction) -> str:
    return f"{float(votes):.3g}"


def _numbers(group: tuple[int, ...]) -> str:
    return f"{group[0]:,}" if len(group) == 1 else f"{group[0]:,} to {group[-1]:,}"


def _because(winners: list[tuple[int, ...]], most: Fraction, total: int) -> str:
    numbers = ", ".join(map(_numbers, winners))
    if total == 1:
        alone = "one witness, unopposed"
        return alone if len(winners) == 1 else f"one witness, with several numbers: {numbers}"
    if len(winners) > 1:
        return f"a tie, {_told(most)} of {total} votes each: {numbers}"
    alike = "" if len(winners[0]) == 1 else f", which lie {WITHIN} of one another"
    return f"{_told(most)} of {total} votes for {numbers}{alike}"


def reconcile(cell: Cell) -> Answer:
    """The group of numbers with the most votes: its hull, and its middle number as best.

    Edge cases: a tie gives the set, from the least to the greatest of the tied groups, and no best;
    a witness with several numbers divides its vote among them, and one that repeats itself votes
    once; whoever could not be identified is one witness, for they may be one; one witness alone
    wins unopposed; words without a number (dozens, hundreds) have none to vote for; "at least N"
    votes for N and has no high of its own, a range votes for its middle; people counted so far
    vote like others and have no high either. Groups may overlap: 100 and 104 are one, 104 and 108
    another, and tie.
    """
    voters = [f for f in cell.standing if states_number(f)]
    if not voters:
        return nothing(cell, NO_NUMBER)
    votes, total = _in_favour(voices(voters)), len({f.witness for f in voters})
    most = max(votes.values())
    winners = sorted(group for group, n in votes.items() if n == most)
    chosen = {n for group in winners for n in group}
    members = [f for f in voters if f.number in chosen]
    low, high = hull(members)
    left = {f.claim_id: NO_NUMBER for f in cell.standing if f not in voters}
    for f in voters:
        if f.number not in chosen:
            own = max(n for group, n in votes.items() if f.number in group)
            left[f.claim_id] = (
                f"outvoted: {_told(own)} of {total} votes {WITHIN} of {f.number:,}, "
                f"the most have {_told(most)}"
            )
    best = within(middle(members), low, high) if len(winners) == 1 else None
    because = _because(winners, most, total)
    return Answer(low, best, high, tuple(f.claim_id for f in members), left, because)


RULE = Rule(
    id="vote_by_root",
    version=1,
    name="Vote of the witnesses",
    what="The number that most independent witnesses give, numbers within 5 % being one. A claim "
    "that repeats another has no vote; a tie gives all that are tied and no best number.",
    citation="Voting as in data fusion, where copies are no further votes: Dong, Berti-Equille and "
    "Srivastava 2009, Integrating Conflicting Data: The Role of Source Dependence, Proceedings of "
    "the VLDB Endowment 2:1. The tolerance and the ties are Muster's.",
    url="https://studylib.net/doc/18067031/integrating-conflicting-data--the-role-of-source-dependence",
    reconcile=reconcile,
)
