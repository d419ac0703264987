"""Leaving out whatever can be spared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def spared(items: Sequence[T], enough: Callable[[list[T]], bool]) -> list[T]:
    """The items without those that can be left out one after another while `enough` holds.

    Halves are tried before single ones, as in QuickXplain (Junker 2004).
    """
    step = max(1, len(items) // 2)
    kept = list(items)
    while True:
        place = 0
        while place < len(kept):
            rest = kept[:place] + kept[place + step :]
            if enough(rest):
                kept = rest
            else:
                place += step
        if step == 1:
            return kept
        step //= 2
