"""How low and how high each count can be, proved: what propagation found is either attained by a
point that satisfies every row, or solved.

A point found for many counts at once attains most of what propagation says; few are left to be
solved one by one. Blocks share no row that the solver is given, and each has a solver of its own:
they are solved in parts. How one is solved stands in settle.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from warehouse.inference.blocks import WHOLE, Block, parts
from warehouse.inference.propagate import LOW, Numbers
from warehouse.inference.settle import Settled, Stops, Task, Track, settled
from warehouse.inference.system import System
from warehouse.spread import Spread, shared


@dataclass
class Exact:
    """The extremes of some variables of a consistent system.

    `low` and `high` are the box, tightened where the solver went further; `solved` holds what
    stops those, by (variable, side). `tightest`: whether the system was solved
    whole, so that nothing tighter follows; of a system too large for that the blocks are solved,
    and the bounds hold but may not be the tightest. `largest` is the largest programme solved
    (columns, rows), `programmes` how many there were.
    """

    system: System
    variables: Numbers
    limit: int = WHOLE
    solved: dict[tuple[int, int], Stops] = field(default_factory=dict)
    programmes: int = 0
    largest: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        box = self.system.box
        self.low, self.high = box.low.copy(), box.high.copy()
        self.tightest = self.system.matrix.n_variables <= self.limit

    def bounds(self, side: int) -> Numbers:
        """The extremes of one side."""
        return self.low if side == LOW else self.high

    def tasks(self) -> list[Task]:
        """The blocks in which anything is asked for."""
        asked = np.zeros(self.system.matrix.n_variables, dtype=bool)
        asked[self.variables] = True
        blocks = parts(self.system.matrix, self.system.box, self.limit)
        return [
            Task(block, np.flatnonzero(asked[block.columns]), self._track(block))
            for block in blocks
            if asked[block.columns].any()
        ]

    def _track(self, block: Block) -> Track:
        return Track.of([self.system.places[int(c)] for c in block.columns], self.system.model)

    def take(self, block: Block, found: Settled) -> None:
        """What a block came to."""
        self.programmes += found.programmes
        self.largest = max(self.largest, (len(block.columns), len(block.rows)))
        self.low[block.columns], self.high[block.columns] = found.low, found.high
        for (variable, side), stops in found.solved.items():
            self.solved[int(block.columns[variable]), side] = Stops(
                block.rows[stops.rows], block.columns[stops.columns]
            )


def solved(
    systems: Sequence[tuple[System, Numbers]], limit: int = WHOLE, spread: Spread = map
) -> list[Exact]:
    """The extremes of these variables of each consistent system."""
    found = [Exact(system, variables, limit) for system, variables in systems]
    tasks = [(exact, task) for exact in found for task in exact.tasks()]
    weights = [len(task.block.columns) for _, task in tasks]
    for (exact, task), part in zip(
        tasks, shared(spread, settled, [task for _, task in tasks], weights), strict=True
    ):
        exact.take(task.block, part)
    return found
