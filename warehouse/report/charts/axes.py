"""Time and numbers as distances in a drawing, and back: what is placed there is placed in pixels.

The drawing library has the same scales; here marks and labels are kept from covering one another
before it draws them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Numbers:
    """A logarithmic axis: `low` at the bottom, `high` at the top, `height` pixels apart."""

    low: float
    high: float
    height: float

    def y(self, value: float) -> float:
        """Pixels from the top; what lies outside stands on the edge."""
        inside = min(max(value, self.low), self.high)
        return self.height * math.log(self.high / inside) / math.log(self.high / self.low)

    def value(self, y: float) -> float:
        """The number at a height."""
        return self.high * math.exp(-y / self.height * math.log(self.high / self.low))

    @property
    def ticks(self) -> list[int]:
        """The numbers 1, 2, 5, 10, 20, 50 ... on the axis; more where there is hardly one."""
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        for digits in ((1, 2, 5), (1, 2, 3, 4, 5, 6, 8)):
            every = (digit * 10**power for power in powers if power >= 0 for digit in digits)
            found = [n for n in every if self.low <= n <= self.high]
            if len(found) > 1:
                break
        return found


@dataclass(frozen=True)
class Rows:
    """An axis of plain rows, in pixels from the top."""

    height: float

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return value

    def value(self, y: float) -> float:
        """The same."""
        return y


@dataclass(frozen=True)
class Time:
    """An axis of days: `first` on the left, `last` on the right, `width` pixels apart."""

    first: date
    last: date
    width: float

    def x(self, day: date) -> float:
        """Pixels from the left; what lies outside stands on the edge."""
        inside = min(max(day, self.first), self.last)
        return self.width * (inside - self.first).days / (self.last - self.first).days

    def moment(self, x: float) -> str:
        """The moment at a distance from the left, as ISO text in UTC."""
        begin = datetime(self.first.year, self.first.month, self.first.day)
        seconds = x / self.width * (self.last - self.first).days * 86_400
        return f"{(begin + timedelta(seconds=seconds)).isoformat(timespec='seconds')}Z"

    @property
    def years(self) -> list[date]:
        """The first day of every year on the axis."""
        years = range(self.first.year + 1, self.last.year + 1)
        return [date(year, 1, 1) for year in years]
