"""Sets of mutually joined nodes that weigh more than a limit, the smallest first.

Pure search over numbers: what the nodes are and what joins them is decided elsewhere. Nodes are
0, 1, ... in the order that breaks ties; sets of them are bit masks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property


class OutOfEffortError(Exception):
    """The search was cut short."""


@dataclass
class Effort:
    """How many steps a search may still take."""

    left: int

    def spend(self, steps: int = 1) -> None:
        """Take steps; raises OutOfEffortError when none are left."""
        self.left -= steps
        if self.left < 0:
            raise OutOfEffortError


@dataclass(frozen=True)
class Graph:
    """Weights (positive), and for each node the mask of the nodes that it is joined to."""

    weights: Sequence[int]
    joined: Sequence[int]

    @cached_property
    def heaviest_first(self) -> list[int]:
        """The nodes, the heavier before the lighter."""
        return sorted(range(len(self.weights)), key=lambda n: (-self.weights[n], n))

    @cached_property
    def classes(self) -> list[int]:
        """A class for each node; no two nodes of one class are joined, so a set has one at most."""
        members: list[int] = []
        of = [0] * len(self.weights)
        for node in self.heaviest_first:
            free = (k for k, mask in enumerate(members) if not mask & self.joined[node])
            of[node] = next(free, len(members))
            if of[node] == len(members):
                members.append(0)
            members[of[node]] |= 1 << node
        return of

    @cached_property
    def shares(self) -> list[tuple[int, int]]:
        """Masks of nodes that are not joined, with weights that add up to each node's own.

        A joined set has one node of each mask at most, so it weighs no more than the masks that it
        meets: a bound that sees through nodes that exclude a heavier one only jointly (Balas and
        Xue 1991, weighted colourings).
        """
        left = list(self.weights)
        found = []
        nodes = self.heaviest_first
        while nodes:
            mask, own = 0, []
            for node in nodes:
                if not mask & self.joined[node]:
                    mask |= 1 << node
                    own.append(node)
            share = min(left[node] for node in own)
            for node in own:
                left[node] -= share
            found.append((mask, share))
            nodes = sorted((n for n in nodes if left[n]), key=left.__getitem__, reverse=True)
        return found

    def may_exceed(self, limit: int, mask: int = -1) -> bool:
        """Whether joined nodes of the mask (all nodes), however many, may weigh above the limit."""
        for own, share in self.shares:  # a plain loop: most searches spend their time here
            if own & mask:
                limit -= share
                if limit < 0:
                    return True
        return limit < 0

    def most(self, mask: int, size: int) -> int | None:
        """What `size` joined nodes of the mask weigh at most; None where there are not so many.

        The sum of the largest maxima of classes: exact where the classes are joined throughout, as
        countries are.
        """
        seen, total = 0, 0
        for node in self.heaviest_first:
            own = 1 << self.classes[node]
            if mask >> node & 1 and not seen & own:
                if not size:
                    break
                seen |= own
                total += self.weights[node]
                size -= 1
        return None if size else total

    def exceeding(
        self, limit: int, effort: Effort, hopeful: Callable[[int, int], bool] = lambda *_: True
    ) -> Iterator[tuple[int, ...]]:
        """Joined sets that weigh more than the limit while none of their subsets does.

        Ordered by size, then by nodes. `hopeful(chosen, rest)` may cut off a branch by the masks of
        what is chosen and of what may join. Raises OutOfEffortError.
        """
        everything = (1 << len(self.weights)) - 1
        for size in range(1, len(set(self.classes)) + 1):
            yield from self._extend((), everything, size, limit, effort, hopeful)

    def _extend(
        self,
        chosen: tuple[int, ...],
        rest: int,
        size: int,
        limit: int,
        effort: Effort,
        hopeful: Callable[[int, int], bool],
    ) -> Iterator[tuple[int, ...]]:
        """Sets of the chosen nodes and `size` more of the rest; limit is what is left of it."""
        if not size:
            if limit < 0 and all(limit + self.weights[node] >= 0 for node in chosen):
                yield chosen
            return
        held = sum(1 << node for node in chosen)
        while rest and limit >= 0:  # below, the chosen ones alone weigh too much
            effort.spend()
            if not self.may_exceed(limit, rest):
                return
            most = self.most(rest, size)
            if most is None or most <= limit or not hopeful(held, rest):
                return
            lowest = rest & -rest
            node = lowest.bit_length() - 1
            rest ^= lowest
            yield from self._extend(
                (*chosen, node),
                rest & self.joined[node],
                size - 1,
                limit - self.weights[node],
                effort,
                hopeful,
            )

    def greedy(self, limit: int) -> Iterator[tuple[int, ...]]:
        """Joined sets above the limit, each from another first node, the heaviest chosen next.

        What can be spared is dropped, the lightest first, so no subset exceeds the limit either.
        """
        for first in self.heaviest_first:
            chosen, total, rest = [first], self.weights[first], self.joined[first]
            for node in self.heaviest_first:
                if total > limit:
                    break
                if rest >> node & 1:
                    chosen.append(node)
                    total += self.weights[node]
                    rest &= self.joined[node]
            if total > limit:
                for node in sorted(chosen, key=self.weights.__getitem__):
                    if total - self.weights[node] > limit:
                        chosen.remove(node)
                        total -= self.weights[node]
                yield tuple(sorted(chosen))
