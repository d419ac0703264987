"""The shortest phrase that reads as a figure does, by the words alone.

A claim's `says` must read by itself as it reads in its sentence, and keep the word that weakens it.
"""

from __future__ import annotations

import re

from sources.counts.words import IDEOGRAPH
from sources.phrases import PhraseError, Reading, read
from sources.phrases.figure import Figure

WORD = re.compile(rf"[{IDEOGRAPH}]|[^\s{IDEOGRAPH}]+")
WIDENED = 8  # words taken in on either side before the phrase stays as it is
CLAUSE = re.compile(r"[;:!?()]|[.,](?=\s)|[。；：！？，（）]")


def phrase(
    text: str, sentence: tuple[int, int], figure: Figure, language: str
) -> tuple[int, int, bool]:
    """(start, end, hedged) of the shortest phrase that reads as the figure in its sentence."""
    start, end = _clause(text, sentence, figure)
    whole = _read(text[start:end], figure, language)
    hedged = whole is not None and whole.hedged
    short = (figure.start, figure.end)
    for wanted in (hedged, False):
        for first, last in _widened(text, (start, end), short):
            found = _read(text[first:last], figure, language)
            if found is not None and found.hedged >= wanted:
                return first, last, hedged
    return *short, hedged


def _clause(text: str, sentence: tuple[int, int], figure: Figure) -> tuple[int, int]:
    """The part of a sentence around a figure between the marks next to it."""
    start, end = sentence
    for mark in CLAUSE.finditer(text, start, figure.start):
        start = mark.end()
    mark_behind = CLAUSE.search(text, max(figure.end, figure.start), end)
    return start, mark_behind.start() if mark_behind else end


def _read(says: str, figure: Figure, language: str) -> Reading | None:
    try:
        found = read(says, figure.unit or "persons", language)
    except PhraseError:
        return None
    same = (found.low, found.high, found.point) == (figure.low, figure.high, figure.point)
    return found if same else None


def _widened(text: str, bounds: tuple[int, int], short: tuple[int, int]) -> list[tuple[int, int]]:
    """The phrase, then the phrase with one more word behind it and so on, then before it."""
    behind = [m.end() for m in WORD.finditer(text, short[1], bounds[1])][:WIDENED]
    before = [m.start() for m in WORD.finditer(text, bounds[0], short[0])][::-1][:WIDENED]
    return [short, *((short[0], end) for end in behind), *((start, short[1]) for start in before)]
