"""HiGHS on a model: is it consistent, how far does one count go, and which rows say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from warehouse.inference.highs import Highs
from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import LOW, Box, Matrix

ENDS = {
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kModelEmpty,
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
}

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


def _whole(value: float, side: int) -> int:
    return int(np.ceil(value - TIGHT)) if side == LOW else int(np.floor(value + TIGHT))


def _taken(status: highspy.HighsStatus) -> None:
    if status == highspy.HighsStatus.kError:
        raise ValueError("HiGHS does not take the programme")


class Solver:
    """A model's linear programme inside the box that propagation left, kept warm between calls."""

    def __init__(self, matrix: Matrix, box: Box) -> None:
        self.n = matrix.n_variables
        self.highs: Any = Highs()
        _taken(self.highs.passModel(self._programme(matrix, box)))

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
        status = self.highs.getModelStatus()
        if status not in ENDS:
            raise RuntimeError(f"HiGHS gave up: {self.highs.modelStatusToString(status)}")
        return status

    def consistent(self) -> bool:
        """Whether some values satisfy every row."""
        satisfied = highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty
        return self._run(np.zeros(self.n)) in satisfied

    def infeasible_rows(self) -> npt.NDArray[np.int64]:
        """An irreducible set of rows that contradict one another (the box is part of it)."""
        self.highs.setOptionValue("iis_strategy", 6)
        _, found = self.highs.getIis()
        return np.array(found.row_index_, dtype=np.int64)

    def settle(self, variables: npt.NDArray[np.int64], side: int) -> Values:
        """A point at which the variables are together as low (or high) as can be."""
        cost = np.zeros(self.n)
        cost[variables] = 1.0 if side == LOW else -1.0

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
        whole = _whole(point[variable], side)
        rows = np.flatnonzero(np.abs(np.array(solution.row_dual)) > TIGHT)
        columns = np.flatnonzero(np.abs(np.array(solution.col_dual)) > TIGHT)
        return Extreme(whole, point, rows, columns)

    def limit(self, row: int, low: int, high: int) -> None:
        """Give a row other bounds."""
        ends = _floats(np.array([low, high]))
        _taken(self.highs.changeRowBounds(row, ends[0], ends[1]))

    def furthest(self, variable: int, side: int) -> int | None:
        """As `extreme`, without the point and what stops it."""
        cost = np.zeros(self.n)
        cost[variable] = 1.0 if side == LOW else -1.0
        if self._run(cost) != highspy.HighsModelStatus.kOptimal:
            return None
        value = self.highs.getInfo().objective_function_value
        return _whole(value if side == LOW else -value, side)

    def rising(self, variables: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which of the variables can grow without end (True), all of them along one direction.

        A direction in which no row is ever broken: rows and columns keep their sign and lose their
        bound. Of such directions one moves all variables that any of them moves.
        """
        lp = self.highs.getLp()

        def homogeneous(bounds: list[float]) -> Values:
            values = np.array(bounds)
            return np.where(np.isfinite(values), 0.0, values)

        cone = Highs()
        lp.col_lower_, lp.col_upper_ = np.zeros(self.n), homogeneous(lp.col_upper_)
        lp.row_lower_, lp.row_upper_ = homogeneous(lp.row_lower_), homogeneous(lp.row_upper_)
        lp.col_cost_ = np.zeros(self.n)
        _taken(cone.passModel(lp))
        count = len(variables)
        for _ in range(count):  # a share of each variable's growth, counted up to 1
            cone.addVar(0.0, 1.0)
        shares = np.arange(self.n, self.n + count, dtype=np.int32)
        cone.changeColsCost(count, shares, np.full(count, -1.0))
        pairs = np.column_stack((variables.astype(np.int32), shares)).ravel()
        cone.addRows(
            count, np.zeros(count), np.full(count, INFINITY), 2 * count,
            np.arange(0, 2 * count, 2, dtype=np.int32), pairs, np.tile([1.0, -1.0], count),
        )  # fmt: skip
        cone.run()
        grown = np.array(cone.getSolution().col_value)[self.n :]
        return np.asarray(grown > 0.5)
