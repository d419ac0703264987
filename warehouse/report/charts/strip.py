"""Intervals in the rows of a table, drawn on one axis: the numbers themselves stand beside them.

A page has a few dozen of these, so each is a few lines of SVG that the page's template writes, and
no library draws them. Charts that stand for themselves, and can be pasted, belong beside.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

FIRST, LAST = 3.0, 94.0  # percent of the width: a mark at the end, and the arrow of an open one
FEWEST = 3  # ticks: fewer do not show how an axis grows
MOST = 5  # ticks: on a narrow screen more run into one another
NEAR = 0.5  # percent: ends nearer than this are drawn as one point
BETWEEN = (1, 2, 5)
NARROW = 10  # times: an axis that spans less than this is divided evenly


@dataclass(frozen=True)
class Mark:
    """An interval from `low` to `high` (None: open at that side) with the number preferred in it;
    all None where there is nothing to draw. `kind` names its colour in the style sheet."""

    low: int | None
    high: int | None
    best: int | None = None
    kind: str = ""

    @classmethod
    def reading(cls, low: int, high: int | None, kind: str = "") -> Mark:
        """An interval as it is read; from zero up it is open, for anything is at least that."""
        return cls(low if low or high is None or low == high else None, high, kind=kind)

    @property
    def interval(self) -> bool:
        """Whether it has any end."""
        return self.low is not None or self.high is not None

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """What an axis must hold."""
        return self.low, self.best, self.high


@dataclass(frozen=True)
class Placed:
    """A mark in percent of the width: from `start` to `end`, each None where it is open at that
    side; `exact` where both are one place, `best` where the number preferred stands."""

    start: float | None
    end: float | None
    best: float | None
    exact: float | None


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis of counts from `low` to `high`; where they are near, an even one."""

    low: int
    high: int

    @classmethod
    def of(cls, numbers: Iterable[int | None]) -> Axis:
        """An axis that holds all numbers given."""
        known = [n for n in numbers if n is not None] or [0, 1]
        low, high = min(known), max(known)
        return cls(low, high) if low < high else cls(low // 2, high + max(high // 2, 1))

    @property
    def even(self) -> bool:
        """Whether steps are equal differences rather than equal ratios."""
        return self.high < self.low * NARROW

    def at(self, number: int) -> float:
        """Where a number stands, in percent of the width. Zero has its place beside one."""
        first, last, here = (self._scaled(n) for n in (self.low, self.high, number))
        share = (here - first) / (last - first)
        return round(FIRST + (LAST - FIRST) * min(max(share, 0.0), 1.0), 2)

    def placed(self, mark: Mark) -> Placed:
        """Where a mark that is not empty stands."""
        start = None if mark.low is None else self.at(mark.low)
        end = None if mark.high is None else self.at(mark.high)
        best = None if mark.best is None else self.at(mark.best)
        if start is not None and end is not None and end - start < NEAR:
            return Placed(None, None, best, start)
        return Placed(start, end, best, None)

    def _scaled(self, number: int) -> float:
        return float(number) if self.even else math.log10(max(number, 0) + 1)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Round numbers along the axis, at most five."""
        steps = self._round_steps() if self.even else self._powers()
        if len(steps) > MOST:
            steps = steps[:: math.ceil(len(steps) / MOST)]
        return steps

    def _powers(self) -> tuple[int, ...]:
        """Powers of ten; with their doubles and halves where these are few."""
        top = len(str(self.high))
        tens = [10**power for power in range(top)]
        inside = tuple(n for n in tens if self.low <= n <= self.high)
        if len(inside) >= FEWEST:
            return inside
        return tuple(k * n for n in tens for k in BETWEEN if self.low <= k * n <= self.high)

    def _round_steps(self) -> tuple[int, ...]:
        span = self.high - self.low
        step = next(
            k * 10**power
            for power in range(len(str(span)) + 1)
            for k in BETWEEN
            if span / (k * 10**power) <= MOST - 1
        )
        return tuple(range(-(-self.low // step) * step, self.high + 1, step))
