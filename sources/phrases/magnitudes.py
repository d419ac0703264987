"""Magnitudes that are told without a number: "dozens", "several hundred", "tens of thousands".

What each of them means stands in reading.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from sources.phrases.qualifiers import LOWER, UPPER, Said, settle
from sources.phrases.reading import VAGUE, PhraseError
from sources.phrases.sentence import Sentence

SIZES = {
    10: "dozens",
    12: "dozens",
    100: "hundreds",
    1_000: "thousands",
    10_000: "tens of thousands",
    100_000: "hundreds of thousands",
    1_000_000: "millions",
}
UNIT = {name: size for size, name in SIZES.items() if size != 12}


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A magnitude in tokens[start:end], by its name."""

    name: str
    start: int
    end: int


def _size(s: Sentence, at: int, free: bool) -> int | None:
    """The size of the magnitude that one term at a place names."""
    term = s.term(at)
    if term is None:
        return None
    if term.kind == "vague":
        return UNIT[term.value]
    if term.kind != "scale":
        return None
    word = s.words[at]
    # "тысячи" alone are thousands; "более тысячи" is more than one thousand.
    if word in s.lexicon.words.get("plurals", ()) or (free and word in s.lexicon.bare):
        return int(term.value)
    return None


def magnitude(s: Sentence, at: int, several: bool, free: bool) -> Magnitude | None:
    """The magnitude that begins at a token, or None.

    `several`: whether "several" stands before it; `free`: whether nothing stands before it. Raises
    `PhraseError` for one that no row of the table knows, such as hundreds of millions.
    """
    size = _size(s, at, free)
    if size is None and several and s.kind(at) == "scale":
        size = int(s.piece(at).value)  # type: ignore[union-attr]  # a scale is a piece
    if size is None:
        return None
    end = at + s.length(at)
    while True:
        i = end + s.link("of", end)
        more = int(s.piece(i).value) if s.kind(i) == "scale" else _size(s, i, True)  # type: ignore[union-attr]
        if more is None:
            break
        size *= 10 if more == 12 else more
        end = i + s.length(i)
    if size not in SIZES:
        told = f"a magnitude of {size:,} and more is not understood"
        raise PhraseError(told, s.tokens[at].start)
    return Magnitude(SIZES[size], at, end)


def rising_to(s: Sentence, first: Magnitude) -> Magnitude | None:
    """The greater magnitude of "hundreds to thousands", "hundreds, possibly thousands"."""
    i = first.end
    comma = s.is_mark(i, ",")
    i += comma
    link = s.link("to", i) or s.link("or", i) or (1 if s.is_mark(i, "-–—") else 0)
    i += link
    hedged = False
    while s.kind(i) in ("hedges", "ignored", "rising"):
        hedged |= s.kind(i) in ("hedges", "rising")
        i += s.length(i)
    if not link and not (comma and hedged):
        return None
    second = magnitude(s, i, several=False, free=True)
    if second is None or UNIT[second.name] <= UNIT[first.name]:
        return None
    return second


def bounds(
    first: Magnitude, second: Magnitude | None, said: Said
) -> tuple[tuple[int, int | None, int | None], str]:
    """(low, high, point) and the name of a magnitude, or of two with a range between them."""
    low, high = VAGUE[first.name][0], VAGUE[(second or first).name][1]
    name = first.name if second is None else f"{first.name} to {second.name}"
    qualifier = settle(said)
    if qualifier in LOWER:
        return (low, None, None), qualifier
    if qualifier in UPPER:
        return (0, high, None), qualifier
    return (low, high, None), name
