"""A table in delimiter-separated values to its text: a row a line, its cells apart.

The text of any other file stands as it is; a comma between two cells would read as one within a
number.
"""

from __future__ import annotations

import csv
import io
from collections import Counter

from sources.text.normal import normal

# Where two fit as well, the first is right: commas and points stand in numbers too.
_DELIMITERS = "\t|;,"
_HEAD = 100_000  # characters looked at
_ROWS = 50


def text_of(characters: str) -> str:
    """The text of a table. Two cells are a space apart, or `normal.BETWEEN` where digits meet.

    Where no delimiter parts a row, the text stands as it was.
    """
    delimiter = _delimiter(characters[:_HEAD])
    if delimiter is None:
        return normal(characters)
    # Two spaces between cells: `normal` tells them from one within a number.
    return normal("\n".join("  ".join(row) for row in _rows(characters, delimiter)))


def _rows(characters: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(max(len(characters), csv.field_size_limit()))
    plain = characters.replace("\0", "\ufffd")  # which csv refuses
    rows = csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter)
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def _delimiter(head: str) -> str | None:
    """The delimiter that parts most of the first rows into the same number of cells."""
    alike = {}
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _rows(head, delimiter)[:_ROWS] if len(row) > 1)
        alike[delimiter] = max(widths.values(), default=0)
    best = max(_DELIMITERS, key=lambda delimiter: alike[delimiter])
    return best if alike[best] else None
