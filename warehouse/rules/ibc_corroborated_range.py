"""ibc_corroborated_range: only what at least two independent witnesses report."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from warehouse.reconcile.figures import states_least
from warehouse.reconcile.rule import Answer, Cell, Rule, nothing


def second(ends: Iterable[tuple[str, int]], strongest: Callable[[int, int], int]) -> int | None:
    """Of the strongest end that each witness states, the strongest but one; None where fewer than
    two state any. Two witnesses go as far."""
    of: dict[str, int] = {}
    for witness, end in ends:
        of[witness] = strongest(of.get(witness, end), end)
    ordered = sorted(of.values(), reverse=strongest is max)
    return ordered[1] if len(ordered) > 1 else None


def told(end: int | None, side: str) -> str:
    """One end of the range in words."""
    return f"no two say how many at {side}" if end is None else f"two say at {side} {end:,}"


def reconcile(cell: Cell) -> Answer:
    """Low: the most that two witnesses say it is at least. High: the least that two say it is at
    most. No best.

    Edge cases: one witness, however often it speaks, gives no answer, which Iraq Body Count would
    call provisional; of two witnesses who differ, 155 and 163, the range is from one to the other;
    with a third, whoever stands alone at an end no longer makes it: 155, 163 and 163 are 163; where
    two say at most 155 and two at least 163, the range spans both; "at least N" states no most and
    "up to N" no least: without two that do, that end has no number, and without either there is no
    answer; a witness who gives several figures counts once at each end, with what it commits itself
    to furthest; people counted so far are no most, for there may be more.
    """
    witnesses = {f.witness for f in cell.standing}
    if len(witnesses) < 2:
        names = ", ".join(sorted({f.source_name for f in cell.standing}))
        return nothing(cell, f"provisional: one witness only, {names}")
    least = second(((f.witness, f.low) for f in cell.standing if states_least(f)), max)
    highs = ((f.witness, f.high) for f in cell.standing if f.high is not None and not f.floor)
    most = second(highs, min)
    because = f"of {len(witnesses)} witnesses, {told(least, 'least')} and {told(most, 'most')}"
    if least is None and most is None:
        return nothing(cell, because)
    low, high = (most, least) if _crossed(least, most) else (least, most)
    return Answer(low, None, high, tuple(f.claim_id for f in cell.standing), {}, because)


def _crossed(least: int | None, most: int | None) -> bool:
    return least is not None and most is not None and least > most


RULE = Rule(
    id="ibc_corroborated_range",
    version=1,
    name="Corroborated range (Iraq Body Count)",
    what="Only what at least two independent witnesses report, from the minimum to the maximum. "
    "One witness alone gives no answer.",
    citation="Iraq Body Count, Methods (2003 and later): at least two independent sources, a "
    "minimum and a maximum where they differ. How ranges and open figures corroborate is Muster's.",
    url="https://www.iraqbodycount.org/about/methods/1",
    reconcile=reconcile,
)
