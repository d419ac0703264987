"""What several rules ask of figures: the number a coder would note, and how far readings reach.

Pure functions. What only one rule needs stands in its file.
"""

from __future__ import annotations

from collections.abc import Iterable

from warehouse.reconcile.rule import Figure

# Magnitudes told without a number; a range of two ("hundreds to thousands") counts as its first.
MAGNITUDES = (
    "dozens", "hundreds", "thousands", "tens of thousands", "hundreds of thousands", "millions",
)  # fmt: skip
Interval = tuple[int, int | None]


def magnitude(figure: Figure) -> str | None:
    """The word that stands in place of a number, or None where there is a number."""
    first = figure.qualifier.split(" to ")[0]
    return first if first in MAGNITUDES else None


def states_least(figure: Figure) -> bool:
    """Whether the words say how many it is at least: "up to N" and "fewer than N" do not."""
    return figure.qualifier not in ("up to", "fewer than")


def noted(figure: Figure) -> int:
    """The number that a careful coder notes down: the one printed; of a range, and of words without
    a number, the low end."""
    return figure.low if figure.point is None else figure.point


def ceiling(intervals: Iterable[Interval]) -> int | None:
    """The greatest end that any interval states; None where none states one, or where one that is
    open upwards begins above it."""
    known = list(intervals)
    stated = max((high for _, high in known if high is not None), default=None)
    if stated is None or any(high is None and low > stated for low, high in known):
        return None
    return stated
