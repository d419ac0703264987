"""A set of figures as a solved system: propagation first, HiGHS for what it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from warehouse.inference.blocks import parts
from warehouse.inference.build import build_model
from warehouse.inference.explain import Explanations
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.model import UNBOUNDED, Model
from warehouse.inference.points import Point, on
from warehouse.inference.propagate import HIGH, LOW, Box, Matrix, Numbers, matrix, propagate
from warehouse.inference.regions import Who
from warehouse.inference.solver import Solver


class System:
    """The model of some figures, its box, and its solver, each made when it is needed."""

    def __init__(
        self,
        figures: Sequence[Figure],
        lattice: Lattice,
        queried: Iterable[Who] = (),
        days: Sequence[date] = (),
        also: Iterable[tuple[Who, str, date]] = (),
    ) -> None:
        self.figures = list(figures)
        self.model: Model = build_model(self.figures, lattice, queried, days, also)
        self.matrix: Matrix = matrix(self.model.rows, self.model.size[0])

    @cached_property
    def box(self) -> Box:
        """What propagation alone leaves."""
        return propagate(self.matrix, sweeps=self.sweeps)

    @cached_property
    def sweeps(self) -> int:
        """Enough for what is known of one point to reach both ends of the longest track."""
        return 50 + 2 * max((len(t.points) for t in self.model.times.values()), default=0)

    @cached_property
    def solver(self) -> Solver:
        """HiGHS, inside the box."""
        return Solver(self.matrix, self.box)

    @cached_property
    def explanations(self) -> Explanations:
        """What the box goes back to."""
        return Explanations(self.matrix, self.model.rows, self.box)

    def without(self, figures: Iterable[int]) -> npt.NDArray[np.bool_]:
        """The rows that some figures (by number) state."""
        return np.isin(np.array(self.model.rows.figure), list(figures))

    def core(self, aside: Iterable[int] = ()) -> set[int] | None:
        """Figures (by number) that contradict one another once some are set aside; None: none do.

        Not yet the least such set. A system too large to be solved whole is asked by propagation
        and block by block, which may miss what only several totals together contradict.
        """
        off = self.without(aside)
        box = propagate(self.matrix, off, self.sweeps)
        explanations = Explanations(self.matrix, self.model.rows, box)
        if box.contradiction is not None:
            crossed = box.contradiction
            return explanations.figures([(crossed, LOW), (crossed, HIGH)])
        for block in parts(self.matrix.without(off), box):
            solver = Solver(block.matrix, block.box)
            if not solver.consistent():
                rows = block.rows[solver.infeasible_rows()]
                variables = self.matrix.variable[self.matrix.entries_of(rows)]
                ends = ((int(v), side) for v in variables for side in (LOW, HIGH))
                stated = {self.model.rows.figure[r] for r in rows} - {-1}
                return explanations.figures(ends) | stated
        return None

    @cached_property
    def places(self) -> dict[int, tuple[int, str, Point]]:
        """Region, measure and point of each variable."""
        return {variable: place for place, variable in self.model.index.items()}

    def variable(self, who: Who, measure: str, day: date, side: int) -> int | None:
        """The variable that bounds a population's count on a day; None where none does."""
        region = self.model.region(who)
        times = None if region is None else self.model.times.get((region, measure))
        if region is None or times is None:
            return None
        here = self.model.stand_ins.get((region, measure, on(day)), on(day))
        point = times.by(here) if side == LOW else times.after(here)
        return self.model.at(region, measure, point)

    def track(self, who: Who, measure: str, days: Sequence[date]) -> tuple[Numbers, Numbers]:
        """For each day the variables that bound the count from below and from above; -1: none."""
        none = np.full(len(days), -1, dtype=np.int64)
        region = self.model.region(who)
        times = None if region is None else self.model.times.get((region, measure))
        if region is None or times is None:
            return none, none
        if times.stock:
            at = [self.variable(who, measure, day, LOW) for day in days]
            found = np.array([-1 if v is None else v for v in at], dtype=np.int64)
            return found, found
        own = [self.model.index[region, measure, on(day)] for day in times.days]
        variables = np.array([-1, *own, -1], dtype=np.int64)
        points = np.array([day.toordinal() for day in times.days])
        asked = np.array([day.toordinal() for day in days])
        before = np.searchsorted(points, asked, side="right")
        after = np.searchsorted(points, asked, side="left") + 1
        return variables[before], variables[after]


def consistent(figures: Sequence[Figure], lattice: Lattice) -> bool:
    """Whether all of these figures can be true together."""
    return System(figures, lattice).core() is None


def bound(
    figures: Sequence[Figure],
    lattice: Lattice,
    who: Who,
    measure: str,
    day: date,
    side: int,
    enough: int | None = None,
) -> int | None:
    """How low (or high) a count can be if these figures are true; None where nothing bounds it.

    Where propagation reaches `enough`, what it says is told: the solver could only go further.
    """
    system = System(figures, lattice, also=[(who, measure, day)])
    variable = system.variable(who, measure, day, side)
    assert variable is not None
    propagated = int((system.box.low if side == LOW else system.box.high)[variable])
    if enough is not None and as_tight(propagated, enough, side):
        return propagated
    value = system.solver.extreme(variable, side).value
    return None if value is None or value >= UNBOUNDED else value


def as_tight(got: int | None, value: int, side: int) -> bool:
    """Whether a bound says at least as much as a value on that side; None says nothing."""
    return got is not None and (got >= value if side == LOW else got <= value)
