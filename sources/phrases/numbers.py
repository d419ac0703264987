"""Tokens to numbers: digits, number words and scales, in figures or in words."""

from __future__ import annotations

from dataclasses import dataclass

from sources.phrases.lexicon import Lexicon, Term
from sources.phrases.reading import MOST, PhraseError
from sources.phrases.sums import Sum
from sources.phrases.tokens import Token


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in tokens[start:end]; `multiplier` is the last scale that it was told in."""

    value: int
    start: int
    end: int
    multiplier: int
    in_words: bool


class Sentence:
    """Tokens with the terms of a lexicon at hand."""

    def __init__(self, found: list[Token], lexicon: Lexicon) -> None:
        self.tokens = found
        self.words = [t.text for t in found]
        self.lexicon = lexicon
        self._terms: dict[int, Term | None] = {}

    def term(self, at: int) -> Term | None:
        """The longest term that begins at a token, or a number written as one word."""
        if at not in self._terms:
            term = self.lexicon.longest(self.words, at)
            if term is None and at < len(self.tokens) and self.tokens[at].kind == "word":
                value = self.lexicon.compound(self.words[at])
                term = Term("number", value, 1) if value is not None else None
            self._terms[at] = term
        return self._terms[at]

    def link(self, kind: str, at: int) -> int:
        """How many tokens from here are a link of a kind; 0 where none is."""
        return self.lexicon.link(kind, self.words, at)

    def is_mark(self, at: int, marks: str) -> bool:
        """Whether one of these marks stands at a token."""
        return at < len(self.tokens) and self.words[at] in marks and self.words[at] != ""


def number(s: Sentence, at: int, joined: bool = True) -> Number | None:
    """The number that begins at a token, or None.

    `joined`: whether "and" may stand inside it ("two hundred and five"); not between two numbers
    of a range. Raises `PhraseError` for a decimal that no scale makes whole.
    """
    total, i, words, last_scale = Sum(), at, False, False
    while i < len(s.tokens):
        token = s.tokens[i]
        if token.value is not None:
            if total.current is not None or (total.started and token.kind == "grouped"):
                break
            if not total.add(token.value):
                break
            i, last_scale = i + 1, False
            continue
        term = s.term(i)
        if term is not None and term.kind in ("number", "scale"):
            if term.kind == "number":
                if s.tokens[i - 1].value is not None and i > at:
                    break
                if not total.add(float(term.value)):
                    break
                words, last_scale = True, False
            else:
                if not total.times(int(term.value)):
                    break
                last_scale = True
            i += term.length
            continue
        step = 0
        if i > at and s.is_mark(i, "-") and token.tight and words and not last_scale:
            step = 1
        elif i > at and joined and last_scale:
            step = s.link("and", i)
        following = s.term(i + step) if step else None
        if step and (
            (following is not None and following.kind == "number")
            or (i + step < len(s.tokens) and s.tokens[i + step].value is not None and not words)
        ):
            value = (
                float(following.value)
                if following is not None and following.kind == "number"
                else s.tokens[i + step].value or 0
            )
            probe = Sum()
            probe.total, probe.current = total.total, total.current
            probe.scale, probe.started = total.scale, total.started
            if probe.add(value):
                i += step
                continue
        break
    if i == at:
        return None
    value = total.value
    if value > MOST:
        raise PhraseError("a number beyond any count", s.tokens[at].start)
    if value != int(value):
        return Number(-1, at, i, total.scale, words)
    return Number(int(value), at, i, total.scale, words or total.scale > 0)
