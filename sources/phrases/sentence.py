"""Tokens with the terms of a lexicon at hand: what the grammar asks of a place in a phrase.

What is asked here looks at one place; what places make together stands with the grammar.
"""

from __future__ import annotations

from typing import NamedTuple

from sources.phrases.lexicon import Lexicon, Term
from sources.phrases.tokens import Token

STOPS = frozenset(".;:!?[]…。；：！？")  # behind these a qualifier no longer holds
LONGEST_BEFORE = 4  # words of a term before a number


class Piece(NamedTuple):
    """A part of a number: its kind (digits, number, scale, held), value and length in tokens."""

    kind: str
    value: float
    length: int


class Sentence:
    """The tokens of a phrase and what a lexicon says of them."""

    def __init__(self, found: list[Token], lexicon: Lexicon) -> None:
        self.tokens = lexicon.cut(found)
        self.words = [t.text for t in self.tokens]
        self.lexicon = lexicon
        self._terms: dict[int, Term | None] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def term(self, at: int) -> Term | None:
        """The longest term that begins at a token, or a number written as one word."""
        if at not in self._terms:
            term = self.lexicon.longest(self.words, at)
            if term is None and at < len(self) and self.tokens[at].kind == "word":
                value = self.lexicon.compound(self.words[at])
                term = Term("number", value, 1) if value is not None else None
            self._terms[at] = term
        return self._terms[at]

    def kind(self, at: int) -> str:
        """The kind of the term that begins at a token; empty where none does."""
        term = self.term(at)
        return "" if term is None else term.kind

    def length(self, at: int) -> int:
        """How many tokens the term at a place has; 1 where none begins."""
        term = self.term(at)
        return 1 if term is None else term.length

    def link(self, kind: str, at: int) -> int:
        """How many tokens from here are a link of a kind; 0 where none is."""
        term = self.lexicon.link(kind, self.words, at)
        return 0 if term is None else term.length

    def linked(self, kind: str, at: int) -> Term | None:
        """The link of a kind that begins at a token."""
        return self.lexicon.link(kind, self.words, at)

    def before(self, kind: str, at: int) -> Term | None:
        """The link of a kind that ends right before a token."""
        for back in range(min(LONGEST_BEFORE, at), 0, -1):
            term = self.lexicon.link(kind, self.words, at - back)
            if term is not None and term.length == back:
                return term
        return None

    def piece(self, at: int, inside: bool = False) -> Piece | None:
        """The part of a number that begins at a token; `inside` a number that has begun before it,
        "тысяч пять" is no longer about five thousand, but the end of 15,005.
        """
        if at >= len(self):
            return None
        value = self.tokens[at].value
        if value is not None:
            return Piece("digits", value, 1)
        if not inside:
            if (held := self.linked("held", at)) is not None:
                return Piece("held", held.value[1], held.length)
            if self.link("not_numbers", at):
                return None
        term = self.term(at)
        if inside and (term is None or term.kind not in ("number", "scale")):
            term = self.lexicon.part(self.words, at)  # 二十几, in which 十几 is no word
        if term is None or term.kind not in ("number", "scale") or self.loose_letter(at):
            return None
        if not inside and self.words[at] in self.lexicon.words.get("short", ()):
            return None  # "at 8 a.m."
        return Piece(term.kind, term.value, term.length)

    def loose_letter(self, at: int) -> bool:
        """Whether a scale stands apart from its digits and may be a unit of something else: 1.5m
        are many, 300 m are metres.
        """
        apart = self.kind(at) == "scale" and not self.tight(at)
        return apart and self.link("not_counts", at) > 0

    def is_mark(self, at: int, marks: str) -> bool:
        """Whether one of these marks stands at a token."""
        return at < len(self) and self.tokens[at].kind == "mark" and self.words[at] in marks

    def tight(self, at: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return at < len(self) and self.tokens[at].tight

    def stop(self, at: int) -> bool:
        """Whether a sentence or a clause ends at a token; the dot of an initial ends none."""
        if self.words[at] not in STOPS:
            return False
        initial = at > 0 and self.words[at] == "." and self.tight(at)
        initial = initial and len(self.words[at - 1]) == 1 and self.tokens[at - 1].kind == "word"
        return not (initial and at + 1 < len(self) and self.tokens[at + 1].kind != "mark")

    def is_word(self, at: int) -> bool:
        """Whether a word, or one sign of a script without spaces, stands at a token."""
        return at < len(self) and self.tokens[at].kind in ("word", "ideograph")
