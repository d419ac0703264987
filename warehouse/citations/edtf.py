"""The parts of an EDTF text (Library of Congress, Extended Date/Time Format, 2019, levels 0 and 1).

How a date is told or cited belongs elsewhere; the days that it covers stand in the warehouse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OPEN = ".."
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")
SEASONS = range(21, 25)


@dataclass(frozen=True)
class Date:
    """A year with what is known of month (21 to 24: a season) and day; `mark` is ~ (approximate),
    ? (uncertain), % (both) or empty."""

    year: int
    month: int | None
    day: int | None
    mark: str

    @property
    def season(self) -> int | None:
        """21 (spring) to 24 (winter), where it is one."""
        return self.month if self.month in SEASONS else None


@dataclass(frozen=True)
class Interval:
    """From one date to another; None is an open side."""

    first: Date | None
    last: Date | None


def parse(text: str) -> Date | Interval | None:
    """The parts of a text; None for a form that has none (199X, a set)."""
    if "/" not in text:
        return _date(text)
    start, _, end = text.partition("/")
    first, last = _date(start), _date(end)
    if (first is None and start != OPEN) or (last is None and end != OPEN):
        return None
    return Interval(first, last)


def _date(text: str) -> Date | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, mark = found.groups()
    return Date(int(year), int(month) if month else None, int(day) if day else None, mark)
