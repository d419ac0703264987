"""How low and how high each count can be, proved: what propagation found is either attained by a
point that satisfies every row, or solved.

A point found for many counts at once attains most of what propagation says; few are left to be
solved one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import HIGH, LOW, Numbers
from warehouse.inference.solver import TIGHT, Extreme, Values
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
        # The lowest and highest value of each variable in any point that satisfies every row.
        self.least = np.full(len(self.low), np.inf)
        self.most = np.full(len(self.low), -np.inf)
        self._settle(self.variables, LOW)
        self._settle(self.variables[self.high[self.variables] < UNBOUNDED], HIGH)
        self._free()

    def bounds(self, side: int) -> Numbers:
        """The extremes of one side."""
        return self.low if side == LOW else self.high

    def _unproved(self, variables: Numbers, side: int) -> Numbers:
        """The variables whose bound no point has attained yet."""
        reached = self.least if side == LOW else self.most
        return variables[np.abs(reached[variables] - self.bounds(side)[variables]) > TIGHT]

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
            self._attained(self.system.solver.settle(left, side))
            left = self._unproved(left, side)
            if len(left) > before / 2:
                self._settle(left[0::2], side)
                left = self._unproved(left[1::2], side)
        for variable in left.tolist():
            self._solve(variable, side)

    def _solve(self, variable: int, side: int) -> None:
        """The proved extreme of one variable; it bounds others of its track as well."""
        extreme = self.system.solver.extreme(variable, side)
        if extreme.value is None:
            return
        self._attained(extreme.point)
        found, value = self.bounds(side), extreme.value
        for other in (variable, *self.system.beyond(variable, side)):
            if found[other] < value if side == LOW else found[other] > value:
                found[other] = value
                self.solved[other, side] = extreme

    def _free(self) -> None:
        """Prove that nothing limits what propagation left without an upper bound."""
        unlimited = self.variables[self.high[self.variables] >= UNBOUNDED]
        if not len(unlimited):
            return
        self.programmes += 1
        rising = self.system.solver.rising(unlimited)
        for variable in unlimited[~rising].tolist():
            self._solve(variable, HIGH)
