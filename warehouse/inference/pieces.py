"""Which pieces of a whole its possible parts cover.

A whole is split by country, where its known countries are all of it, and by the day on which its
people entered a measure that holds them all. A part covers a piece where everyone of that piece is
certainly counted by it: by country and by time, each on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from warehouse.inference.coverings import Covering, bits
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.periods import Period, periods
from warehouse.inference.reaches import Reach, needed, reaches, split
from warehouse.inference.scope import Scope, kind_within, time_within

# Beyond so many parts, those are left aside that a lesser one makes needless: whatever cover they
# are in, there is one without them, of no more parts and no more people.
MANY = 40


@dataclass(frozen=True)
class Pieces:
    """The parts that cover some piece of a whole, and what each covers, in the same order.

    `all_of_them` is False where parts were left aside as needless.
    """

    parts: Sequence[Figure]
    search: Covering
    all_of_them: bool


def covering(
    whole: Figure, parts: Sequence[Figure], measure: str | None, lattice: Lattice
) -> Pieces | None:
    """The pieces of a whole and the parts that cover them; None where a piece is left open.

    A part that covers every piece contains the whole alone: a pair, and none of these.
    """
    scope = whole.scope
    near = reaches(scope, parts, measure, lattice)
    everyone = (1 << max(len(split(scope, lattice)), 1)) - 1
    last = Period(measure, None, scope.as_of).of(scope) if measure else scope
    # Whoever entered on the last days is the likeliest to be left open, which ends the matter.
    ends = [r.outright | (r.at_times if time_within(last, r.part.scope) else 0) for r in near]
    if _union(ends) != everyone:
        return None
    if _too_dear(whole, near, measure):
        return None
    number = len(near)
    if number > MANY:
        near = needed(near)
    by_time = _by_time(scope, near, measure)
    peoples = _peoples(near)
    pieces = {always | (sometimes & then) for always, sometimes in peoples for then in by_time}
    if 0 in pieces:
        return None
    least = _hardest(pieces)
    covers = [
        sum(1 << n for n, coverers in enumerate(least) if coverers >> k & 1)
        for k in range(len(near))
    ]
    useful = [k for k, mask in enumerate(covers) if 0 < mask < (1 << len(least)) - 1]
    search = Covering([covers[k] for k in useful], [near[k].part.high or 0 for k in useful])
    if search.everything != (1 << len(least)) - 1:
        return None
    return Pieces([near[k].part for k in useful], search, len(near) == number)


def _hardest(pieces: set[int]) -> list[int]:
    """The pieces but those that are covered whenever another one is, by whom they are covered."""
    kept: list[int] = []
    for piece in sorted(pieces, key=lambda p: (p.bit_count(), p)):
        if not any(hard & piece == hard for hard in kept):
            kept.append(piece)
    return kept


def _peoples(near: Sequence[Reach]) -> set[tuple[int, int]]:
    """The parts that cover a country outright and at times, for each country; alike ones once."""
    outright = _transposed([reach.outright for reach in near])
    at_times = _transposed([reach.at_times for reach in near])
    return set(zip_longest(outright, at_times, fillvalue=0))


def _by_time(whole: Scope, near: Sequence[Reach], measure: str | None) -> list[int]:
    """The mask of the parts that cover each period, in order; none where time is not split."""
    if measure is None:
        return [0]
    scopes = [reach.part.scope for reach in near]
    return [
        sum(
            1 << k
            for k, scope in enumerate(scopes)
            if time_within(time, scope) and kind_within(time, scope)
        )
        for time in (p.of(whole) for p in periods(whole, scopes, measure))
    ]


def _too_dear(whole: Figure, near: Sequence[Reach], measure: str | None) -> bool:
    """Whether the country that the fewest parts cover takes parts of whole.low or more by itself.

    Within one country a part covers periods in a row, and the lightest cover is a shortest way.
    """
    always, sometimes = min(_peoples(near), key=lambda p: ((p[0] | p[1]).bit_count(), p))
    ours = list(bits(always | sometimes))
    own = [near[k] for k in ours]
    outright = sum(1 << n for n, k in enumerate(ours) if always >> k & 1)
    entered = sum(1 << n for n, k in enumerate(ours) if sometimes >> k & 1)
    pieces = [outright | (entered & then) for then in _by_time(whole.scope, own, measure)]
    first = {k: n for n in reversed(range(len(pieces))) for k in bits(pieces[n])}
    lightest: list[float] = [0]
    for piece in pieces:
        ways = [lightest[first[k]] + (own[k].part.high or 0) for k in bits(piece)]
        lightest.append(min(ways, default=float("inf")))
    return lightest[-1] >= whole.low


def _transposed(masks: Sequence[int]) -> list[int]:
    """For each bit, the mask of the masks that have it."""
    columns = [0] * _union(masks).bit_length()
    for k, mask in enumerate(masks):
        for bit in bits(mask):
            columns[bit] |= 1 << k
    return columns


def _union(masks: Sequence[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union
