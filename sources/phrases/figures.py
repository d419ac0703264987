"""A phrase to its figures, read once from left to right: what stands at each place, and what it
says of the next number.

What a qualifier makes of a number stands in reading.py; words stand in the lexicons.
"""

from __future__ import annotations

from sources.phrases.counted import counted, vague
from sources.phrases.figure import Figure, Found
from sources.phrases.numbers import number
from sources.phrases.qualifiers import Pending
from sources.phrases.reading import PhraseError
from sources.phrases.sentence import Sentence
from sources.phrases.unclear import not_understood

__all__ = ["Figure", "Found", "figures"]

PARTS = ("qualifiers", "several", "no_number", "changes")
QUOTES = '"“„«'
SIGNS = (
    ("~≈", "around"), (">", "more than"), ("≥", "at least"), ("<", "fewer than"), ("≤", "up to"),
)  # fmt: skip


class _Phrase:
    """Reads a phrase from left to right."""

    def __init__(self, s: Sentence) -> None:
        self.s = s
        self.found = Found()
        self.pending = Pending()
        self.apart = False  # whether a quotation of its own was begun behind a figure

    def step(self, i: int) -> int:
        """Read what stands at a token; returns where reading goes on."""
        s, pending = self.s, self.pending
        if s.tokens[i].kind == "odd":
            return self.odd(i)
        if before := s.link("units_before", i):
            pending.begin(i)
            return i + before
        word = s.linked("alters", i)
        if word is not None and word.length >= s.length(i):
            pending.begin(i)
            pending.altered = (s.tokens[i].start, str(word.value))
            return i + word.length
        if (none := s.link("not_numbers", i)) and none >= s.length(i):
            pending.unknown(s.tokens[i].start)
            return i + none
        if s.piece(i) is not None or s.kind(i) == "vague":
            if self.article(i):
                return i + 1
            return self.figure(i)
        kind, position = s.kind(i), s.tokens[i].start
        if (held := self.sign(i)) is not None:
            self.qualify(held, i)
        elif s.tokens[i].kind == "mark" and kind != "qualifiers":
            self.mark(i)
        elif self.opens(i) and kind in ("", "qualifiers"):
            self.between(i)
        elif kind in PARTS:
            self.word(kind, i)
        elif kind == "hedges":
            self.found.hedged |= not (self.month(i) or self.apart)
        elif self.inverted(i):
            self.qualify("around", i)
        elif kind not in ("ignored", "rising"):
            pending.unknown(position)
        return i + max(s.length(i), self.opens(i))

    def word(self, kind: str, i: int) -> None:
        """A word that says something of the next number."""
        term, position, pending = self.s.term(i), self.s.tokens[i].start, self.pending
        assert term is not None  # it has a kind
        if kind == "changes":
            pending.change = position
            return
        if kind == "qualifiers":
            self.qualify(str(term.value), i)
            return
        pending.begin(i)
        if kind == "several":
            pending.several = position
            self.found.no_number.append((str(term.value), position))
        else:
            pending.no_number = position
            self.found.no_number.append((str(term.value), position))

    def opens(self, i: int) -> int:
        """How many tokens from here begin a range; 0 where none does."""
        return max(self.s.link("between", i), self.s.link("from", i))

    def between(self, i: int) -> None:
        """A word that begins a range; it may be a qualifier as well."""
        if self.s.kind(i) == "qualifiers":
            self.word("qualifiers", i)
        self.pending.begin(i)
        self.pending.between = self.s.tokens[i].start
        self.pending.opened = "between" if self.s.link("between", i) else "from"

    def qualify(self, name: str, i: int) -> None:
        """A qualifier stands at a token."""
        pending = self.pending
        pending.begin(i)
        pending.said.append((name, self.s.tokens[i].start))
        words = " ".join(self.s.words[i : i + self.s.length(i)])
        pending.weak &= words in self.s.lexicon.words.get("prepositions", ())

    def sign(self, i: int) -> str | None:
        """What a mark right before a number says of it, as a word would."""
        if self.s.piece(i + 1) is None:
            return None
        return next((held for signs, held in SIGNS if self.s.is_mark(i, signs)), None)

    def mark(self, i: int) -> None:
        """A mark: a sentence that ends takes with it what was said."""
        if self.s.stop(i):
            self.pending = Pending()
            counts = any(figure.refused is None for figure in self.found.figures)
            self.apart |= counts and self.s.is_mark(i, ".!?") and self.s.is_mark(i + 1, QUOTES)
        elif self.s.is_mark(i, ",，、"):
            self.pending.comma = True
            self.pending.altered = None

    def inverted(self, i: int) -> bool:
        """Whether a noun before its number says "about": человек двадцать."""
        s = self.s
        if s.words[i] not in s.lexicon.words.get("inverts", ()):
            return False
        return s.piece(i + 1) is not None and (i == 0 or s.piece(i - 1) is None)

    def month(self, i: int) -> bool:
        """Whether a word that hedges is the month of a year here: May 2024."""
        s = self.s
        year = s.tokens[i + 1] if i + 1 < len(s) else None
        return (
            s.link("months", i) > 0
            and year is not None
            and year.raw.isdigit()
            and len(year.raw) == 4
        )

    def article(self, i: int) -> bool:
        """Whether a word for one is an article here: no count follows it, and none holds it."""
        s = self.s
        if s.words[i] not in s.lexicon.words.get("articles", ()) or s.length(i) > 1:
            return False
        alone = s.kind(i) == "number" and (n := number(s, i)) is not None and n.end == i + 1
        held = bool(self.pending.said) and not self.pending.gap
        of = i + 1 + (s.length(i + 1) if s.is_word(i + 1) else 0)
        if s.link("ratio", i + 1) or s.link("ratio", of) or s.link("stops", i + 1):
            return False  # "un sur cinq", "un recruté sur trois", "una de las tres"
        following = i + 1
        while s.kind(following) == "ignored":
            following += s.length(following)
        return alone and not held and s.kind(following) != "units"

    def odd(self, i: int) -> int:
        """Digits that are no number: a date, a time of day, a fraction."""
        token = self.s.tokens[i]
        told = f"{token.text} is no number, but a date, a time, a share or a slip"
        figure = Figure(0, 0, 0, "exactly", None, token.start, token.end, told, token.start)
        figure.number_end = token.end
        self.found.figures.append(figure)
        self.pending = Pending()
        return i + 1

    def figure(self, i: int) -> int:
        """The figure that begins at a token, understood or not."""
        s, pending = self.s, self.pending
        try:
            figure, end = vague(s, i, pending) or counted(s, i, pending)
        except PhraseError as error:
            figure, end = not_understood(s, i, error)
        if figure.start < 0:
            figure.start = s.tokens[i if pending.first is None else pending.first].start
        self.found.figures.append(figure)
        self.pending = Pending(became=figure.change if pending.became is None else None)
        return end


def figures(s: Sentence) -> Found:
    """Every figure of a phrase from left to right."""
    phrase = _Phrase(s)
    i = 0
    while i < len(s):
        i = phrase.step(i)
    return phrase.found
