"""Which counts are variables: for each region and measure, the points of time that matter.

A figure's points matter to its region, to the measures above its own, and to the regions that its
region is made of. What a whole is said to count at least does not matter to its parts where some
part is bounded by nothing: that part can always make up for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from warehouse.inference.figure import Figure
from warehouse.inference.model import Model, Times
from warehouse.inference.points import Point, Points, on
from warehouse.inference.regions import Split
from warehouse.inference.scope import NEVER


class Axis:
    """Collects the points of every track of a model."""

    def __init__(self, model: Model, figure_points: Points) -> None:
        self.model, self.points = model, figure_points
        self.times, self.lattice = model.times, model.lattice
        self.heavy: dict[int, dict[str, set[Point]]] = {}
        self.sums = {s.driver: s for s in model.regions.splits if s.kind == "sum"}
        self.uppers = [f for f in model.figures if f.high is not None]

    def fill(self, queried: Iterable[int]) -> None:
        """Find all points; `queried` are the regions whose bounds will be asked for."""
        for figure in self.model.figures:
            self._figure(figure)
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
        asked = set(queried)
        for split in splits:  # the smaller regions come first
            if split.driver in asked and split.driver in split.outer:
                self._gather(split)
        for (region, measure), times in self.times.items():
            times.settle()
            for point in sorted(times.points):
                self.model.index[region, measure, point] = len(self.model.index)

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
                self._add(region, scope.measure, [point for _, point in terms])
        if region in self.sums and (figure.high is not None or not self._absorbs(figure)):
            heavy = self.heavy.setdefault(region, {}).setdefault(scope.measure, set())
            heavy |= {point for terms in (sides.low, sides.high) for _, point in terms or ()}

    def _absorbs(self, figure: Figure) -> bool:
        """Whether some part of the figure's region is bounded from above by no figure at all."""
        scope, above = figure.scope, self.lattice.channel_above
        countries = self.lattice.known(scope.population, scope.excluding)
        for other in self.uppers:
            limit = other.scope
            if (
                limit.native == scope.native
                and limit.measure in self.lattice.measure_above[scope.measure]
                and limit.channel in above[scope.channel]
            ):
                hull = self.lattice.hull(limit.population, limit.excluding)
                countries -= self.lattice.known(limit.population) if hull is None else hull
        return bool(countries)

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

    def _gather(self, split: Split) -> None:
        """The points of the parts are points of the whole, where its bounds are asked for."""
        for part in split.inner:
            for measure in self.lattice.kinds:
                if times := self.times.get((part, measure)):
                    days = {p for p in times.points if p.is_day}
                    self._add(split.driver, measure, days)
