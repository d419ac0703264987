"""EDTF -> first and last day (Library of Congress, Extended Date/Time Format, 2019).

Strict bounds: approximate (~) and uncertain (?) dates keep the days they name. Nothing here knows
what a date is used for.
"""

import calendar
import functools
import re
from datetime import date
from typing import NamedTuple


class Span(NamedTuple):
    """First and last day, both inclusive; None is an open side."""

    first: date | None
    last: date | None


class DateError(ValueError):
    """A text that is no date; the message says what was expected."""


EXPECTED = "a date in EDTF, such as 2025-10-02, 2025-10, 2025, 2025-04~, 2024-05/2024-08, ../2026"
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
# Months of spring, summer, autumn, winter as the edtf library bounds them: the winter of a year is
# its December, for January may be meant of the same year or of the next.


def _plain(text: str, year: int, month: int | None, day: int | None) -> Span:
    if year < 1:
        raise DateError(f"no such year: {text}; expected {EXPECTED}")
    if month is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if month in _SEASONS and day is None:
        start, end = _SEASONS[month]
        return Span(date(year, start, 1), date(year, end, calendar.monthrange(year, end)[1]))
    if not 1 <= month <= 12:
        raise DateError(f"no month {month:02} in {text}; expected 01 to 12, or a season 21 to 24")
    days = calendar.monthrange(year, month)[1]
    if day is None:
        return Span(date(year, month, 1), date(year, month, days))
    if not 1 <= day <= days:
        raise DateError(f"no day {day:02} in {year}-{month:02}; expected 01 to {days}")
    return Span(date(year, month, day), date(year, month, day))


def _library(text: str) -> Span:
    """The rarer forms (199X, 2025-1X, sets), through the `edtf` library, whose import and parser
    are slow; only single dates, the intervals are split here."""
    import edtf

    if re.match(r"[-Yy]|.*[SsEe^]", text):
        raise DateError(f"not a year of four digits: {text}; expected {EXPECTED}")
    try:
        parsed = edtf.parse_edtf(text)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        return Span(date(*lower[:3]), date(*upper[:3]))
    except (edtf.parser.edtf_exceptions.EDTFParseException, ValueError, TypeError) as error:
        raise DateError(f"not a date: {text}; expected {EXPECTED}") from error


def _single(text: str) -> Span:
    found = _PLAIN.fullmatch(text)
    if found:
        year, month, day = found.groups()
        return _plain(text, int(year), int(month) if month else None, int(day) if day else None)
    if not re.fullmatch(r"[0-9X?~%\[\]{},.-]{4,60}", text):
        raise DateError(f"not a date: {text[:60]}; expected {EXPECTED}")
    return _library(text)


@functools.lru_cache(maxsize=1 << 16)
def span(text: str) -> Span:
    """The days an EDTF text covers: `2025-10` -> 2025-10-01..2025-10-31, `../X` -> first None,
    `X/..` -> last None. Raises DateError."""
    if "/" not in text:
        return _single(text)
    start, _, end = text.partition("/")
    if not start or not end:
        known = f"../{end}" if end else f"{start}/.."
        raise DateError(f"an unknown side cannot be bounded: {text}; did you mean '{known}'?")
    if start == end == "..":
        raise DateError(f"open on both sides: {text}; expected {EXPECTED}")
    first = None if start == ".." else _single(start).first
    last = None if end == ".." else _single(end).last
    if first is not None and last is not None and first > last:
        raise DateError(f"ends before it begins: {text}; did you mean '{end}/{start}'?")
    return Span(first, last)
