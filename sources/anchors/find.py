"""Words in a text: exactly, or else alike but for spaces, dashes, quotes, digits and case.

Never a guess: words that differ in a letter are other words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sources.anchors.folding import folded, pattern
from sources.text.normal import normal

MOST = 1_000  # places of one phrase; a page that repeats it more often repeats itself


@dataclass(frozen=True)
class Place:
    """Words at text[start:end]; `exactly` as given, or only alike."""

    start: int
    end: int
    exactly: bool


def places(words: str, text: str, alike: str | None = None) -> list[Place]:
    """Every place of the words, in order, at most `MOST`: the exact ones, or else those alike.

    A place inside a longer number or word is none: "40 men" do not stand in "140 men", nor "5
    Cubans" in "5 Cubanstown". `alike` is `folded(text)`, for callers who look for many words in
    one text.
    """
    words = normal(words)
    if not words:
        return []
    return list(_exact(words, text)) or list(
        _alike(words, folded(text) if alike is None else alike)
    )


def _exact(words: str, text: str) -> Iterator[Place]:
    at, found = text.find(words), 0
    while at >= 0 and found < MOST:
        end = at + len(words)
        if not _inside_a_word(text, at, end):
            yield Place(at, end, True)
            found += 1
        at = text.find(words, end)


def _alike(words: str, alike: str) -> Iterator[Place]:
    found = 0
    for match in pattern(words).finditer(alike):
        start, end = match.span()
        if _inside_a_word(alike, start, end):
            continue
        yield Place(start, end, False)
        found += 1
        if found >= MOST:
            return


def _inside_a_word(text: str, start: int, end: int) -> bool:
    """Whether a number or a word runs on beyond the ends of text[start:end]."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return _runs_on(before, text[start]) or _runs_on(text[end - 1], after)


def _runs_on(one: str, other: str) -> bool:
    if not (one and other) or one.isdecimal() != other.isdecimal():
        return False  # "15k", "5000名": a word may touch a number
    return _of_words(one) and _of_words(other)


def _of_words(character: str) -> bool:
    """Digits, and letters of scripts that put spaces between words."""
    return character.isalnum() and not "\u2e80" <= character <= "\u9fff"
