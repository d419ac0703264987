"""From a number to the other end of its range: "A to B", "between A and B", "A, rising to B"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sources.phrases.numbers import Number, number
from sources.phrases.qualifiers import LOWER
from sources.phrases.reading import PhraseError
from sources.phrases.sentence import Sentence

DASHES = "-–—"
THOUSAND = 1000
NOUNS = 2  # words behind the first number: "1,000 men, possibly rising to 3,000"


@dataclass(frozen=True, slots=True)
class Span:
    """A number, or two with a range between them; `end` is where reading goes on."""

    first: Number
    second: Number | None
    end: int
    rising: bool = False


def _rising(s: Sentence, at: int) -> int:
    """Where the number begins to which the first may rise; 0 where none does."""
    i = at
    for _ in range(NOUNS + 1):
        comma = 1 if s.is_mark(i, ",") else 0
        if s.kind(i + comma) == "rising":
            return i + comma + s.length(i + comma)
        if not s.is_word(i) or s.piece(i) is not None:
            break
        i += s.length(i)
    return 0


def _linked(s: Sentence, at: int, opened: str) -> int:
    """Where the words end that link a number to the greater one; 0 where none do.

    "Between 40 men and 50 men": where a range is announced, nouns may stand before the link.
    """
    if s.is_mark(at, DASHES):
        return at + 1 + s.link("to", at + 1)  # "zwei- bis dreitausend"
    for _ in range(NOUNS + 1 if opened else 1):
        if step := s.link("to", at) or (s.link("and", at) if opened == "between" else 0):
            return at + step
        if not s.is_word(at) or s.link("stops", at) or s.piece(at) is not None:
            break
        at += s.length(at)
    return 0


def _skip(s: Sentence, at: int, opened: str) -> int:
    """Over what may stand before the greater number: "up to", "about", "a", articles."""
    while at < len(s) and s.piece(at) is None:
        kind = s.kind(at)
        term = s.term(at)
        if kind == "qualifiers" and term is not None and term.value in LOWER and opened:
            told = f"{term.value!r} inside a range is not understood"
            raise PhraseError(told, s.tokens[at].start)
        upper = kind == "qualifiers" and term is not None and term.value not in LOWER
        if not (upper or kind in ("ignored", "hedges")):
            break
        at += s.length(at)
    return at


def _share_scale(first: Number, second: Number) -> Number:
    """ "From one to five thousand": the scale is told once and holds for both."""
    for scale in second.scales:
        told = first.scales[0] if first.scales else 0
        shared = not told or scale >= THOUSAND > told
        if shared and first.value * scale < second.value:
            value = round(first.value * scale, 6)
            return replace(first, value=value, whole=value == int(value))
    return first


def _range(s: Sentence, first: Number, opened: str) -> Span | None:
    """The range that begins with a number, or None; its second end may be the lesser one."""
    rising = _rising(s, first.end)
    linked = 0 if rising else _linked(s, first.end, opened)
    if not rising and not linked:
        return None
    at = rising or _skip(s, linked, opened)
    second = number(s, at)
    if second is None:
        return None
    return Span(_share_scale(first, second), second, second.end, bool(rising))


def span(s: Sentence, first: Number, opened: str = "") -> Span:
    """The range that begins with a number, or the number alone where none does.

    `opened`: the word before it, "between" or "from", that may begin a range. Raises `PhraseError`
    for a range that falls, at its second number. Between "between" and "and", "and" may also stand
    inside a number: what gives a range that rises is what is meant.
    """
    found: Span | None = None
    apart = number(s, first.start, joined=False) if opened == "between" else None
    if apart is not None:
        found = _range(s, apart, opened)
    if found is None or not _rises(found):
        whole = _range(s, first, opened)
        joined = apart is not None and apart.end < first.end
        found = whole if whole is not None or joined else found
    if found is None or found.second is None:
        return Span(first, None, first.end)
    if not _rises(found):
        loose = not opened and s.is_mark(first.end, DASHES)
        loose = loose and not (s.tight(first.end) and s.tight(first.end + 1))
        if loose:  # "300 – 200 of them Cubans": a dash between two clauses
            return Span(first, None, first.end)
        told = f"a range that falls from {found.first.value} to {found.second.value}"
        raise PhraseError(told, s.tokens[found.second.start].start)
    return found


def _rises(found: Span) -> bool:
    return found.second is not None and found.first.value <= found.second.value
