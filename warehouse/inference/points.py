"""When a figure speaks: days, and dates that may mean one of several days.

A cumulative count never falls, so a figure of some day in a month bounds the count from below at
the month's end and from above at its beginning. Dates written alike in one document are one
unknown day and become a point of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from warehouse.inference.figure import Figure
from warehouse.inference.scope import EVER, NEVER, Span

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Point:
    """A day (`key` empty), or one unknown day from `first` to `last`."""

    first: date
    last: date
    key: str = ""

    @property
    def is_day(self) -> bool:
        """Whether it is one known day."""
        return not self.key


def on(day: date) -> Point:
    """The point of a known day."""
    return Point(day, day)


Terms = tuple[tuple[int, Point], ...]  # a sum of counts at points, each once or taken away


@dataclass(frozen=True)
class Sides:
    """Which counts a figure bounds: from below and from above. None: nothing is known there."""

    low: Terms | None
    high: Terms | None


@dataclass
class Points:
    """The points of a set of figures; dates that several figures of a document share are kept."""

    shared: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def of(self, figure: Figure) -> Sides:
        """What the figure's interval bounds."""
        scope = figure.scope
        if scope.kind == "stock":
            own = Point(scope.as_of.first, scope.as_of.last, f"{figure.claim_id} at")
            at = self._point(scope.root_document, "at", scope.as_of) or own
            return Sides(((1, at),), ((1, at),))
        earliest, latest = self._ends(scope.root_document, "at", scope.as_of)
        low: Terms | None = ((1, latest),) if latest.key or latest.last < NEVER else None
        high: Terms | None = ((1, earliest),) if earliest.key or earliest.first > EVER else None
        if scope.since is not None:
            first, last = self._ends(scope.root_document, "since", _before(scope.since))
            if low and (first.key or first.first > EVER):
                low = (*low, (-1, first))
            if high:
                high = (*high, (-1, last)) if last.key or last.last < NEVER else None
        return Sides(low, high)

    def _point(self, document: str, role: str, span: Span) -> Point | None:
        if span.exact:
            return on(span.first)
        if self.shared[document, role, span.text] > 1:
            return Point(span.first, span.last, f"{document} {role} {span.text}")
        return None

    def _ends(self, document: str, role: str, span: Span) -> tuple[Point, Point]:
        point = self._point(document, role, span)
        return (point, point) if point else (on(span.first), on(span.last))


def _before(since: Span) -> Span:
    return Span(
        since.text,
        since.first - DAY if since.first > EVER else EVER,
        since.last - DAY if since.last > EVER else EVER,
    )


def points(figures: Iterable[Figure]) -> Points:
    """The points of these figures."""
    found = Points()
    for figure in figures:
        scope = figure.scope
        if not scope.as_of.exact:
            found.shared[scope.root_document, "at", scope.as_of.text] += 1
        if scope.since is not None and not scope.since.exact:
            found.shared[scope.root_document, "since", scope.since.text] += 1
    return found
