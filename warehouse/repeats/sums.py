"""Totals that are the sum of two earlier figures of one source: 1,190 is 661 and 529.

What is suspected is that the two are parts of the total (`part_of`), not that it repeats either.
Repeats stand in choose.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from math import log2

from warehouse.repeats.choose import THRESHOLD
from warehouse.repeats.echo import echo, rounded_forms
from warehouse.repeats.figure import Figure
from warehouse.repeats.order import Order, order
from warehouse.repeats.related import World
from warehouse.repeats.signals import Signals, rarity

# So many figures have two thousand sums, and any number of three figures is one of them by chance.
MOST_OF_A_SOURCE = 64
# A key that many sums share tells nothing; the first few are enough to see that.
MOST_PER_KEY = 8
SMALLEST = 10  # below, every number is a sum of two others


@dataclass(frozen=True)
class Sum:
    """`total` may be `first` plus `second`, as it is or rounded; `bits` as in signals.py."""

    total: Figure
    first: Figure
    second: Figure
    how: str
    others: int
    attribution: str
    bits: float

    @property
    def order(self) -> Order:
        """How sure it is that both parts were printed before."""
        parts = (self.first, self.second)
        return min(order(p.published, self.total.published) for p in parts)


Scope = tuple[str, str, str]  # population, unit, side
Key = tuple[Scope, int]
Pair = tuple[Figure, Figure]


def sums(figures: Iterable[Figure], signals: Signals) -> list[Sum]:
    """The suspected sums, best first: of each family of one root the best two parts, and beside it
    the claims of that family that carry the total in another form."""
    figures = list(figures)
    index, number = _sums_of_two(figures, signals.world)
    found: dict[str, Sum] = {}
    for total in figures:
        for first, second in index.get((_scope(total), total.point or 0), ()):
            s = _weighed(total, first, second, signals, number[_scope(total), total.measure])
            if s is not None and s.bits >= THRESHOLD:
                found[total.root] = min((s, found.get(total.root, s)), key=_rank)
    members: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        members[figure.root].append(figure)
    return sorted(
        (s for best in found.values() for s in _carried(best, members[best.total.root])), key=_rank
    )


def _rank(s: Sum) -> tuple[object, ...]:
    return (-round(s.bits), not s.total.is_root, s.total.claim_id, s.first.claim_id)


def _carried(best: Sum, family: Iterable[Figure]) -> Iterator[Sum]:
    """The sum itself, and each claim of its family that has its number or a rounding of it."""
    yield best
    for figure in family:
        if figure.claim_id != best.total.claim_id and echo(figure, best.total) is not None:
            yield replace(
                best, total=figure, how=best.how if figure.point == best.total.point else "rounded"
            )


def _scope(figure: Figure) -> Scope:
    return figure.population, figure.unit, figure.side


def _sums_of_two(
    figures: Iterable[Figure], world: World
) -> tuple[dict[Key, list[Pair]], dict[tuple[Scope, str], int]]:
    """Two figures of one source by their sum and its roundings; and how many sums there are for a
    total of each scope and measure, for among many sums one is met by chance."""
    sources: dict[tuple[Scope, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.point and figure.is_root and figure.part_of is None:
            sources[_scope(figure), figure.claimant].append(figure)
    index: dict[Key, list[Pair]] = defaultdict(list)
    number: dict[tuple[Scope, str], int] = defaultdict(int)
    for (scope, _), own in sources.items():
        for first, second in combinations(own, 2) if len(own) <= MOST_OF_A_SOURCE else ():
            if _apart(first, second):
                for measure in _holding(first, world) & _holding(second, world):
                    number[scope, measure] += 1
                for value in rounded_forms((first.point or 0) + (second.point or 0)):
                    if value >= SMALLEST and len(index[scope, value]) < MOST_PER_KEY:
                        index[scope, value].append((first, second))
    return index, number


def _holding(part: Figure, world: World) -> frozenset[str]:
    return world.measures.around.get(part.measure, frozenset()) | {part.measure}


def _apart(a: Figure, b: Figure) -> bool:
    """Whether two figures may count different people: two counts of one thing at two dates do not,
    for the later holds the earlier."""
    return (a.measure, a.channel, a.window) != (b.measure, b.channel, b.window)


def _weighed(
    total: Figure, first: Figure, second: Figure, signals: Signals, n_sums: int
) -> Sum | None:
    parts = (first, second)
    if total.root in {p.root for p in parts} or not all(
        _may_hold(total, p, signals) for p in parts
    ):
        return None
    sum_ = (first.point or 0) + (second.point or 0)
    found = echo(total, replace(first, point=sum_, low=sum_, high=sum_, qualifier="exactly"))
    if found is None or found[0] not in ("same", "rounded"):
        return None
    how, value = found
    printing = signals.counts.printed_by.get((total.unit, value), frozenset())
    others = len(printing - {total.root})
    attribution, weights = signals.attribution(total, first), signals.weights
    bits = (
        rarity(how, value, others, signals.counts, 0) - log2(n_sums)
        + weights.attribution[attribution] + weights.population["same"] + weights.measure["same"]
    )  # fmt: skip
    first, second = sorted(parts, key=lambda p: (-(p.point or 0), p.claim_id))
    return Sum(total, first, second, how, others, attribution, bits)


def _may_hold(total: Figure, part: Figure, signals: Signals) -> bool:
    """Whether a total may hold a part: its measure does, and the part was printed, and speaks of a
    time, that is not after the total's."""
    begins, ends = part.as_of[0], total.as_of[1]
    return (
        total.measure in _holding(part, signals.world)
        and order(part.published, total.published) is not Order.REVERSED
        and not (begins is not None and ends is not None and begins > ends)
    )
