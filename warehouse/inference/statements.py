"""What a contradiction says, in one or two sentences that a reader understands.

Belongs here: the wording of conflicts and of sums inside one document. Not here: how a single claim
is described (phrasing), how the conflict would dissolve (repair), who is right (nowhere).
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.inference.conflict import (
    COUNTRIES,
    INNER,
    OUTER,
    PART,
    PARTITION,
    WHOLE,
    Conflict,
)
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.phrasing import (
    Interval,
    interval,
    listed,
    named,
    number,
    read,
    said,
    terms,
)
from warehouse.inference.reasons import because, different, grounds, in_brackets
from warehouse.inference.scope import within


def statement(conflict: Conflict, lattice: Lattice) -> str:
    """The conflict in words: each figure with whose it is and what it counts, why they bear on one
    another, and by how much they miss. Names everyone and takes no side."""
    wholes = conflict.having(WHOLE)
    if conflict.having(INNER) and conflict.having(OUTER) and conflict.size == 2:
        return _pair(conflict, lattice)
    if len(wholes) != 1 or conflict.size != 1 + len(conflict.having(PART)):
        return _joint(conflict, lattice)
    (whole,), parts = wholes, conflict.having(PART)
    if PARTITION in conflict.identities and _left_over(whole, parts):
        return sum_statement(whole, parts, True, lattice)
    if COUNTRIES in conflict.identities:
        return _countries(whole, parts, conflict, lattice)
    if whole.high is not None and sum(f.low for f in parts) - whole.high == conflict.excess:
        return _sum(whole, parts, conflict, lattice)
    highs = [f.high for f in parts if f.high is not None]
    if len(highs) == len(parts) and whole.low - sum(highs) == conflict.excess:
        return _cover(whole, parts, sum(highs), conflict, lattice)
    return _joint(conflict, lattice)


def _pair(conflict: Conflict, lattice: Lattice) -> str:
    (inner,), (outer,) = conflict.having(INNER), conflict.having(OUTER)
    if within(outer.scope, inner.scope, lattice):
        why = "both count the same"
    else:
        people = "everyone" if inner.scope.unit == lattice.counted_unit else "everything"
        grounds = in_brackets(because(inner.scope, outer.scope, lattice))
        why = f"{people} counted by the first is counted by the second{grounds}"
    return (
        f"{said(inner, lattice)} cannot be true together with {said(outer, lattice)}: {why}, yet "
        f"the first is {_at_least(inner.low)} and the second {_at_most(outer.high)}; the first "
        f"exceeds the second by {number(conflict.excess)}."
    )


def _sum(whole: Figure, parts: Sequence[Figure], conflict: Conflict, lattice: Lattice) -> str:
    total = sum(f.low for f in parts)
    why = in_brackets(different(conflict.identities, [f.scope for f in parts], lattice))
    return (
        f"{_against(whole, parts, lattice)}. Everyone whom the parts count is counted by the "
        f"whole, and they are different people{why}: {terms([f.low for f in parts])} = "
        f"{number(total)}, yet the whole is {_at_most(whole.high)}; they exceed it by "
        f"{number(conflict.excess)}."
    )


def _cover(
    whole: Figure, parts: Sequence[Figure], total: int, conflict: Conflict, lattice: Lattice
) -> str:
    return (
        f"{_against(whole, parts, lattice)}. The parts are all of it and add up to "
        f"{_at_most(total)}, yet the whole is {_at_least(whole.low)}; they fall short of it by "
        f"{number(conflict.excess)}."
    )


def _countries(whole: Figure, parts: Sequence[Figure], conflict: Conflict, lattice: Lattice) -> str:
    countries = len({f.scope.population for f in parts})
    return (
        f"{_against(whole, parts, lattice)}. Each of these counts at least one person of another "
        f"country, which makes {number(countries)} countries, yet the whole is "
        f"{_at_most(whole.high)}; they exceed it by {number(conflict.excess)}."
    )


def _joint(conflict: Conflict, lattice: Lattice) -> str:
    figures = sorted(conflict.figures, key=lambda f: (-f.low, f.claim_id))
    why = listed(grounds(conflict.identities))
    return (
        f"These cannot all be true: {named(figures, lattice)}. They bear on one another because "
        f"{why}; jointly they miss by {number(conflict.excess)}, and without any one of them the "
        "others could be true."
    )


def sum_statement(whole: Figure, parts: Sequence[Figure], stated: bool, lattice: Lattice) -> str:
    """What a sum inside one document comes to, and whether that contradicts anything.

    `stated`: the document says that the parts add up to the whole. The readings of the words are
    taken, for this is about the document's own arithmetic.
    """
    low, high = _total(parts)
    its = "its part" if len(parts) == 1 else "its parts"
    told = f"{said(whole, lattice)}, with {its} {named(parts, lattice)}"
    added, made = _added(parts), interval(low, high)
    all_of_it, left = interval(*read(whole)), _left_over(whole, parts)
    exact = low == high and all_of_it == number(read(whole)[0])
    missed = f"{'' if exact else 'at least '}{number(abs(left))}"
    if left > 0:
        return f"{told}: {_short(added, made, all_of_it, missed, stated)}"
    if left < 0:
        return f"{told}: {_over(added, made, all_of_it, missed, stated)}"
    return f"{told}: {_made(added, 'make', made)} of {all_of_it}; nothing contradicts."


def _total(parts: Sequence[Figure]) -> Interval:
    """What the readings of the parts add up to."""
    lows, highs = zip(*(read(f) for f in parts), strict=True)
    return sum(lows), None if None in highs else sum(highs)


def _left_over(whole: Figure, parts: Sequence[Figure]) -> int:
    """By how much the parts at least miss the whole: above 0 short of it, below 0 beyond it."""
    (low, high), (whole_low, whole_high) = _total(parts), read(whole)
    if high is not None and high < whole_low:
        return whole_low - high
    return whole_high - low if whole_high is not None and low > whole_high else 0


def _added(parts: Sequence[Figure]) -> str:
    readings = [read(f) for f in parts]
    if all(low == high for low, high in readings):
        return terms([low for low, _ in readings])
    return " + ".join(f"({interval(*r)})" for r in readings)


def _made(added: str, sign: str, made: str) -> str:
    """603 + 1,028 make 1,631; of a single part its number alone."""
    return made if added in (made, f"({made})") else f"{added} {sign} {made}"


def _short(added: str, made: str, whole: str, missed: str, stated: bool) -> str:
    if stated:
        return (
            f"the document's own sum does not add up. {_made(added, '=', made)}, {missed} short "
            f"of {whole}. This contradicts because the parts are said to be all of it; as “at "
            "least” nothing would."
        )
    return (
        f"{_made(added, 'make', made)} of {whole}; {missed} are left over. As “at least” nothing "
        "contradicts; it would only if the parts were said to be all of it."
    )


def _over(added: str, made: str, whole: str, missed: str, stated: bool) -> str:
    if stated:
        return (
            f"the document's own sum does not add up. {_made(added, '=', made)}, {missed} more "
            f"than {whole}. This contradicts because the parts are said to add up to it."
        )
    return (
        f"{_made(added, 'make', made)}, {missed} more than {whole}. This contradicts only if the "
        "parts count different people."
    )


def _against(whole: Figure, parts: Sequence[Figure], lattice: Lattice) -> str:
    return f"{said(whole, lattice)} cannot be true together with {named(parts, lattice)}"


def _at_least(n: int) -> str:
    return f"at least {number(n)}"


def _at_most(n: int | None) -> str:
    return f"at most {number(n or 0)}"
