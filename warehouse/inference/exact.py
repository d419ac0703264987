"""How low and how high each count can be, proved: what propagation found is either attained by a
point that satisfies every row, or solved.

A point found for many counts at once attains most of what propagation says; few are left to be
solved one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from warehouse.inference.blocks import WHOLE, Block, parts
from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import HIGH, LOW, Numbers
from warehouse.inference.solver import TIGHT, Extreme, Solver, Values
from warehouse.inference.system import System


@dataclass
class Exact:
    """The extremes of some variables of a consistent system.

    `low` and `high` are the box, tightened where the solver went further; `solved` holds what the
    solver found beyond propagation, by (variable, side). `tightest`: whether the system was solved
    whole, so that nothing tighter follows; of a system too large for that the blocks are solved,
    and the bounds hold but may not be the tightest. `largest` is the largest programme solved
    (columns, rows), `programmes` how many there were.
    """

    system: System
    variables: Numbers
    limit: int = WHOLE
    solved: dict[tuple[int, int], Extreme] = field(default_factory=dict)
    programmes: int = 0
    largest: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        matrix, box = self.system.matrix, self.system.box
        self.low, self.high = box.low.copy(), box.high.copy()
        self.tightest = matrix.n_variables <= self.limit
        asked = np.zeros(matrix.n_variables, dtype=bool)
        asked[self.variables] = True
        for block in parts(matrix, box, self.limit):
            self._solve(block, np.flatnonzero(asked[block.columns]))

    def bounds(self, side: int) -> Numbers:
        """The extremes of one side."""
        return self.low if side == LOW else self.high

    def _solve(self, block: Block, asked: Numbers) -> None:
        if not len(asked):
            return
        part = _Part(block, self._beyond(block))
        part.settle(asked)
        self.programmes += part.programmes
        self.largest = max(self.largest, (len(block.columns), len(block.rows)))
        self.low[block.columns], self.high[block.columns] = part.low, part.high
        for (variable, side), extreme in part.solved.items():
            self.solved[int(block.columns[variable]), side] = replace(
                extreme, rows=block.rows[extreme.rows], columns=block.columns[extreme.columns]
            )

    def _beyond(self, block: Block) -> Callable[[int, int], Iterable[int]]:
        """The days of a variable's track that it bounds, in the numbers of the block."""
        place = {int(column): k for k, column in enumerate(block.columns)}

        def beyond(variable: int, side: int) -> Iterable[int]:
            others = self.system.beyond(int(block.columns[variable]), side)
            return [place[other] for other in others if other in place]

        return beyond


class _Part:
    """The search within one block."""

    def __init__(self, block: Block, beyond: Callable[[int, int], Iterable[int]]) -> None:
        self.beyond = beyond
        self.solver = Solver(block.matrix, block.box)
        self.low, self.high = block.box.low.copy(), block.box.high.copy()
        self.solved: dict[tuple[int, int], Extreme] = {}
        self.programmes = 0
        # The lowest and highest value of each variable in any point that satisfies every row.
        self.least = np.full(len(self.low), np.inf)
        self.most = np.full(len(self.low), -np.inf)

    def settle(self, variables: Numbers) -> None:
        """Prove or tighten the bounds of these variables."""
        self._settle(variables, LOW)
        self._settle(variables[self.high[variables] < UNBOUNDED], HIGH)
        self._free(variables[self.high[variables] >= UNBOUNDED])

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
        for other in (variable, *self.beyond(variable, side)):
            if found[other] < value if side == LOW else found[other] > value:
                found[other] = value
                self.solved[other, side] = extreme

    def _free(self, unlimited: Numbers) -> None:
        """Prove that nothing limits what propagation left without an upper bound."""
        if len(unlimited):
            self.programmes += 1
            rising = self.solver.rising(unlimited)
            for variable in unlimited[~rising].tolist():
                self._extreme(variable, HIGH)
