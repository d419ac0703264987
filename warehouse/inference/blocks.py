"""Parts of a large system that can be solved one by one.

A system of up to twenty thousand counts is solved whole. Of a larger one the rows by which a whole
is the sum of all its parts are left to propagation, and what the others hold together, mostly one
country each, is solved as a block. Rows of two counts never need the solver: propagation finds all
that follows from differences (Bellman 1958; Dechter, Meiri and Pearl 1991).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import Box, Matrix, Numbers

WHOLE = 20_000  # counts; HiGHS takes a tenth of a second for half as many


@dataclass(frozen=True)
class Block:
    """Some columns and rows of a system, as a system of their own inside the same box.

    `columns` and `rows` give their numbers in the system.
    """

    columns: Numbers
    rows: Numbers
    matrix: Matrix
    box: Box


def parts(matrix: Matrix, box: Box, limit: int = WHOLE) -> Iterable[Block]:
    """The system as one, or in blocks where it has more counts than the limit."""
    return [_whole(matrix, box)] if matrix.n_variables <= limit else _blocks(matrix, box)


def _whole(matrix: Matrix, box: Box) -> Block:
    """The system itself."""
    every = np.arange(matrix.n_variables), np.arange(len(matrix.low))
    return Block(*every, matrix, box)


def _blocks(matrix: Matrix, box: Box) -> Iterator[Block]:
    """The blocks that hold a row of three counts or more which can still bound something."""
    loose = box.low < box.high
    size = np.bincount(matrix.row, weights=loose[matrix.variable], minlength=len(matrix.low))
    used = np.flatnonzero((size > 1) & ~matrix.total & _binding(matrix, box))
    label = _components(matrix, used, loose)
    entries = matrix.entries_of(used)
    row_label = np.full(len(matrix.low), -1)
    open_entries = entries[loose[matrix.variable[entries]]]
    row_label[matrix.row[open_entries]] = label[matrix.variable[open_entries]]
    for chosen in np.unique(row_label[used[size[used] > 2]]):
        rows = used[row_label[used] == chosen]
        columns = np.flatnonzero((label == chosen) & loose)
        yield _block(matrix, box, columns, rows)


def _binding(matrix: Matrix, box: Box) -> npt.NDArray[np.bool_]:
    """Rows that some values in the box would break."""
    plus = matrix.coefficient > 0
    least = np.where(plus, box.low[matrix.variable], -box.high[matrix.variable])
    most = np.where(plus, box.high[matrix.variable], -box.low[matrix.variable])
    lowest = np.add.reduceat(least.astype(float), matrix.start[:-1])
    highest = np.add.reduceat(most.astype(float), matrix.start[:-1])
    return (lowest < matrix.low) | (highest > matrix.high)


def _components(matrix: Matrix, used: Numbers, loose: npt.NDArray[np.bool_]) -> Numbers:
    """The smallest column that each column is joined to by the rows used."""
    entries = matrix.entries_of(used)
    entries = entries[loose[matrix.variable[entries]]]
    rows, columns = matrix.row[entries], matrix.variable[entries]
    label = np.arange(matrix.n_variables)
    while True:
        least = np.full(len(matrix.low), matrix.n_variables)
        np.minimum.at(least, rows, label[columns])
        new = label.copy()
        np.minimum.at(new, columns, least[rows])
        new = new[new]  # each label's own label is no larger: whole chains shrink at once
        if (new == label).all():
            return label
        label = new


def _block(matrix: Matrix, box: Box, columns: Numbers, rows: Numbers) -> Block:
    """The rows over the columns; counts that are fixed move into the rows' bounds."""
    entries = matrix.entries_of(rows)
    variable, coefficient = matrix.variable[entries], matrix.coefficient[entries]
    place = np.full(matrix.n_variables, -1)
    place[columns] = np.arange(len(columns))
    inside = place[variable] >= 0
    new_row = np.repeat(np.arange(len(rows)), matrix.start[rows + 1] - matrix.start[rows])
    fixed = np.where(inside, 0, coefficient * box.low[variable])
    moved = np.bincount(new_row, weights=fixed, minlength=len(rows)).astype(np.int64)
    low, high = matrix.low[rows], matrix.high[rows]
    counts = np.bincount(new_row[inside], minlength=len(rows))
    part = Matrix(
        variable=place[variable[inside]],
        coefficient=coefficient[inside],
        row=new_row[inside],
        start=np.concatenate(([0], np.cumsum(counts))),
        low=np.where(low <= -UNBOUNDED, low, low - moved),
        high=np.where(high >= UNBOUNDED, high, high - moved),
        total=matrix.total[rows],
        n_variables=len(columns),
    )
    return Block(columns, rows, part, Box(box.low[columns], box.high[columns]))
