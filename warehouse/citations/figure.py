"""The figure of a claim in words: a number with its qualifier, two numbers, or a magnitude.

What each of them states is the table of the phrase reader; here it is only said.
"""

from __future__ import annotations

import re

from warehouse.citations.row import Row
from warehouse.citations.wording import MANY, Count, Language

MAGNITUDES = {
    "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999),
}  # fmt: skip
"""Least and greatest number of each magnitude, as the phrase reader has them."""
LOWER = {"at least": 0, "more than": 1}  # by how much the least number exceeds the one printed
UPPER = {"up to": 0, "fewer than": -1}
DIGITS = r"(\d{1,3}(?:[.,'\s]\d{3})+|\d+)"
TWO = re.compile(rf"(?<![\d.,]){DIGITS}\s?[-–—]\s?{DIGITS}(?![\d.,]\d)")  # 60-70, 1,000–2,000


def figure(row: Row, words: Language) -> tuple[str, Count]:
    """The figure in words, without its noun, and what the grammar of the noun needs to know.

    Raises `MissingWords` for a qualifier that the language does not have.
    """
    first, _, second = row.qualifier.partition(" to ")
    if first in MAGNITUDES:
        return _magnitude(words, first, second)
    if row.qualifier in ("between", "rising to"):
        assert row.high is not None  # both numbers were read
        return _two(words, row.qualifier, row.low, row.high)
    if row.point is not None:
        return _one(words, row.qualifier, row.point)
    return _without_point(row, words)


def _one(words: Language, qualifier: str, n: int) -> tuple[str, Count]:
    said = words.said("figure", qualifier).format(n=words.number(n))
    genitive = qualifier in words.said("genitive")
    return said, Count(words.category(n), genitive, million=_million(n))


def _two(words: Language, qualifier: str, a: int, b: int) -> tuple[str, Count]:
    said = words.said("figure", qualifier).format(a=words.number(a), b=words.number(b))
    genitive = qualifier in words.said("genitive")
    return said, Count(words.category(b), genitive, several=True, million=_million(b))


def _million(n: int) -> bool:
    """Whether a number ends in millions: un millón de personas."""
    return n > 0 and n % 1_000_000 == 0


def _magnitude(words: Language, first: str, second: str) -> tuple[str, Count]:
    a = words.said("magnitudes", first)
    if second:
        b = words.said("magnitudes", second)
        pattern = words.said("magnitude", "span")
        said = pattern.format(a=_case(a, "span"), b=_case(b, "span"))
    else:
        said = words.said("magnitude", "alone").format(m=_case(a, "alone"))
    return said, MANY


def _case(magnitude: str | dict[str, str], place: str) -> str:
    """A magnitude as it stands in a place: one form for all of them, or one for each."""
    return magnitude if isinstance(magnitude, str) else magnitude[place]


def _without_point(row: Row, words: Language) -> tuple[str, Count]:
    """A qualifier that held two numbers ("at least 60-70") or a magnitude ("at least hundreds").

    Of two numbers the reading has one; the other is taken from the words where digits print both.
    """
    qualifier = row.qualifier
    lower = qualifier in LOWER
    n = row.low - LOWER[qualifier] if lower else (row.high or 0) - UPPER[qualifier]
    for found in TWO.finditer(row.says):
        a, b = (int(re.sub(r"\D", "", digits)) for digits in found.groups())
        if (a if lower else b) == n and a < b:
            both = f"{words.number(a)}–{words.number(b)}"
            said = words.said("figure", qualifier).format(n=both)
            return said, Count(words.category(b), qualifier in words.said("genitive"), several=True)
    for name, (least, most) in MAGNITUDES.items():
        if (row.low == least) if lower else (row.high == most):
            place = "held_genitive" if qualifier in words.said("genitive") else "held"
            m = _case(words.said("magnitudes", name), place)
            m = words.said("magnitude", "held").format(m=m)
            said = words.said("figure", qualifier).format(n=m)
            return said, MANY
    said, count = _one(words, qualifier, n)
    return said + words.said("of_two", "lower" if lower else "upper"), count
