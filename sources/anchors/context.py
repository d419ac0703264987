"""What stands around a place, and what the phrase reader reads there.

A transcription may be right to the letter and still leave out the "up to" that stood before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sources.anchors.find import Place
from sources.phrases import readings, sentences
from sources.phrases.figures import Figure

REACH = 32  # characters of prefix and suffix: enough to tell places apart, too few to be an article
WINDOW = 600  # characters read to either side: longer than the longest honest sentence


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Prefix and suffix of text[start:end]."""
    return text[max(start - REACH, 0) : start], text[end : end + REACH]


@dataclass(frozen=True)
class There:
    """What the text says at a place: words from qualifier to noun, and the interval they state."""

    words: str
    low: int
    high: int | None
    point: int | None


def there(text: str, place: Place, unit: str, language: str) -> There | None:
    """The figure of `unit` whose number begins at the place, or that the place cuts in two.

    None where the text around says nothing of it that can be read: another unit, a date, nothing.
    """
    first, last = _around(text, place.start, place.end)
    said = text[first:last]
    start, end = place.start - first, place.end - first
    found = [f for f in readings(said, language) if f.refused is None]
    begun = [f for f in found if start <= f.position < end]
    cut = [f for f in found if f.position < start < f.end] if not begun else []
    chosen = _of_unit(begun or cut[-1:], unit)
    if chosen is None:
        return None
    return There(said[chosen.start : chosen.end], chosen.low, chosen.high, chosen.point)


def _of_unit(found: list[Figure], unit: str) -> Figure | None:
    return next((f for f in found if f.may_count(unit)), None)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences in which text[start:end] stands."""
    first = _first(text, start)
    window = text[first : end + WINDOW]
    its = [(a + first, b + first) for a, b in sentences(window) if b + first > start]
    held = [(a, b) for a, b in its if a < end]
    return (held[0][0], held[-1][1]) if held else (start, end)


def _first(text: str, start: int) -> int:
    """Where to begin to read: a line's beginning, or a space some way before the place."""
    far = max(start - WINDOW, 0)
    line = text.rfind("\n", far, start)
    if line >= 0:
        return line + 1
    space = text.find(" ", far, start)
    return 0 if far == 0 else max(space, far)
