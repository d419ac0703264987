"""Magnitudes that are told without a number: "dozens", "several hundred", "tens of thousands".

What each of them means stands in reading.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from sources.phrases.qualifiers import LOWER, UPPER, Said, settle
from sources.phrases.reading import VAGUE, PhraseError
from sources.phrases.sentence import Sentence

TEN, DOZEN, THOUSAND = 10, 12, 1000
SIZES = {
    TEN: "dozens",
    100: "hundreds",
    1_000: "thousands",
    10_000: "tens of thousands",
    100_000: "hundreds of thousands",
    1_000_000: "millions",
}
UNIT = {name: size for size, name in SIZES.items()}


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A magnitude in tokens[start:end], by its name."""

    name: str
    start: int
    end: int


def _scale(s: Sentence, at: int) -> int | None:
    """The scale that stands at a place; a dozen is as good as ten here."""
    term = s.term(at)
    if term is None or term.kind != "scale":
        return None
    return TEN if term.value == DOZEN else int(term.value)


def _round(s: Sentence, at: int) -> int | None:
    """A scale that is one word with its number: "mehrere zehntausend"."""
    term = s.term(at)
    great = term is not None and term.kind == "number" and term.value > THOUSAND
    return int(term.value) if great and term is not None and term.value in SIZES else None


def _size(s: Sentence, at: int, free: bool) -> int | None:
    """The size of the magnitude that one term at a place names."""
    term = s.term(at)
    if term is not None and term.kind == "vague":
        return UNIT[term.value]
    word = s.words[at] if at < len(s) else ""
    # "тысячи" alone are thousands; "более тысячи" is more than one thousand.
    plural = word in s.lexicon.words.get("plurals", ()) or (free and word in s.lexicon.bare)
    return _scale(s, at) if plural else None


def magnitude(s: Sentence, at: int, several: bool, free: bool) -> Magnitude | None:
    """The magnitude that begins at a token, or None.

    `several`: whether "several" stands before it; `free`: whether nothing stands before it. Raises
    `PhraseError` for one that no row of the table knows, such as hundreds of millions.
    """
    size = _size(s, at, free) or (_scale(s, at) or _round(s, at) if several else None)
    if size is None:
        return None
    end = at + s.length(at)
    while size in SIZES:
        i = end + s.link("of", end)
        more = _scale(s, i) or _size(s, i, True)
        if more is None:
            return Magnitude(SIZES[size], at, end)
        size, end = size * more, i + s.length(i)
    raise PhraseError(f"a magnitude of {size:,} is not understood", s.tokens[at].start)


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
