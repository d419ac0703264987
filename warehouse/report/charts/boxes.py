"""Room in a drawing: boxes that do not cover one another, for marks and for words.

A first fit in a given order, the most important first, is enough for some dozens of boxes, and
gives the same picture every time.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.report.charts.widths import width

BOLD = 1.2  # widths of bold letters to those of others
COLUMN = 40  # pixels: few boxes stand in a column, and few are wider than some columns

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A box in pixels, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def moved(self, x: float, y: float) -> Box:
        """The same box, so far to the right and down."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def inside(self, other: Box) -> bool:
        """Whether it lies in the other one altogether."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def around(x: float, y: float, half_width: float, half_height: float) -> Box:
    """A box around a point."""
    return Box(x - half_width, y - half_height, x + half_width, y + half_height)


def along(begin: Point, end: Point, apart: float) -> list[Point]:
    """Points on a straight line, its ends among them, no more than so many pixels apart."""
    (x, y), (x2, y2) = begin, end
    n = 1 + int(math.hypot(x2 - x, y2 - y) / apart)
    return [(x + (x2 - x) * i / n, y + (y2 - y) * i / n) for i in range(n + 1)]


def words(x: float, y: float, lines: Iterable[str], size: float, align: str) -> Box:
    """The box of lines of text: x is where they are aligned, y the middle of the first one."""
    shown = list(lines)
    wide = max(width(line, size) for line in shown)
    left = {"left": x, "right": x - wide, "center": x - wide / 2}[align]
    return Box(left, y - size * 0.65, left + wide, y + size * (1.2 * len(shown) - 0.55))


class Room:
    """What is taken of a drawing, inside a frame; kept by columns, for it is asked very often."""

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self._taken: dict[int, list[Box]] = defaultdict(list)
        self._written: dict[int, list[Box]] = defaultdict(list)

    def take(self, *boxes: Box) -> None:
        """Mark boxes as taken, whether or not they were free."""
        for box in boxes:
            for column in _columns(box):
                self._taken[column].append(box)

    def write(self, box: Box) -> None:
        """Mark a box of words as taken."""
        self.take(box)
        for column in _columns(box):
            self._written[column].append(box)

    def is_free(self, box: Box) -> bool:
        """Whether nothing stands there."""
        return box.inside(self.frame) and not _meets_any(box, self._taken)

    def crosses_words(self, points: Iterable[Point]) -> bool:
        """Whether a line through these points would cross any words."""
        return any(_meets_any(around(x, y, 1, 1), self._written) for x, y in points)


def _columns(box: Box) -> range:
    return range(int(box.left // COLUMN), int(box.right // COLUMN) + 1)


def _meets_any(box: Box, kept: dict[int, list[Box]]) -> bool:
    return any(box.meets(other) for column in _columns(box) for other in kept.get(column, ()))
