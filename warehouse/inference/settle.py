"""Proving the bounds of one block: points that attain them, and programmes where none does.

Belongs here: the search within a block, with nothing but the block. Not here: which blocks there
are (blocks), and what becomes of what was found (exact).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from warehouse.inference.blocks import Block
from warehouse.inference.model import UNBOUNDED, Model
from warehouse.inference.points import Point
from warehouse.inference.propagate import HIGH, LOW, Numbers
from warehouse.inference.solver import TIGHT, Solver, Values


@dataclass(frozen=True)
class Track:
    """The columns of a block in time: `number` of their region and measure (-1: a state, of which a
    day says nothing of any other), first and last day as ordinals, and whether it is a known day.
    """

    number: Numbers
    first: Numbers
    last: Numbers
    known: Numbers

    @classmethod
    def of(cls, places: Sequence[tuple[int, str, Point]], model: Model) -> Track:
        """Those of some variables, by their places."""
        numbers: dict[tuple[int, str], int] = {}
        of = [
            -1 if model.times[region, measure].stock
            else numbers.setdefault((region, measure), len(numbers))
            for region, measure, _ in places
        ]  # fmt: skip
        points = [point for *_, point in places]
        days = [[p.first.toordinal(), p.last.toordinal(), int(p.is_day)] for p in points]
        return cls(np.array(of, np.int64), *np.array(days, np.int64).reshape(-1, 3).T)

    def beyond(self, variable: int, side: int) -> Numbers:
        """The known days of the same track that a count bounds: later ones from below."""
        here = (self.number == self.number[variable]) & (self.number >= 0) & (self.known > 0)
        if side == LOW:
            return np.flatnonzero(here & (self.first > self.last[variable]))
        return np.flatnonzero(here & (self.first < self.first[variable]))


@dataclass(frozen=True)
class Task:
    """A block, the columns of it that are asked for, and where its columns stand in time."""

    block: Block
    asked: Numbers
    track: Track


@dataclass(frozen=True)
class Stops:
    """The rows, and the bounds of columns in the box, that stop a variable."""

    rows: Numbers
    columns: Numbers


@dataclass(frozen=True)
class Settled:
    """What a block came to: its columns' extremes, what stops those that the solver found beyond
    propagation by (column, side), and how many programmes it took."""

    low: Numbers
    high: Numbers
    solved: dict[tuple[int, int], Stops]
    programmes: int


def settled(tasks: Sequence[Task]) -> list[Settled]:
    """What each block comes to, by itself."""
    return [_Search(task).settled() for task in tasks]


class _Search:
    """The search within one block."""

    def __init__(self, task: Task) -> None:
        block = task.block
        self.asked, self.track = task.asked, task.track
        self.solver = Solver(block.matrix, block.box)
        self.low, self.high = block.box.low.copy(), block.box.high.copy()
        self.solved: dict[tuple[int, int], Stops] = {}
        self.programmes = 0
        # The lowest and highest value of each variable in any point that satisfies every row.
        self.least = np.full(len(self.low), np.inf)
        self.most = np.full(len(self.low), -np.inf)

    def settled(self) -> Settled:
        """Prove or tighten the bounds that are asked for."""
        asked = self.asked
        self._settle(asked, LOW)
        self._settle(asked[self.high[asked] < UNBOUNDED], HIGH)
        self._free(asked[self.high[asked] >= UNBOUNDED])
        return Settled(self.low, self.high, self.solved, self.programmes)

    def _bounds(self, side: int) -> Numbers:
        return self.low if side == LOW else self.high

    def _unproved(self, variables: Numbers, side: int) -> Numbers:
        """The variables whose bound no point has attained yet."""
        reached = self.least if side == LOW else self.most
        return variables[np.abs(reached[variables] - self._bounds(side)[variables]) > TIGHT]

    def _attained(self, point: Values) -> None:
        self.programmes += 1
        self.least = np.minimum(self.least, point)
        self.most = np.maximum(self.most, point)

    def _settle(self, left: Numbers, side: int) -> None:
        """Find points that attain the bounds, for as many variables at once as can be.

        Variables that cannot all be at their bounds at once are tried in halves; one that is left
        alone is solved for, which may bound others of its track.
        """
        left = self._unproved(left, side)
        while len(left) > 1:
            before = len(left)
            self._attained(self.solver.settle(left, side))
            left = self._unproved(left, side)
            if len(left) > before / 2:
                self._settle(left[0::2], side)
                left = self._unproved(left[1::2], side)
        for variable in left.tolist():
            self._extreme(variable, side)

    def _extreme(self, variable: int, side: int) -> None:
        """The proved extreme of one variable; it bounds others of its track as well."""
        extreme = self.solver.extreme(variable, side)
        if extreme.value is None:
            return
        self._attained(extreme.point)
        found, value = self._bounds(side), extreme.value
        stops = Stops(extreme.rows, extreme.columns)
        for other in (variable, *self.track.beyond(variable, side).tolist()):
            if found[other] < value if side == LOW else found[other] > value:
                found[other] = value
                self.solved[other, side] = stops

    def _free(self, unlimited: Numbers) -> None:
        """Prove that nothing limits what propagation left without an upper bound."""
        if len(unlimited):
            self.programmes += 1
            rising = self.solver.rising(unlimited)
            for variable in unlimited[~rising].tolist():
                self._extreme(variable, HIGH)
