"""What phrases state, language by language: the lines of stated/<language>.txt, which a speaker can
correct without reading code.
"""

from __future__ import annotations

from typing import Protocol

from sources.phrases import PhraseError, read


class Line(Protocol):
    """A line as conftest.py reads it."""

    words: str
    unit: str
    expected: str


def _told(line: Line, language: str) -> tuple[str, int]:
    """A reading as the files write it (low, high and point, a dash for none), or the error and its
    position.
    """
    try:
        reading = read(line.words, line.unit, language)
    except PhraseError as error:
        return "error", error.position
    bounds = (reading.low, reading.high, reading.point)
    return " ".join("-" if n is None else str(n) for n in bounds), 0


def test_phrases_state_what_their_lines_say(language: str, lines: list[Line]) -> None:
    wrong = []
    for line in lines:
        told, position = _told(line, language)
        expected, _, word = line.expected.partition(" at ")
        if told != expected or not line.words[position:].lower().startswith(word.lower()):
            wrong.append(f"{line.words!r}: expected {line.expected}, read {told} at {position}")
    assert wrong == []
    assert len(lines) > 100
