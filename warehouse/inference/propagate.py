"""Bounds that follow row by row, to the end: what one row leaves for a variable when the others in
it are at their extremes.

Every coefficient is 1 or -1 and every bound a whole number, so nothing is rounded. Each tightening
remembers its row, so that every bound can be explained by figures alone. This is the bound
propagation of constraint programming; Savelsbergh, Preprocessing and probing (1994), section 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from warehouse.inference.model import SUM, UNBOUNDED, Rows

Numbers = npt.NDArray[np.int64]
LOW, HIGH = 0, 1


@dataclass
class Matrix:
    """Rows as arrays: entry k is `coefficient[k] * x[variable[k]]` in row `row[k]`."""

    variable: Numbers
    coefficient: Numbers
    row: Numbers
    start: Numbers
    low: Numbers
    high: Numbers
    total: npt.NDArray[np.bool_]  # rows by which a whole is the sum of all its parts
    by_variable: Numbers = field(init=False)  # entries, sorted by their variable
    begins: Numbers = field(init=False)  # where each variable's entries begin in by_variable

    def __post_init__(self) -> None:
        self.by_variable = np.argsort(self.variable, kind="stable")
        counts = np.bincount(self.variable, minlength=self.n_variables)
        self.begins = np.concatenate(([0], np.cumsum(counts)))

    n_variables: int = 0

    def without(self, off: npt.NDArray[np.bool_]) -> Matrix:
        """The same rows, those marked `off` bounding nothing."""
        low, high = np.where(off, -UNBOUNDED, self.low), np.where(off, UNBOUNDED, self.high)
        return replace(self, low=low, high=high)

    def entries_of(self, rows: Numbers) -> Numbers:
        """The entries of some rows, row after row."""
        return ranges(self.start[rows], self.start[rows + 1])

    def rows_with(self, variables: Numbers) -> Numbers:
        """The rows in which some variables stand."""
        entries = ranges(self.begins[variables], self.begins[variables + 1])
        return _distinct(self.row[self.by_variable[entries]], len(self.low))


def _distinct(numbers: Numbers, below: int) -> Numbers:
    """Each of some numbers once, in order, without sorting them."""
    there = np.zeros(below, dtype=bool)
    there[numbers] = True
    return np.flatnonzero(there)


def ranges(first: Numbers, last: Numbers) -> Numbers:
    """All numbers from each `first` to before its `last`, one run after another."""
    sizes = last - first
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    every: Numbers = np.arange(total) + np.repeat(first - (ends - sizes), sizes)
    return every


def matrix(rows: Rows, n_variables: int) -> Matrix:
    """The rows of a model as arrays."""
    start = np.array(rows.start, dtype=np.int64)
    return Matrix(
        variable=np.array(rows.variable, dtype=np.int64),
        coefficient=np.array(rows.coefficient, dtype=np.int64),
        row=np.repeat(np.arange(len(rows.low)), np.diff(start)),
        start=start,
        low=np.array(rows.low, dtype=np.int64),
        high=np.array(rows.high, dtype=np.int64),
        total=np.array([reason == SUM for reason in rows.reason], dtype=bool),
        n_variables=n_variables,
    )


@dataclass
class Box:
    """The lowest and highest value of each variable that propagation leaves, with its history.

    `steps` holds, per sweep and side, the variables that were tightened, to what, and by which row.
    `contradiction` is a variable whose bounds crossed (None: none did).
    """

    low: Numbers
    high: Numbers
    steps: list[tuple[int, int, Numbers, Numbers, Numbers]] = field(default_factory=list)
    contradiction: int | None = None


def _activity(
    finite: npt.NDArray[np.bool_], values: Numbers, first: Numbers
) -> tuple[Numbers, Numbers]:
    """Per row, the sum of the finite extremes and the number of those that are not."""
    total = np.add.reduceat(np.where(finite, values, 0), first)
    infinite = np.add.reduceat((~finite).astype(np.int64), first)
    return total, infinite


def _tighten(box: Box, m: Matrix, rows: Numbers, sweep: int) -> Numbers:
    """One sweep over some rows; the variables that changed."""
    entries = m.entries_of(rows)
    sizes = m.start[rows + 1] - m.start[rows]
    first = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    own = np.repeat(np.arange(len(rows)), sizes)
    v, plus = m.variable[entries], m.coefficient[entries] > 0
    least = np.where(plus, box.low[v], -box.high[v])
    most = np.where(plus, box.high[v], -box.low[v])
    changed = []
    for values, limit, upper in ((least, m.high[rows], True), (most, m.low[rows], False)):
        finite = np.abs(values) < UNBOUNDED
        total, infinite = _activity(finite, values, first)
        others = total[own] - np.where(finite, values, 0)
        usable = (infinite[own] - ~finite == 0) & (np.abs(limit[own]) < UNBOUNDED)
        left = limit[own] - others  # of coefficient * x, at most (upper) or at least
        for side, chosen in ((HIGH, usable & (plus == upper)), (LOW, usable & (plus != upper))):
            value = np.where(plus, left, -left)[chosen]
            changed.append(_record(box, side, v[chosen], value, rows[own[chosen]], sweep))
    return _distinct(np.concatenate(changed), m.n_variables)


def _record(
    box: Box, side: int, variables: Numbers, values: Numbers, rows: Numbers, sweep: int
) -> Numbers:
    """Keep the strongest tightening of each variable."""
    bounds = box.low if side == LOW else box.high
    better = values > bounds[variables] if side == LOW else values < bounds[variables]
    variables, values, rows = variables[better], values[better], rows[better]
    order = np.lexsort((rows, -values if side == LOW else values, variables))
    variables, values, rows = variables[order], values[order], rows[order]
    foremost = np.ones(len(variables), dtype=bool)
    foremost[1:] = variables[1:] != variables[:-1]
    variables, values, rows = variables[foremost], values[foremost], rows[foremost]
    if len(variables):
        bounds[variables] = values
        box.steps.append((sweep, side, variables, values, rows))
    return variables


def propagate(m: Matrix, off: npt.NDArray[np.bool_] | None = None, sweeps: int = 100) -> Box:
    """The bounds that follow from the rows (those marked `off` left out); every count is >= 0.

    Stops at the first contradiction. `sweeps` caps the work where rows tighten one another by one
    again and again; what was found by then holds, and the solver does the rest.
    """
    n = m.n_variables
    box = Box(np.zeros(n, dtype=np.int64), np.full(n, UNBOUNDED, dtype=np.int64))
    keep = np.ones(len(m.low), dtype=bool) if off is None else ~off
    rows = np.flatnonzero(keep)
    for sweep in range(sweeps):
        if not len(rows):
            break
        changed = _tighten(box, m, rows, sweep)
        crossed = changed[box.low[changed] > box.high[changed]]
        if len(crossed):
            box.contradiction = int(crossed[0])
            break
        rows = m.rows_with(changed)
        rows = rows[keep[rows]]
    return box
