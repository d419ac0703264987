"""How wide words are drawn, roughly: whoever looks at a drawing has other letters than whoever drew
it, and nothing tells theirs beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable

LETTERS = 12  # pixels, of most words in drawings
# Shares of the height of the letters, as wide as common sans-serif fonts have them (DejaVu Sans).
NARROW, CAPITAL, OTHER, FULL = 0.36, 0.72, 0.6, 1.0
SLIM = frozenset("iljtfrI.,:;'’|!()[] -")
FIRST_FULL = "\u2e80"  # Chinese, Japanese and Korean letters, and what comes after them
WIDER = 0.18  # by how much the letters of a reader may exceed those that were measured


def width(text: str, size: float = LETTERS) -> int:
    """Pixels of a text in letters of `size` pixels: rather too many than too few."""
    return round(size * sum(_share(c) for c in text))


def spare(labels: Iterable[str]) -> dict[str, int]:
    """The padding of a drawing in which letters that are wider than measured are not cut off."""
    side = round(WIDER * max((width(label) for label in labels), default=0)) + 4
    return {"left": side, "right": side, "top": 4, "bottom": 4}


def _share(character: str) -> float:
    if character >= FIRST_FULL:
        return FULL
    if character in SLIM:
        return NARROW
    return CAPITAL if character.isupper() else OTHER
