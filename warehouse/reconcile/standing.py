"""Whose figures stand on a cell on its latest day: the step before every rule.

All rules are given the same figures, so that where they differ it is the method that differs. What
does not stand is left out here, each with its reason:

- a part of another figure of the cell is no second figure on the whole;
- of one source only the last figure stands: it has revised the earlier ones. A floor that is lower
  than what the source had counted before revises nothing, and is itself left out;
- a stock is of its day: figures of another time are left out;
- a count of everyone so far only grows: an earlier figure that is no higher than a later one says
  nothing against it. An earlier figure that is higher does, and stands. People counted case by case
  are overtaken by such a count only: no estimate, however high, takes the place of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from warehouse.reconcile.rule import Figure

# Most stocks are dated by the month: figures less than a month apart cannot be told from figures of
# one day.
ONE_TIME = timedelta(days=31)

Left = dict[str, str]


def latest_day(figures: Iterable[Figure]) -> date:
    """The latest day that any of the figures speaks of."""
    return max(f.as_of_last for f in figures)


def told(figure: Figure) -> str:
    """A figure in a reason: its words, whose they are, and the day they speak of."""
    return f"“{figure.says}” ({figure.source_name}, as of {figure.as_of_last.isoformat()})"


def _parts(figures: Sequence[Figure]) -> Left:
    here = {f.claim_id: f for f in figures}
    return {
        f.claim_id: f"counts a part of {told(here[f.part_of])}"
        for f in figures
        if f.part_of in here and f.part_of != f.claim_id
    }


def _adds_nothing(later: Figure, earlier: Figure) -> bool:
    """Whether a later floor is lower than what its source had counted before: "over 10,000" after
    16,894 takes nothing back."""
    return later.high is None and later.low < earlier.low


def _revised(figures: Sequence[Figure], several: frozenset[str], *, grows: bool) -> Left:
    left: Left = {}
    ordered = sorted(figures, key=lambda f: (f.as_of_last, f.claim_id))
    for n, later in enumerate(ordered):
        before = [
            f
            for f in ordered[:n]
            if f.claim_id not in left
            and f.witness == later.witness
            and f.witness not in several
            and f.as_of_last < later.as_of_first
        ]
        more = [f for f in before if grows and _adds_nothing(later, f)]
        if more:
            left[later.claim_id] = f"says no more than its source had: {told(more[-1])}"
        else:
            left |= {f.claim_id: f"its source has said since: {told(later)}" for f in before}
    return left


def _of_another_time(figures: Sequence[Figure]) -> Left:
    day = latest_day(figures)
    start = min(f.as_of_first for f in figures if f.as_of_last == day)
    return {
        f.claim_id: f"speaks of {f.as_of_last.isoformat()}: a stock is of its day"
        for f in figures
        if start - f.as_of_last > ONE_TIME
    }


def _overtaken(figures: Sequence[Figure]) -> Left:
    left = {}
    for f in figures:
        most = f.low if f.high is None else f.high
        later = [
            g
            for g in figures
            if g.as_of_first > f.as_of_last and g.low >= most and (g.floor or not f.floor)
        ]
        if later:
            by = max(later, key=lambda g: (g.low, g.as_of_last, g.claim_id))
            left[f.claim_id] = f"overtaken: the count has grown to {told(by)}"
    return left


def standing(
    figures: Sequence[Figure], kind: str, several: frozenset[str] = frozenset()
) -> tuple[tuple[Figure, ...], Mapping[str, str]]:
    """The figures that stand, by claim id, and the reason why each other one does not.

    `kind` is that of the cell: cumulative, window or stock. `several`: ids of witnesses that are
    not one source (whoever could not be identified), so that a later figure of theirs revises
    nothing.
    """
    stock = kind == "stock"
    left: Left = {}
    for step in (
        _parts,
        lambda kept: _revised(kept, several, grows=not stock),
        _of_another_time if stock else _overtaken,
    ):
        kept = [f for f in figures if f.claim_id not in left]
        left |= step(kept) if kept else {}
    stand = sorted((f for f in figures if f.claim_id not in left), key=lambda f: f.claim_id)
    return tuple(stand), left
