"""Which counts are variables: for each region and measure, the points of time that matter.

A figure's points matter to its region, to the measures above its own, to the states that exclude
its own, and to the regions that its region is made of. What a whole is said to count at least does
not matter to its parts where nothing limits any of them, on any day or between two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from warehouse.inference.figure import Figure
from warehouse.inference.model import Model, Times
from warehouse.inference.points import Point, Points, on
from warehouse.inference.regions import Split
from warehouse.inference.scope import EVER, NEVER, Scope

Moment = tuple[int, str, date]  # region, measure, day


class Axis:
    """Collects the points of every track of a model."""

    def __init__(self, model: Model, figure_points: Points) -> None:
        self.model, self.points = model, figure_points
        self.times, self.lattice = model.times, model.lattice
        self.heavy: dict[int, dict[str, set[Point]]] = {}
        self.sums = {s.driver: s for s in model.regions.splits if s.kind == "sum"}
        self.uppers = [f for f in model.figures if f.high is not None]

    def fill(
        self, queried: Mapping[int, Scope], days: Sequence[date], also: Iterable[Moment]
    ) -> None:
        """Find all points.

        `queried` are the regions whose bounds will be asked for on these days, each with its scope,
        and `also` single moments of theirs.
        """
        for figure in self.model.figures:
            self._figure(figure)
        for region, measure, day in also:
            self._add(region, measure, [on(day)])
            if region in self.sums:
                self.heavy.setdefault(region, {}).setdefault(measure, set()).add(on(day))
        splits = self.model.regions.splits
        depth = {s.layer: len(self.lattice.channel_above[s.layer[1]]) for s in splits}
        for layer in sorted(depth, key=lambda at: -depth[at]):  # the inmost channels first
            own = [s for s in splits if s.layer == layer]
            for split in [s for s in own if s.kind == "group"]:
                self._spread(split)
            for split in [s for s in reversed(own) if s.kind == "sum"]:
                self._divide(split)
            for split in [s for s in own if s.kind == "channel"]:
                self._spread(split)
        needed = self._below(queried)
        for split in splits:  # the smaller regions come first
            if split.driver in needed and split.driver in split.outer:
                self._gather(split)
        for split in reversed(splits):
            if split.driver in queried and split.kind == "sum":
                self._limit(split)
        for times in self.times.values():
            times.settle()
        for region, scope in sorted(queried.items(), key=lambda item: item[0]):
            self._moments(region, scope, days)
        self.model.number()

    def _add(self, region: int, measure: str, found: Iterable[Point]) -> None:
        """The points, and in the measures above the days by which they are certainly over."""
        for m in self.lattice.measure_above[measure]:
            stock = self.lattice.kinds[m] == "stock"
            track = self.times.setdefault((region, m), Times(stock))
            if m == measure or stock:
                track.points.update(found)
            else:
                track.points.update(on(p.last) for p in found if p.last < NEVER)

    def _figure(self, figure: Figure) -> None:
        scope, sides = figure.scope, self.points.of(figure)
        region = self.model.region_of(scope)
        for terms, used in ((sides.low, figure.low > 0), (sides.high, figure.high is not None)):
            if terms and used:
                found = [point for _, point in terms]
                self._add(region, scope.measure, [*found, *_ends(found)])
        if scope.kind == "stock" and figure.low > 0:
            day = sides.low[0][1].first if sides.low else EVER
            for one, other in self.lattice.disjoint:
                if one == scope.measure and day > EVER:
                    self._add(region, other, [on(day)])
        if region in self.sums and (figure.high is not None or not self._absorbs(figure)):
            heavy = self.heavy.setdefault(region, {}).setdefault(scope.measure, set())
            heavy |= {point for terms in (sides.low, sides.high) for _, point in terms or ()}

    def _absorbs(self, figure: Figure) -> bool:
        """Whether the parts of the figure's region are free: then any can make up for the others.

        Not if one part is limited, for then others must be more, on that day or later; nor if a
        window says that one part grew.
        """
        scope = figure.scope
        whole = self.lattice.known(scope.population, scope.excluding)
        if whole & self._limited(scope.native, scope.channel, scope.measure):
            return False
        return not any(
            f.scope.kind == "window" and f.scope.measure == scope.measure
            for f in self.model.figures
        )

    def _limited(self, native: bool, channel: str, measure: str) -> frozenset[str]:
        """The countries whose counts some figure bounds from above."""
        limited: frozenset[str] = frozenset()
        for other in self.uppers:
            limit = other.scope
            if (
                limit.native == native
                and limit.measure in self.lattice.measure_above[measure]
                and limit.channel in self.lattice.channel_above[channel]
            ):
                limited |= self.lattice.known(limit.population, limit.excluding)
        return limited

    def _moments(self, region: int, scope: Scope, days: Sequence[date]) -> None:
        """Points for states on days of which no figure speaks, where others leave them a limit.

        Days between the same points of all related measures are alike: one stands for all.
        """
        states = {m for m, _ in self.lattice.disjoint if self.lattice.kinds[m] == "stock"}
        for measure in sorted(states):
            if not self._is_limited(scope, measure):
                continue
            related = self.lattice.measure_above[measure] | {
                other for m, other in self.lattice.disjoint if m == measure
            }
            tracks = [
                t for m in sorted(related) if (t := self.times.get((region, m))) and not t.stock
            ]
            alike: dict[object, Point] = {}
            own = self.times.setdefault((region, measure), Times(stock=True))
            for day in days:
                point = on(day)
                if point not in own.points:
                    key = tuple((t.by(point), t.after(point)) for t in tracks)
                    stands = alike.setdefault(key, point)
                    self.model.stand_ins[region, measure, point] = stands
            own.points.update(alike.values())

    def _is_limited(self, scope: Scope, measure: str) -> bool:
        """Whether figures bound all of a region from above, by its countries or as it is."""
        countries = self.lattice.hull(scope.population, scope.excluding)
        limited = self._limited(scope.native, scope.channel, measure)
        return (countries is not None and countries <= limited) or any(
            f.scope.population == scope.population
            and f.scope.measure in self.lattice.measure_above[measure]
            for f in self.uppers
        )

    def _spread(self, split: Split) -> None:
        """Every point of the driver is a point of all regions of its split."""
        others = {*split.outer, *split.inner, split.left} - {split.driver, None}
        for measure in self.lattice.kinds:
            if times := self.times.get((split.driver, measure)):
                for other in others:
                    if other is not None:
                        self._add(other, measure, times.points)

    def _divide(self, split: Split) -> None:
        """The heavy points of a whole are points of its parts, heavy there too."""
        for measure, points in self.heavy.get(split.driver, {}).items():
            for part in split.inner:
                self._add(part, measure, points)
                if part in self.sums:
                    self.heavy.setdefault(part, {}).setdefault(measure, set()).update(points)

    def _limit(self, split: Split) -> None:
        """Where all of a whole is limited, each of its days is one on which its parts add up."""
        made = self.model.regions.made[split.layer]
        whole = next(countries for countries, region in made.items() if region == split.driver)
        for measure in self.lattice.measure_above:
            times = self.times.get((split.driver, measure))
            if times and whole <= self._limited(*split.layer, measure):
                self.heavy.setdefault(split.driver, {}).setdefault(measure, set()).update(
                    times.points
                )
        self._divide(split)

    def _below(self, queried: Iterable[int]) -> frozenset[int]:
        """The regions whose bounds are asked for, and those that they are made of, which pass on
        what their own parts say."""
        needed = set(queried)
        for split in reversed(self.model.regions.splits):  # the larger regions come first
            if split.kind == "sum" and split.driver in needed:
                needed |= set(split.inner)
        return frozenset(needed)

    def _gather(self, split: Split) -> None:
        """The points of the parts are points of the whole, where its bounds are needed."""
        for part in split.inner:
            for measure in self.lattice.kinds:
                if times := self.times.get((part, measure)):
                    days = {p for p in times.points if p.is_day}
                    self._add(split.driver, measure, days)


def _ends(points: Iterable[Point]) -> list[Point]:
    """The first and the last day of dates that several figures share: days are asked about."""
    unknown = [p for p in points if not p.is_day]
    days = [p.first for p in unknown if p.first > EVER] + [
        p.last for p in unknown if p.last < NEVER
    ]
    return [on(day) for day in days]
