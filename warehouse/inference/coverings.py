"""Sets that together cover everything and weigh less than a limit, the smallest first.

Pure search over numbers, the counterpart of `cliques`: nodes are 0, 1, ... in the order that breaks
ties, what each covers is a bit mask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from warehouse.inference.cliques import Effort

ROUNDING = 1e-9  # sums of fractions may come out this much too large


def bits(mask: int) -> Iterator[int]:
    """The positions of the ones in a mask."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


@dataclass(frozen=True)
class Covering:
    """What each node covers, and what it weighs (0 or more)."""

    covers: Sequence[int]
    weights: Sequence[int]

    @cached_property
    def everything(self) -> int:
        """All that any node covers."""
        return self._union(range(len(self.covers)))

    def _union(self, nodes: Sequence[int] | range) -> int:
        union = 0
        for node in nodes:
            union |= self.covers[node]
        return union

    def below(self, limit: int, effort: Effort) -> Iterator[tuple[int, ...]]:
        """Sets that cover everything, weigh less than the limit, and of which none can be spared.

        Ordered by size, then by nodes. Raises OutOfEffortError.
        """
        for size in range(1, min(len(self.covers), self.everything.bit_count()) + 1):
            yield from self._extend((), self.everything, 0, size, limit, effort)

    def _extend(
        self, chosen: tuple[int, ...], open_: int, begin: int, size: int, limit: int, effort: Effort
    ) -> Iterator[tuple[int, ...]]:
        """Sets of the chosen nodes and `size` more from `begin` on that cover what is open."""
        if not size:
            if not open_ and limit > 0 and self._none_spared(chosen):
                yield chosen
            return
        for node in range(begin, len(self.covers)):
            effort.spend()
            if not self._possible(open_, node, size, limit):
                return  # and none with later nodes only
            if self.covers[node] & open_:
                yield from self._extend(
                    (*chosen, node),
                    open_ & ~self.covers[node],
                    node + 1,
                    size - 1,
                    limit - self.weights[node],
                    effort,
                )

    def _possible(self, open_: int, begin: int, size: int, limit: int) -> bool:
        """Whether `size` nodes from `begin` on might cover what is open and weigh below the limit.

        Each open element pays its share of the cheapest node that covers it, in nodes and in
        weight: no cover can do with less than the sum.
        """
        fewest: dict[int, float] = dict.fromkeys(bits(open_), float("inf"))
        lightest = dict(fewest)
        for node in range(begin, len(self.covers)):
            own = self.covers[node] & open_
            for element in bits(own):
                fewest[element] = min(fewest[element], 1 / own.bit_count())
                share = self.weights[node] / own.bit_count()
                lightest[element] = min(lightest[element], share)
        return sum(fewest.values()) <= size + ROUNDING and sum(lightest.values()) < limit + ROUNDING

    def _none_spared(self, chosen: Sequence[int]) -> bool:
        once, more = 0, 0
        for node in chosen:
            more |= once & self.covers[node]
            once |= self.covers[node]
        return all(self.covers[node] & ~more for node in chosen)

    def greedy(self) -> tuple[int, ...]:
        """A light set that covers everything and of which none can be spared."""
        chosen: list[int] = []
        open_ = self.everything
        while open_:
            useful = [n for n in range(len(self.covers)) if self.covers[n] & open_]
            node = min(useful, key=lambda n: self.weights[n] / (self.covers[n] & open_).bit_count())
            chosen.append(node)
            open_ &= ~self.covers[node]
        for node in sorted(chosen, key=self.weights.__getitem__, reverse=True):
            others = [n for n in chosen if n != node]
            if self._union(others) == self.everything:
                chosen = others
        return tuple(sorted(chosen))
