"""Why propagation found a bound: the figures that its tightenings go back to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from warehouse.inference.model import Rows
from warehouse.inference.propagate import HIGH, LOW, Box, Matrix


class Explanations:
    """The history of a box, by variable and side."""

    def __init__(self, matrix: Matrix, rows: Rows, box: Box) -> None:
        self.matrix, self.rows = matrix, rows
        self.history: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
        for sweep, side, variables, _, tightening in box.steps:
            for variable, row in zip(variables.tolist(), tightening.tolist(), strict=True):
                sweeps, by = self.history.setdefault((variable, side), ([], []))
                sweeps.append(sweep)
                by.append(row)

    def figures(self, bounds: Iterable[tuple[int, int]]) -> set[int]:
        """The numbers of the figures that these (variable, side) go back to.

        Each tightening rests on bounds of earlier sweeps only, so the search comes to an end.
        """
        found: set[int] = set()
        end = 1 << 60
        stack = [(variable, side, end) for variable, side in bounds]
        seen: set[tuple[int, int, int]] = set()
        while stack:
            variable, side, before = stack.pop()
            sweeps, by = self.history.get((variable, side), ((), ()))
            place = bisect_left(sweeps, before) - 1
            if place < 0 or (variable, side, place) in seen:
                continue
            seen.add((variable, side, place))
            row, sweep = by[place], sweeps[place]
            if self.rows.figure[row] >= 0:
                found.add(self.rows.figure[row])
            stack += [(v, s, sweep) for v, s in self._needed(row, variable, side)]
        return found

    def _needed(self, row: int, variable: int, side: int) -> Iterable[tuple[int, int]]:
        """Which bounds of the other variables of a row a tightening used."""
        first, last = self.rows.start[row], self.rows.start[row + 1]
        entries = [(self.rows.coefficient[k], self.rows.variable[k]) for k in range(first, last)]
        own = next(c for c, v in entries if v == variable)
        at_most = (own > 0) == (side == LOW)  # the others were taken at their most
        for coefficient, other in entries:
            if other != variable:
                yield other, HIGH if (coefficient > 0) == at_most else LOW
