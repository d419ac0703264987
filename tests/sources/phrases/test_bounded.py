"""The work that a text asks for grows with its length and no faster."""

from __future__ import annotations

import contextlib

import pytest

from sources.phrases import PhraseError, read, readings
from sources.phrases.lexicon import Lexicon

PIECES = [
    ("en", "40 "),
    ("en", "at least "),
    ("en", "one thousand, "),
    ("en", "twenty-"),
    ("en", "two hundred and "),
    ("en", "40 or "),
    ("en", "40 to "),
    ("en", "40-"),
    ("en", "hundreds of "),
    ("en", "men, "),
    ("en", "40 men "),
    ("en", "between "),
    ("en", "1,"),
    ("en", "1 000"),
    ("fr", "quatre-vingt-"),
    ("fr", "d'une "),
    ("ru", "сотни тысяч "),
    ("de", "und"),
    ("de", "hundert"),
    ("it", "cent"),
    ("zh", "一万"),
    ("zh", "一百零"),
]


class _Counted:
    """Counts how often the grammar looks a place up."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps = 0
        for name in ("link", "longest"):
            self._wrap(monkeypatch, name)

    def _wrap(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        inner = getattr(Lexicon, name)

        def outer(*arguments: object) -> object:
            self.steps += 1
            return inner(*arguments)

        monkeypatch.setattr(Lexicon, name, outer)

    def of(self, text: str, language: str) -> int:
        self.steps = 0
        with contextlib.suppress(PhraseError):
            read.__wrapped__(text, "persons", language)
        return self.steps


@pytest.mark.parametrize(("language", "piece"), PIECES)
def test_twice_the_text_asks_for_twice_the_look_ups(
    language: str, piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = _Counted(monkeypatch)
    once = counted.of(piece * (600 // len(piece)), language)
    twice = counted.of(piece * (1200 // len(piece)), language)
    assert twice <= 2.2 * once + 100


def test_a_long_text_asks_for_as_much_as_its_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = _Counted(monkeypatch)
    sentence = "At least 40 men of 5 countries joined in 2023, among them 12 Cubans. "
    assert sum(1 for _ in readings(sentence * 10, "en")) == 40
    once = counted.steps
    counted.steps = 0
    assert sum(1 for _ in readings(sentence * 200, "en")) == 800
    assert counted.steps <= 21 * once


def test_compounds_of_one_letter_pattern_do_not_branch_without_end() -> None:
    for word in ("hundert" * 14, "einund" * 16, "zwei" * 25):
        with pytest.raises(PhraseError):
            read(f"{word} Männer", "persons", "de")
