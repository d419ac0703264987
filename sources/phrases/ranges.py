"""From a number to the other end of its range: "A to B", "between A and B", "A, rising to B"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sources.phrases.numbers import Number, Sentence, number

DASHES = "-–—"
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Span:
    """A number, or two with a range between them; `end` is where reading goes on."""

    first: Number
    second: Number | None
    end: int
    rising: bool = False


def _link(s: Sentence, at: int, between: bool) -> tuple[int, bool]:
    """How many tokens link a number to the next one, and whether they say that it may rise."""
    comma = 1 if s.is_mark(at, ",") else 0
    term = s.term(at + comma)
    if term is not None and term.kind == "rising":
        return comma + term.length, True
    if s.is_mark(at, DASHES):
        return 1, False
    return s.link("to", at) or (s.link("and", at) if between else 0), False


def _share_scale(first: Number, second: Number) -> Number:
    """ "From one to five thousand": the scale is told once and holds for both."""
    scale = second.multiplier
    if scale >= THOUSAND > first.multiplier and first.value * scale <= second.value:
        return replace(first, value=first.value * scale)
    return first


def span(s: Sentence, first: Number, between: bool) -> Span:
    """The range that begins with a number, or the number alone where none does."""
    alone = Span(first, None, first.end)
    step, rising = _link(s, first.end, between)
    if not step:
        return alone
    at = first.end + step
    while (skip := s.term(at)) is not None and skip.kind == "ignored":
        at += skip.length
    second = number(s, at, joined=False)
    if second is None:
        return alone
    first = _share_scale(first, second)
    if first.value > second.value >= 0:
        return alone
    return Span(first, second, second.end, rising)
