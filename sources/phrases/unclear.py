"""What makes a figure one that is not understood: an error at a word, never a guess."""

from __future__ import annotations

from sources.phrases.figure import Figure
from sources.phrases.nouns import noun
from sources.phrases.numbers import Number, number
from sources.phrases.qualifiers import Pending
from sources.phrases.ranges import Span
from sources.phrases.reading import PhraseError
from sources.phrases.sentence import Sentence

NOUNS = 3  # "rose from 11 able-bodied men to 19"
LINKING = ("or", "to", "and", "becomes", "ratio", "of")


def check_before(s: Sentence, i: int, pending: Pending) -> None:
    """Raises `PhraseError` where something before a number makes it another one."""
    if (at := pending.reach()) is not None:
        raise PhraseError("a word between a qualifier and its number is not understood", at)
    if pending.altered is not None:
        position, word = pending.altered
        raise PhraseError(f"{word!r} before a number is not understood", position)
    if pending.no_number is not None and s.kind(i) in ("scale", "vague"):
        raise PhraseError("an unknown quantity of a known size", pending.no_number)


def becomes(s: Sentence, first: Number, pending: Pending) -> int:
    """How many tokens lead from a number to the one that it became ("rose from 11 to 19"); 0
    where it became none.
    """
    ranged = pending.opened == "from"
    if pending.change is None and not ranged:
        return 0
    changes = ranged and pending.change is not None
    i = first.end
    for _ in range(NOUNS + 1 if ranged else 1):
        step = s.link("becomes", i) or (s.link("to", i) if changes else 0)
        if step and s.kind(i) != "units":  # "от 10 на сто" are percent
            return i + step - first.end if s.piece(past(s, i + step)) is not None else 0
        if not s.is_word(i) or s.piece(i) is not None:
            break
        i += s.length(i)
    return 0


def check_behind(s: Sentence, found: Span, end: int, pending: Pending) -> None:
    """Raises `PhraseError` where something behind a number, or a range, makes it another one."""
    # "tra 40 uomini" lacks an end; "tra gli 83 pescatori" are among the 83
    direct = s.before("between", found.first.start) is not None
    if found.second is None and pending.opened == "between" and direct:
        raise PhraseError("a range without its second number", pending.between or 0)
    if step := s.link("or", end):
        at = past(s, end + step)
        if s.piece(at) is not None or s.kind(at) == "vague":
            raise PhraseError("one number or another", s.tokens[end].start)
    if s.piece(end) is not None:
        raise PhraseError("two numbers side by side", s.tokens[end].start)


def check_magnitude(s: Sentence, end: int) -> None:
    """Raises `PhraseError` where a magnitude goes on: "dozens, if not hundreds, of thousands"."""
    at = end + s.is_mark(end, ",")
    step = s.link("of", at)
    if step and s.kind(at + step) in ("scale", "vague"):
        raise PhraseError("a magnitude of a magnitude is not understood", s.tokens[at + step].start)


def past(s: Sentence, at: int) -> int:
    """Over words that may stand before a second number."""
    while s.kind(at) in ("ignored", "hedges", "qualifiers"):
        at += s.length(at)
    return at


def not_understood(s: Sentence, i: int, error: PhraseError) -> tuple[Figure, int]:
    """A figure that is not understood, and where reading goes on: behind all numbers that hang on
    it.
    """
    end = _last(s, i)
    unit, last = noun(s, end)
    start = s.tokens[i].start
    figure = Figure(0, 0, 0, "exactly", unit, start, last, error.reason, unclear=error.position)
    figure.number_end = s.tokens[end - 1].end if end > i else s.tokens[i].end
    return figure, end


def _last(s: Sentence, i: int) -> int:
    """Behind a number and those that "or", "to", a dash or nothing links to it."""
    end = i
    while (n := number(s, end)) is not None or s.kind(end) == "vague":
        end = n.end if n is not None else end + s.length(end)
        comma = s.is_mark(end, ",") and s.link("of", end + 1) > 0
        end += comma
        following = end + s.is_mark(end, "-–—")
        for kind in LINKING:
            if step := s.link(kind, end):
                following = past(s, end + step)
                break
        if s.piece(following) is None and s.kind(following) != "vague":
            break
        end = following
    return end
