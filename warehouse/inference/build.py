"""Makes the linear model of a set of figures: the variables by axis.py, the rows here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from warehouse.inference.axis import Axis
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.model import AMONG, APART, INSIDE, RISING, SUM, UNBOUNDED, Model
from warehouse.inference.points import Point, Points, Terms, points
from warehouse.inference.regions import Split, Who, build_regions
from warehouse.inference.scope import Scope, Span


def build_model(
    figures: Sequence[Figure],
    lattice: Lattice,
    queried: Iterable[Who] = (),
    days: Sequence[date] = (),
    also: Iterable[tuple[Who, str, date]] = (),
) -> Model:
    """Variables and rows of these figures.

    `queried` are the populations (of citizens, through any channel) whose bounds will be asked for
    on these days; `also` are single counts to be asked for: population, measure, day.
    """
    root = next(c for c, parent in lattice.channel_parent.items() if not parent)
    also = list(also)
    whos = dict.fromkeys([*queried, *(who for who, _, _ in also)])
    asked = [Scope("", p, "cumulative", Span(""), None, out, channel=root) for p, out in whos]
    regions = build_regions([*(f.scope for f in figures), *asked], lattice)
    model = Model(figures, lattice, regions)
    figure_points = points(figures)
    places = {who: model.region_of(scope) for who, scope in zip(whos, asked, strict=True)}
    Axis(model, figure_points).fill(
        {model.region_of(scope): scope for scope in asked},
        days,
        [(places[who], measure, day) for who, measure, day in also],
    )
    _rising(model)
    _inside(model)
    _apart(model)
    for split in regions.splits:
        _sums(model, split)
    for number, figure in enumerate(figures):
        _states(model, number, figure, figure_points)
    return model


def _rising(model: Model) -> None:
    """A cumulative count never falls."""
    for (region, measure), times in model.times.items():
        if times.stock:
            continue
        order: list[tuple[Point, Point]] = []
        days = [p for p in times.order if p.is_day]
        order += pairwise(days)
        for point in times.order:
            if not point.is_day:
                if (before := times.by_day(point)) is not None:
                    order.append((before, point))
                if (after := times.after_day(point)) is not None:
                    order.append((point, after))
                order += [
                    (point, other)
                    for other in times.order
                    if not other.is_day and point.last <= other.first and point != other
                ]
        for earlier, later in order:
            pair = model.at(region, measure, later), model.at(region, measure, earlier)
            if pair[0] is not None and pair[1] is not None:
                model.rows.add(((1, pair[0]), (-1, pair[1])), 0, UNBOUNDED, RISING)


def _inside(model: Model) -> None:
    """A measure lies inside the measures above it."""
    for (region, measure), times in model.times.items():
        for parent in sorted(model.lattice.measure_parents.get(measure, ())):
            around = model.times.get((region, parent))
            if around is None:
                continue
            for point in times.order:
                inner = model.at(region, measure, point)
                outer = model.at(region, parent, around.after(point))
                if inner is not None and outer is not None:
                    model.rows.add(((1, outer), (-1, inner)), 0, UNBOUNDED, INSIDE)


def _apart(model: Model) -> None:
    """States that exclude each other add up to no more than any measure that holds both."""
    pairs = sorted({tuple(sorted(pair)) for pair in model.lattice.disjoint})
    above = model.lattice.measure_above
    for region in dict.fromkeys(region for region, _ in model.times):
        for pair in pairs:
            one, other = sorted(pair, key=lambda m: (model.lattice.kinds[m] == "stock", m))
            tracks = model.times.get((region, one)), model.times.get((region, other))
            if tracks[0] is None or tracks[1] is None:
                continue
            common = above[one] & above[other]
            least = [m for m in common if not any(m in above[n] for n in common - {m})]
            moments = set(tracks[1].points)
            if not tracks[1].stock:
                moments |= tracks[0].points
            for point in sorted(moments):
                first = model.at(region, one, tracks[0].by(point))
                second = model.at(region, other, tracks[1].by(point))
                for measure in sorted(least):
                    whole = model.at(region, measure, model.times[region, measure].after(point))
                    if first is not None and second is not None and whole is not None:
                        terms = ((1, whole), (-1, first), (-1, second))
                        model.rows.add(terms, 0, UNBOUNDED, APART)


def _sums(model: Model, split: Split) -> None:
    """Regions add up: exactly where all are counted at a point, else by what came before it."""
    parts = [*split.inner, *(() if split.left is None else (split.left,))]
    for measure in model.lattice.kinds:
        times = model.times.get((split.driver, measure))
        for point in times.order if times else ():
            exact = [model.at(r, measure, point) for r in (*split.outer, *parts)]
            if None not in exact:
                outer, inner = exact[: len(split.outer)], exact[len(split.outer) :]
                terms = [(1, v) for v in outer] + [(-1, v) for v in inner]
                reason = SUM if split.kind == "sum" else AMONG
                model.rows.add([(c, v) for c, v in terms if v is not None], 0, 0, reason)
                continue
            if split.driver in split.outer:
                _around(model, split, parts, measure, point)
            else:
                _among(model, split, measure, point)


def _around(model: Model, split: Split, parts: list[int], measure: str, point: Point) -> None:
    """A whole holds all that its parts held before, and no more than they will hold."""
    here = model.index[split.driver, measure, point]
    reason = SUM if split.kind == "sum" else AMONG
    before, after = [], []
    for part in parts:
        times = model.times.get((part, measure))
        before.append(model.at(part, measure, times.by(point)) if times else None)
        after.append(_ceiling(model, part, measure, point))
    if lower := [(-1, v) for v in before if v is not None]:
        model.rows.add([(1, here), *lower], 0, UNBOUNDED, reason)
    if None not in after:  # else a part is bounded by nothing
        upper = [(1, v) for v in after if v is not None]
        model.rows.add([(-1, here), *upper], 0, UNBOUNDED, reason)


def _ceiling(model: Model, region: int, measure: str, point: Point) -> int | None:
    """The next count of a region in the measure, or in the nearest one around it."""
    above = model.lattice.measure_above
    for m in sorted(above[measure], key=lambda m: (-len(above[m]), m)):
        times = model.times.get((region, m))
        found = model.at(region, m, times.after(point)) if times else None
        if found is not None:
            return found
    return None


def _among(model: Model, split: Split, measure: str, point: Point) -> None:
    """Those of a part are among those that the regions around it will hold."""
    here = model.index[split.driver, measure, point]
    around = [_ceiling(model, region, measure, point) for region in split.outer]
    if None not in around:
        upper = [(1, v) for v in around if v is not None]
        model.rows.add([*upper, (-1, here)], 0, UNBOUNDED, AMONG)


def _states(model: Model, number: int, figure: Figure, figure_points: Points) -> None:
    """What a figure states, from below and from above; one row where both are the same counts."""
    region, measure = model.region_of(figure.scope), figure.scope.measure
    sides = figure_points.of(figure)

    def terms(side: Terms | None) -> list[tuple[int, int]] | None:
        if side is None:
            return None
        found = [(c, model.at(region, measure, point)) for c, point in side]
        return [(c, v) for c, v in found if v is not None]

    low = terms(sides.low) if figure.low > 0 else None
    high = terms(sides.high) if figure.high is not None else None
    if low and high and low == high:
        model.rows.add(low, figure.low, figure.high or 0, figure.claim_id, number)
        return
    if low:
        model.rows.add(low, figure.low, UNBOUNDED, figure.claim_id, number)
    if high and figure.high is not None:
        model.rows.add(high, -UNBOUNDED, figure.high, figure.claim_id, number)
