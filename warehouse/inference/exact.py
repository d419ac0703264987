"""How low and how high each count can be, proved: what propagation found is either attained by a
point that satisfies every row, or solved.

A point found for many counts at once attains most of what propagation says; few are left to be
solved one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import HIGH, LOW, Numbers
from warehouse.inference.solver import TIGHT, Extreme
from warehouse.inference.system import System


@dataclass
class Exact:
    """The proved extremes of some variables of a consistent system.

    `low` and `high` are the box, tightened where the solver went further; `solved` holds what the
    solver found beyond propagation, by (variable, side).
    """

    system: System
    variables: Numbers

    def __post_init__(self) -> None:
        self.low = self.system.box.low.copy()
        self.high = self.system.box.high.copy()
        self.solved: dict[tuple[int, int], Extreme] = {}
        self.programmes = 0
        self._settle(self.variables[self.low[self.variables] < self.high[self.variables]], LOW)
        finite = (self.high < UNBOUNDED) & (self.low < self.high)
        self._settle(self.variables[finite[self.variables]], HIGH)
        self._free()

    def bounds(self, side: int) -> Numbers:
        """The extremes of one side."""
        return self.low if side == LOW else self.high

    def _settle(self, left: Numbers, side: int) -> None:
        """Find points that attain the box, for as many variables at once as can be."""
        while len(left):
            self.programmes += 1
            point = self.system.solver.settle(left, side)
            missed = left[np.abs(point[left] - self.bounds(side)[left]) > TIGHT]
            few = len(missed) == len(left) or len(missed) < 2
            left = missed
            if few:
                break
        for variable in left.tolist():
            self._solve(variable, side)

    def _solve(self, variable: int, side: int) -> None:
        self.programmes += 1
        extreme = self.system.solver.extreme(variable, side)
        found = self.bounds(side)
        if extreme.value is not None and extreme.value != found[variable]:
            found[variable] = extreme.value
            self.solved[variable, side] = extreme

    def _free(self) -> None:
        """Prove that nothing limits what propagation left without an upper bound."""
        unlimited = self.variables[self.high[self.variables] >= UNBOUNDED]
        if not len(unlimited):
            return
        self.programmes += 1
        rising = self.system.solver.rising(unlimited)
        for variable in unlimited[~rising].tolist():
            self._solve(variable, HIGH)

    @cached_property
    def counted(self) -> int:
        """How many extremes were asked for."""
        return 2 * len(self.variables)
