"""What phrases state, language by language: the lines of stated/<language>.txt, which a speaker can
correct without reading code.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.phrases import PhraseError, read

FOLDER = Path(__file__).parent / "stated"


def _lines() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                words, expected = line.rsplit(" | ", 1)
                found.append((path.stem, words, expected))
    return found


def _told(words: str, language: str, unit: str) -> str:
    """A reading as the files write it: low, high and point, a dash for none."""
    reading = read(words, unit, language)
    return " ".join(
        "-" if n is None else str(n) for n in (reading.low, reading.high, reading.point)
    )


@pytest.mark.parametrize(("language", "words", "expected"), _lines())
def test_a_phrase_states_what_its_line_says(language: str, words: str, expected: str) -> None:
    unit, _, bounds = expected.rpartition(": ")
    unit = unit or "persons"
    if not bounds.startswith("error"):
        assert _told(words, language, unit) == bounds
        return
    with pytest.raises(PhraseError) as caught:
        read(words, unit, language)
    if word := bounds.removeprefix("error").removeprefix(" at "):
        at = caught.value.position
        assert words[at : at + len(word)].lower() == word.lower(), str(caught.value)
