"""The time of a whole count, cut into periods of entry wherever another figure begins or ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from warehouse.inference.scope import EVER, NEVER, Scope, Span


@dataclass(frozen=True)
class Period:
    """Those who entered a measure from `since` (None: ever) until `as_of`."""

    measure: str
    since: Span | None
    as_of: Span

    def of(self, people: Scope) -> Scope:
        """The scope of those of the people who entered in this period."""
        kind = "window" if self.since else "cumulative"
        return replace(people, measure=self.measure, kind=kind, since=self.since, as_of=self.as_of)


def periods(whole: Scope, parts: Sequence[Scope], measure: str) -> Iterator[Period]:
    """The time of a whole, cut wherever a part certainly begins or ends."""
    since = whole.since if measure == whole.measure else None
    days = set()
    for part in parts:
        days.add(part.as_of.first)
        if part.since and part.since.last > EVER:
            days.add(part.since.last - timedelta(days=1))
    for day in sorted(days - {EVER, NEVER}):
        if (since is None or since.first <= day) and day < whole.as_of.last:
            yield Period(measure, since, _day(day))
            since = _day(day + timedelta(days=1))
    yield Period(measure, since, whole.as_of)


def _day(day: date) -> Span:
    return Span(day.isoformat(), day, day)
