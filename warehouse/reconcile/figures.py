"""What several rules ask of figures: the number a coder notes, how far readings reach, who votes.

Pure functions. What only one rule needs stands in its file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from warehouse.reconcile.rule import Figure

# Magnitudes told without a number; a range of two ("hundreds to thousands") counts as its first.
MAGNITUDES = (
    "dozens", "hundreds", "thousands", "tens of thousands", "hundreds of thousands", "millions",
)  # fmt: skip
Interval = tuple[int, int | None]
Voice = tuple[str, int]  # a witness and a number that stands for figures of its


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


def hull(figures: Iterable[Figure]) -> Interval:
    """The least low of the figures and the greatest end that they state. People counted so far are
    open upwards, whatever their words: nothing follows from them about the height. Needs a figure.
    """
    known = [(f.low, None if f.floor else f.high) for f in figures]
    return min(low for low, _ in known), ceiling(known)


def states_number(figure: Figure) -> bool:
    """Whether the words hold a number, or a range with a middle: dozens and hundreds hold none."""
    return figure.point is not None or figure.qualifier == "between"


def voices(figures: Iterable[Figure]) -> dict[Voice, Fraction]:
    """What each witness says, with its weight: one witness is one voice, which it divides equally
    among the numbers that it gives. A number that it repeats is one."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for f in figures:
        numbers[f.witness].add(f.number)
    return {(w, n): Fraction(1, len(said)) for w, said in numbers.items() for n in said}


def middle(figures: Iterable[Figure]) -> int:
    """The middle number of their voices, the lower where there are two. Needs a figure."""
    numbers = sorted(n for _, n in voices(figures))
    return numbers[(len(numbers) - 1) // 2]


def within(number: int, low: int | None, high: int | None) -> int:
    """The number, or the end beyond which it lies: the number printed may lie one step outside of
    what its words allow ("more than 620" begins at 621)."""
    if low is not None and number < low:
        return low
    return high if high is not None and number > high else number
