"""HiGHS on a model: is it consistent, how far does one count go, and which rows say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import LOW, Box, Matrix

Values = npt.NDArray[np.float64]
INFINITY = float(highspy.kHighsInf)
TIGHT = 1e-6  # HiGHS' own tolerance of feasibility; counts are whole numbers


@dataclass(frozen=True)
class Extreme:
    """How far a variable goes: `value` None where nothing stops it; `point` attains it.

    `rows` and `columns` have non-zero dual values: the rows and the bounds of the box that stop it.
    """

    value: int | None
    point: Values
    rows: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int64]


def _floats(bounds: npt.NDArray[np.int64]) -> Values:
    values = bounds.astype(float)
    values[bounds >= UNBOUNDED] = INFINITY
    values[bounds <= -UNBOUNDED] = -INFINITY
    return values


class Solver:
    """A model's linear programme inside the box that propagation left, kept warm between calls."""

    def __init__(self, matrix: Matrix, box: Box) -> None:
        self.n = matrix.n_variables
        self.highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("threads", 1)  # the same answer on every machine
        self.highs.passModel(self._programme(matrix, box))

    def _programme(self, matrix: Matrix, box: Box) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.n, len(matrix.low)
        lp.col_cost_ = np.zeros(self.n)
        lp.col_lower_, lp.col_upper_ = _floats(box.low), _floats(box.high)
        lp.row_lower_, lp.row_upper_ = _floats(matrix.low), _floats(matrix.high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = matrix.start.astype(np.int32)
        lp.a_matrix_.index_ = matrix.variable.astype(np.int32)
        lp.a_matrix_.value_ = matrix.coefficient.astype(float)
        return lp

    def _run(self, cost: Values) -> Any:
        self.highs.changeColsCost(self.n, np.arange(self.n, dtype=np.int32), cost)
        self.highs.run()
        return self.highs.getModelStatus()

    def consistent(self) -> bool:
        """Whether some values satisfy every row."""
        return bool(self._run(np.zeros(self.n)) == highspy.HighsModelStatus.kOptimal)

    def infeasible_rows(self) -> npt.NDArray[np.int64]:
        """An irreducible set of rows that contradict one another (the box is part of it)."""
        self.highs.setOptionValue("iis_strategy", 6)
        _, found = self.highs.getIis()
        return np.array(found.row_index_, dtype=np.int64)

    def settle(self, variables: npt.NDArray[np.int64], side: int) -> Values:
        """A point at which the variables are together as low (or high) as can be."""
        cost = np.zeros(self.n)
        cost[variables] = 1.0 if side == LOW else -1.0
        self.highs.clearSolver()  # presolve pays where the objective is new altogether
        status = self._run(cost)
        assert status == highspy.HighsModelStatus.kOptimal, status
        return np.array(self.highs.getSolution().col_value)

    def extreme(self, variable: int, side: int) -> Extreme:
        """The lowest or highest value of one variable, rounded to the whole number it allows."""
        cost = np.zeros(self.n)
        cost[variable] = 1.0 if side == LOW else -1.0
        status = self._run(cost)
        solution = self.highs.getSolution()
        point = np.array(solution.col_value)
        none = np.zeros(0, dtype=np.int64)
        if status != highspy.HighsModelStatus.kOptimal:
            return Extreme(None, point, none, none)
        value = point[variable]
        whole = int(np.ceil(value - TIGHT)) if side == LOW else int(np.floor(value + TIGHT))
        rows = np.flatnonzero(np.abs(np.array(solution.row_dual)) > TIGHT)
        columns = np.flatnonzero(np.abs(np.array(solution.col_dual)) > TIGHT)
        return Extreme(whole, point, rows, columns)

    def narrow(self, variable: int, side: int, value: int) -> None:
        """Take over a bound that was found."""
        low, high = self.highs.getLp().col_lower_[variable], self.highs.getLp().col_upper_[variable]
        bounds = (float(value), high) if side == LOW else (low, float(value))
        self.highs.changeColBounds(variable, *bounds)
