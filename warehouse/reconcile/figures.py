"""What several rules ask of a handful of figures: their hull, their voices, their middle.

Pure functions on figures. What only one rule asks stands in that rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from warehouse.reconcile.rule import Figure

Voice = tuple[str, int]  # a witness and a number that stands for figures of its


def hull(figures: Iterable[Figure]) -> tuple[int, int | None]:
    """The least low of the figures and their greatest high; None where one of them opens upwards.

    People counted so far say nothing of the height: they neither limit the high nor open it, but
    lie below it. Where there is nothing else, there is no high. Needs a
    figure.
    """
    figures = list(figures)
    lows = [f.low for f in figures]
    highs = [f.high for f in figures if not f.floor]
    closed = [h for h in highs if h is not None]
    return min(lows), max(closed + lows) if closed and len(closed) == len(highs) else None


def voices(figures: Iterable[Figure]) -> dict[Voice, Fraction]:
    """What each witness says, with its weight: one witness is one voice, which it divides equally
    among the numbers that it gives. A number that it repeats is one."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for f in figures:
        numbers[f.witness].add(f.number)
    return {(w, n): Fraction(1, len(said)) for w, said in numbers.items() for n in said}


def middle(figures: Iterable[Figure]) -> int:
    """The middle number of their voices, the lower where there are two."""
    numbers = sorted(n for _, n in voices(figures))
    return numbers[(len(numbers) - 1) // 2]


def within(number: int, low: int | None, high: int | None) -> int:
    """The number, or the end beyond which it lies: the number printed may lie one step outside of
    what its words allow ("more than 620" begins at 621)."""
    if low is not None and number < low:
        return low
    return high if high is not None and number > high else number
