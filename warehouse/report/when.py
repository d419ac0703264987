"""A date of the catalog in words, for people who do not read EDTF (the Library of Congress's
Extended Date/Time Format, levels 0 and 1).

Which days a date covers stands in the warehouse.
"""

from __future__ import annotations

import re
from calendar import month_name

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
MARKS = {"": "", "~": "around ", "?": "perhaps ", "%": "perhaps around "}
OPEN = ("", "..")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")


def when(text: str | None) -> str:
    """5 October 2025, around October 2025, autumn 2025, May 2024 to July 2024, not before May 2024.

    A form that it does not know stays as it is written; None is `unknown`.
    """
    if text is None:
        return "unknown"
    first, _, last = text.partition("/")
    if "/" not in text:
        return _date(text)
    if first in OPEN and last in OPEN:
        return "unknown"
    if last in OPEN:
        return f"not before {_date(first)}"
    return f"not after {_date(last)}" if first in OPEN else f"{_date(first)} to {_date(last)}"


def _date(text: str) -> str:
    found = _DATE.fullmatch(text)
    if found is None:
        return text
    year, month, day, mark = found.groups()
    words = year
    if month is not None:
        if not 1 <= int(month) <= 12 and int(month) not in SEASONS:
            return text
        words = f"{SEASONS.get(int(month)) or month_name[int(month)]} {year}"
    return f"{MARKS[mark]}{f'{int(day)} ' if day else ''}{words}"
