"""The figures and the identities between counts as linear constraints: what they are made of.

A variable is the count of one region in one measure at one point of time. Rows say that cumulative
counts never fall, that a measure lies inside the measures above it, that states exclude each other,
that regions add up, and what each figure states. A window is a difference of two cumulative counts:
nobody enters a measure twice.

A row that relates points of different tracks reaches for the nearest point that is certainly later
(or earlier); between two points of a track nothing is known that its ends do not say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.points import Point, on
from warehouse.inference.regions import Regions, Who
from warehouse.inference.scope import Scope

Track = tuple[int, str]  # region, measure
UNBOUNDED = 1 << 60  # no bound; far above any count, far below what would overflow

# Reasons of rows that are no figure's.
RISING, INSIDE, APART = "never falls", "inside", "states exclude each other"
SUM, AMONG = "adds up", "among"  # a whole and all its parts; a group or a channel inside others


@dataclass
class Rows:
    """Linear rows, growing: low <= sum of coefficient * variable <= high."""

    variable: list[int] = field(default_factory=list)
    coefficient: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=lambda: [0])
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    reason: list[str] = field(default_factory=list)
    figure: list[int] = field(default_factory=list)  # -1: an identity

    def add(
        self, terms: Iterable[tuple[int, int]], low: int, high: int, reason: str, figure: int = -1
    ) -> None:
        """One more row; `terms` are (coefficient, variable).

        What is added and taken away again is left out, and a row of nothing else altogether: the
        count of a period that may be empty says nothing.
        """
        net: dict[int, int] = {}
        for coefficient, variable in terms:
            net[variable] = net.get(variable, 0) + coefficient
        left = {variable: coefficient for variable, coefficient in net.items() if coefficient}
        if not left:
            return
        self.coefficient += left.values()
        self.variable += left
        self.start.append(len(self.variable))
        self.low.append(low)
        self.high.append(high)
        self.reason.append(reason)
        self.figure.append(figure)


@dataclass
class Times:
    """The points of one track; `order` has them in order, once the last one is added. A stock says
    nothing of any other day."""

    stock: bool
    points: set[Point] = field(default_factory=set)
    order: list[Point] = field(default_factory=list)
    days: list[date] = field(default_factory=list)

    def settle(self) -> None:
        """Index the days, after the last point was added."""
        self.days = [] if self.stock else sorted(p.first for p in self.points if p.is_day)

    def by(self, point: Point) -> Point | None:
        """The latest point certainly no later than `point`: itself if it is one of the track."""
        return point if point in self.points else self.by_day(point)

    def after(self, point: Point) -> Point | None:
        """The earliest point certainly no earlier than `point`: itself if it is of the track."""
        return point if point in self.points else self.after_day(point)

    def by_day(self, point: Point) -> Point | None:
        """The latest known day of the track by the first day that `point` may mean."""
        place = bisect_right(self.days, point.first)
        return on(self.days[place - 1]) if place else None

    def after_day(self, point: Point) -> Point | None:
        """The earliest known day of the track from the last day that `point` may mean."""
        place = bisect_left(self.days, point.last)
        return on(self.days[place]) if place < len(self.days) else None


@dataclass
class Model:
    """Variables and rows. `index` numbers the variables by region, measure and point.

    `stand_ins` gives, for a state on a day of which no figure speaks, a day that is no different.
    """

    figures: Sequence[Figure]
    lattice: Lattice
    regions: Regions
    times: dict[Track, Times] = field(default_factory=dict)
    index: dict[tuple[int, str, Point], int] = field(default_factory=dict)
    rows: Rows = field(default_factory=Rows)
    stand_ins: dict[tuple[int, str, Point], Point] = field(default_factory=dict)

    @property
    def size(self) -> tuple[int, int]:
        """Variables and rows."""
        return len(self.index), len(self.rows.low)

    def number(self) -> None:
        """Order the tracks and their points, and number the variables, once all points are there.

        The order in which a process goes through a set is its own, and another one may make the
        same model.
        """
        tracks = sorted(self.times.items())
        self.times.clear()
        for (region, measure), times in tracks:
            self.times[region, measure] = times
            times.order = sorted(times.points)
            for point in times.order:
                self.index[region, measure, point] = len(self.index)

    def at(self, region: int, measure: str, point: Point | None) -> int | None:
        """The number of a variable; None where there is none."""
        return None if point is None else self.index.get((region, measure, point))

    def region_of(self, scope: Scope) -> int:
        """The region that a scope counts."""
        who = (scope.population, scope.excluding)
        return self.regions.of[(scope.native, scope.channel), who]

    def region(self, who: Who) -> int | None:
        """The region of a population: citizens, through any channel."""
        for channel, parent in self.lattice.channel_parent.items():
            if not parent and ((False, channel), who) in self.regions.of:
                return self.regions.of[(False, channel), who]
        return None
