"""How a claim could be meant otherwise in time: since when it counts, and of which day it speaks.

The other dimensions stand in changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from warehouse.inference.change import Change, meant
from warehouse.inference.figure import Figure
from warehouse.inference.phrasing import day
from warehouse.inference.scope import EVER, NEVER, Span
from warehouse.inference.usage import Usage

DAY = timedelta(days=1)


def beginnings(figure: Figure, name: str, usage: Usage) -> Iterator[Change]:
    """Everyone so far for a window; a window for everyone so far: the earliest first, which leaves
    out the fewest days; for a window another one, the nearest first."""
    scope = figure.scope
    if scope.kind not in ("cumulative", "window"):
        return
    others = [
        s
        for s in usage.beginnings.get(scope.measure, ())
        if s.last <= scope.as_of.first and s != scope.since
    ]
    before, first = "the beginning", 1
    if scope.since is not None:
        before, first, now = day(scope.since), 2, scope.since.first
        text = f"if {name} counted everyone so far, not the window from {before}"
        changed = meant(figure, kind="cumulative", since=None)
        yield Change(changed, "since", before, "the beginning", text)
        others.sort(key=lambda s: abs(s.first - now))
    for step, span in enumerate(others, first):
        text = f"if {name} counted only from {day(span)} on, not from {before}"
        changed = meant(figure, kind="window", since=span)
        yield Change(changed, "since", before, day(span), text, step)


def days(figure: Figure, others: Sequence[Figure], name: str) -> Iterator[Change]:
    """The day after that of another member, or the day before it: where `within` may turn."""
    now, dates = figure.scope.as_of, [o.scope.as_of for o in others]
    firsts = sorted({s.first for s in dates if s.first > EVER})
    lasts = sorted({s.last for s in dates if s.last < NEVER})
    for first in firsts:
        if (later := first + DAY) > now.last:
            end = max([later, *(last + DAY for last in lasts)])
            yield _on(figure, name, later, later - now.last, end, "later")
    for last in lasts:
        earlier = last - DAY
        begun = figure.scope.since is None or figure.scope.since.last <= earlier
        if earlier < now.first and begun:
            end = min([earlier, *(first - DAY for first in firsts)])
            yield _on(figure, name, earlier, now.first - earlier, end, "earlier")


def _on(
    figure: Figure, name: str, when: date, shift: timedelta, end: date, direction: str
) -> Change:
    def on(d: date) -> Figure:
        return meant(figure, as_of=Span(d.isoformat(), d, d))

    text = f"if {name} spoke of {when.isoformat()}"
    return Change(
        on(when), "as_of", day(figure.scope.as_of), when.isoformat(), text, shift.days,
        beyond=on(end), onward=f"{text} or {direction}",
    )  # fmt: skip
