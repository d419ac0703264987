"""How wide words are drawn, roughly: whoever looks at a drawing has other letters than whoever drew
it, and nothing tells theirs beforehand.
"""

from __future__ import annotations

from typing import Any

LETTERS = 12  # pixels, of most words in drawings
# Shares of the height of the letters, as wide as common sans-serif fonts have them (DejaVu Sans).
NARROW, CAPITAL, OTHER, FULL = 0.36, 0.72, 0.6, 1.0
SLIM = frozenset("iljtfrI.,:;'’|!()[] -")
FIRST_FULL = "\u2e80"  # Chinese, Japanese and Korean letters, and what comes after them
GAP = 12  # pixels at the edges of a drawing


def width(text: str, size: float = LETTERS) -> int:
    """Pixels of a text in letters of `size` pixels: rather too many than too few."""
    return round(size * sum(_share(c) for c in text))


def room(left: float, right: float, top: float = 4) -> dict[str, Any]:
    """The space that a drawing leaves for words beside its axes, in pixels: as much as is said, not
    as much as whoever draws it needs."""
    padding = {"left": round(left) + GAP, "right": round(right) + GAP, "top": top, "bottom": 4}
    return {"autosize": {"type": "none"}, "padding": padding}


def _share(character: str) -> float:
    if character >= FIRST_FULL:
        return FULL
    if character in SLIM:
        return NARROW
    return CAPITAL if character.isupper() else OTHER
