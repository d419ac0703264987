"""The lines of a page of a PDF to paragraphs and rows of tables. Knows characters, no places."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from sources.text.normal import normal

CELL = "\t"
"""Stands between two cells of a row; `normal` makes of it what keeps their numbers apart."""

_SHORT = 0.7  # of a usual line: where a shorter one ends, a paragraph does
# PDFium marks a hyphen at the end of a line, and takes the break away.
_HYPHEN = re.compile("(?<=(.))(?:[\ufffe\u0002]\\s*|\u00ad\r?\n)(?=(.))")
_CUT = re.compile(r"\w-$")  # after a digit PDFium leaves the hyphen


def joined(text: str) -> str:
    """The text of a page in normal form, one line a paragraph or a row.

    A line that ends with a digit is not joined to one that begins with a digit: nobody can tell
    whether the number goes on.
    """
    lines = [line.strip() for line in _HYPHEN.sub(_unhyphenated, text).splitlines()]
    usual = median([len(line) for line in lines if line and CELL not in line] or [0])
    out = [*lines[:1]]
    for line, then in pairwise(lines):
        out += [_between(line, then, usual), then]
    return normal("".join(out))


def _between(line: str, then: str, usual: float) -> str:
    rows = CELL in line or CELL in then
    ends = not line or not then or len(line) < _SHORT * usual
    digits = line[-1:].isdecimal() and then[:1].isdecimal()
    if rows or ends or digits:
        return "\n"
    return "" if _CUT.search(line) else " "


def _unhyphenated(found: re.Match[str]) -> str:
    """A word that was parted at the end of a line is one; names and numbers keep the hyphen."""
    before, after = found[1], found[2]
    return "" if before.isalpha() and after.isalpha() and not after.isupper() else "-"
