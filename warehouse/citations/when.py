"""Dates told in a language, from EDTF; in which period a claim counts."""

from __future__ import annotations

from warehouse.citations.edtf import Date, Interval, parse
from warehouse.citations.row import Row
from warehouse.citations.wording import Language

MARKS = {"~": "approximate", "?": "uncertain", "%": "both"}


def period(row: Row, words: Language) -> str:
    """The time that a claim speaks of: from a beginning, by a day, or on it."""
    if row.since is None:
        kind = "by" if row.kind == "cumulative" else "at"
        return str(words.said("period", kind).format(date=_as(row.as_of, kind, words)))
    if row.since == row.as_of:
        return str(words.said("period", "during").format(date=_as(row.as_of, "during", words)))
    since, until = _as(row.since, "since", words), _as(row.as_of, "until", words)
    return str(words.said("period", "window").format(since=since, date=until))


def published(text: str, words: Language) -> str:
    """When something was published."""
    return _as(text, "published", words)


def _as(text: str, place: str, words: Language) -> str:
    """A date in the case in which it stands in a place."""
    return told(text, words.said("cases", place), words)


def told(text: str, case: str, words: Language) -> str:
    """An EDTF text in words; a form that has no words (199X) is told as it is written."""
    found = parse(text)
    if found is None:
        return str(words.said("dates", "written").format(date=text))
    if isinstance(found, Date):
        return _date(found, case, words)
    return _interval(found, case, words)


def _interval(found: Interval, case: str, words: Language) -> str:
    """From one date to another, or open on a side."""
    sides = {}
    for key, date in (("a", found.first), ("b", found.last)):
        if date is not None:
            sides[key] = _date(date, "nominative", words)
    if len(sides) > 1:
        return _by_case(words.said("dates", "interval"), case).format(**sides)
    return str(words.said("dates", "from" if "a" in sides else "until").format(**sides))


def _by_case(forms: dict[str, str], case: str) -> str:
    """The form of a case; the nominative where a language has no other."""
    return forms.get(case, forms["nominative"])


def _date(date: Date, case: str, words: Language) -> str:
    """A day, month, season or year in words, with what is said of how sure it is."""
    said = _plain(date, case, words)
    if date.mark:
        said = words.said("dates", MARKS[date.mark]).format(date=said)
    return said


def _plain(date: Date, case: str, words: Language) -> str:
    if date.season is not None:
        season = _by_case(words.said("dates", "seasons")[date.season], case)
        return _by_case(words.said("dates", "season"), case).format(season=season, y=date.year)
    if date.month is None:
        return _by_case(words.said("dates", "year"), case).format(y=date.year)
    # CLDR has a month by itself in the nominative, and as it stands in a date.
    alone = date.day is None and case == "nominative"
    month = words.locale.months["stand-alone" if alone else "format"]["wide"][date.month]
    if date.day is None:
        return _by_case(words.said("dates", "month"), case).format(month=month, y=date.year)
    day = words.said("dates", "first") if date.day == 1 else date.day
    return _by_case(words.said("dates", "day"), case).format(d=day, month=month, y=date.year)
