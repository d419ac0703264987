"""A phrase to its figures: every number with its qualifier, its unit, and whether it is a count.

What the qualifier makes of a number stands in reading.py; words stand in the lexicons.
"""

from __future__ import annotations

from dataclasses import dataclass

from sources.phrases.lexicon import Term
from sources.phrases.numbers import Number, Sentence, number
from sources.phrases.reading import VAGUE, PhraseError, of_number, of_range

LOWER = {"at least", "more than"}
UPPER = {"up to", "fewer than"}
RANGE_MARKS = "-–—"
STOPS = '.;:!?()[]«»“”"…'
NOTHING = Term("", None, 0)
REACH = 4  # words between a number and the noun that it counts


@dataclass(slots=True)
class Figure:
    """A figure in a phrase; `refused` says why it is no count, where it is none."""

    low: int
    high: int | None
    point: int | None
    qualifier: str
    unit: str | None
    position: int
    refused: str | None = None


@dataclass(slots=True)
class _Found:
    """Numbers as they stand: one, or two with a range between them, or a vague magnitude."""

    first: Number
    second: Number | None
    end: int
    rising: bool = False


def _plain_year(s: Sentence, n: Number) -> bool:
    token = s.tokens[n.start]
    return (
        n.end == n.start + 1 and token.kind == "plain" and 1900 <= n.value <= 2099
        and len(token.text) == 4
    )  # fmt: skip


def _range(s: Sentence, first: Number, between: bool) -> _Found:
    """Look past a number for the other end of a range."""
    at = first.end
    if s.is_mark(at, "+"):
        return _Found(first, None, first.end)
    term = s.term(at)
    step = 0
    rising = False
    if s.is_mark(at, ",") and (then := s.term(at + 1)) and then.kind == "rising":
        step, rising = 1 + then.length, True
    elif term is not None and term.kind == "rising":
        step, rising = term.length, True
    elif s.is_mark(at, RANGE_MARKS):
        step = 1
    elif not (step := s.link("to", at)) and between:
        step = s.link("and", at)
    if not step or at + step >= len(s.tokens):
        return _Found(first, None, first.end)
    while (skip := s.term(at + step)) is not None and skip.kind == "ignored":
        step += skip.length
    second = number(s, at + step, joined=False)
    if second is None:
        return _Found(first, None, first.end)
    low, high = first.value, second.value
    # "from one to five thousand": the scale is told once and holds for both.
    if low < high and second.multiplier >= 1000 and first.multiplier < 1000:
        if low * second.multiplier <= high:
            first = Number(low * second.multiplier, first.start, first.end, 0, first.in_words)
    elif low >= high and second.multiplier >= 1000 and low * 1 >= high:
        return _Found(first, None, first.end)
    if first.value > second.value:
        return _Found(first, None, first.end)
    return _Found(first, second, second.end, rising)


def _unit(s: Sentence, at: int) -> str | None:
    """The unit of the noun that follows, if it is a known one."""
    i, words = at, 0
    while i < len(s.tokens) and words < REACH:
        token, term = s.tokens[i], s.term(i)
        if token.kind == "mark" and token.text in "%":
            return "percent"
        if (
            token.value is not None
            or (token.kind == "mark" and token.text not in "'\"“”«»")
            or (term is not None and term.kind in ("number", "stops", "to", "not_counts_before"))
        ):
            return None
        if term is not None and term.kind == "units":
            return str(term.value)
        i += term.length if term is not None else 1
        words += 1
    return None


def _refusal(s: Sentence, n: Number, end: int, qualified: bool) -> str | None:
    """Why a number is no count: a year, a date, an age, a price, a duration, part of a name."""
    text = s.tokens[n.start].text
    before = s.tokens[n.start - 1] if n.start else None
    after = s.tokens[end] if end < len(s.tokens) else None
    term_after = s.term(end)
    term_before = None
    for back in (1, 2, 3):
        if n.start >= back:
            candidate = s.term(n.start - back)
            if candidate is not None and candidate.length == back:
                term_before = candidate
                break
    if before is not None and before.text in "$€£¥₹#№":
        return f"{text} reads as a price or a number in a list"
    if (
        before is not None and before.text == "-" and s.tokens[n.start].tight and before.tight
        and n.start >= 2 and s.tokens[n.start - 2].kind == "word"
        and s.tokens[n.start].value is not None
    ):  # fmt: skip
        return f"{text} is part of a name"
    if term_before is not None and term_before.kind == "not_counts_before":
        return f"{text} follows {term_before.value!r}"
    if term_before is not None and term_before.kind == "months" and n.value <= 2100:
        return f"{text} reads as a date"
    if (
        after is not None
        and after.tight
        and after.kind == "word"
        and s.tokens[end - 1].value is not None
    ):
        glued = after.text
        if glued in ORDINALS:
            return f"{text} is an ordinal"
    if term_after is not None and term_after.kind == "months":
        return f"{text} reads as a date"
    if term_after is not None and term_after.kind == "not_counts":
        return f"{text} counts {term_after.value!r}"
    if after is not None and after.text in "$€£¥₹" and after.text:
        return f"{text} reads as a price"
    if (
        after is not None and after.text == "-" and after.tight and end + 1 < len(s.tokens)
        and s.tokens[end + 1].tight and s.tokens[end + 1].kind == "word"
    ):  # fmt: skip
        then = s.term(end + 1)
        if then is not None and then.kind == "not_counts":
            return f"{text} counts {then.value!r}"
        if _plain_year(s, n) or len(s.tokens[end + 1].text) <= 3:
            return f"{text} is an ordinal or a year"
    year_before = n.start > 0 and bool(s.link("year_after", n.start - 1))
    if year_before and (s.term(n.start - 1) or NOTHING).kind == "qualifiers":
        year_before = False
    if _plain_year(s, n) and (year_before or not qualified):
        noun_after = (
            after is not None
            and after.kind in ("word", "ideograph")
            and not (
                term_after is not None and term_after.kind in ("stops", "year_after", "and", "to")
            )
        )
        if year_before or not noun_after:
            return f"{text} reads as a year"
    return None


ORDINALS = {"st", "nd", "rd", "th", "й", "я", "го", "му", "м", "ой", "ая", "ый", "er", "re", "e",
            "º", "ª", "o", "a", "s"}  # fmt: skip


def _settle(kinds: list[tuple[str, int]]) -> str:
    """One qualifier out of those that stand before a number."""
    names = {name for name, _ in kinds}
    if not names:
        return "exactly"
    if names & LOWER and names & UPPER:
        position = kinds[-1][1]
        raise PhraseError(f"{' and '.join(sorted(names))} contradict each other", position)
    for name in ("more than", "at least", "fewer than", "up to", "nearly", "around", "estimated"):
        if name in names:
            if name in LOWER | UPPER and "nearly" in names:
                raise PhraseError(f"{name} and nearly contradict each other", kinds[-1][1])
            return name
    return "exactly"


def _after(s: Sentence, at: int) -> tuple[str | None, int]:
    """A qualifier behind the number: `1,000+`, `1,000 or more`; and where it ends."""
    if s.is_mark(at, "+"):
        return "more than", at + 1
    for ahead in (0, 1, 2, 3):  # a noun or two may stand between
        if at + ahead >= len(s.tokens) or (ahead and s.tokens[at + ahead].value is not None):
            break
        term = s.term(at + ahead)
        if term is not None and term.kind == "after":
            return str(term.value), at + ahead + term.length if not ahead else at
    if at < len(s.tokens) and s.tokens[at].tight and s.tokens[at].kind == "word":
        for suffix, qualifier in s.lexicon.suffixes:
            if s.tokens[at].text.startswith(suffix):
                return qualifier, at + 1
    return None, at


def figures(s: Sentence) -> tuple[list[Figure], bool, list[tuple[str, int]]]:
    """Every figure from left to right, whether the words hedge, and the words that are no number."""
    found: list[Figure] = []
    kinds: list[tuple[str, int]] = []
    none: list[tuple[str, int]] = []
    hedged = between = several = False
    i = idle = 0
    while i < len(s.tokens):
        token, term = s.tokens[i], s.term(i)
        kind = term.kind if term is not None else ""
        length = term.length if term is not None else 1
        if term is not None and kind == "qualifiers":
            kinds.append((str(term.value), token.start))
        elif kind == "between":
            between = True
        elif kind == "hedges":
            hedged = True
        elif term is not None and kind == "no_number":
            none.append((str(term.value), token.start))
        elif kind == "several":
            several = True
        elif term is not None and (
            kind == "vague"
            or (kind == "scale" and several and term.value in SEVERAL)
            or (kind == "scale" and not kinds and not between and s.words[i] in s.lexicon.bare)
        ):
            i, figure = _vague(s, i, kinds, several)
            found.append(figure)
            kinds, between, several, idle = [], False, False, 0
            continue
        elif token.value is not None or kind in ("number", "scale"):
            i = _number(s, i, kinds, between, found)
            kinds, between, several, idle = [], False, False, 0
            continue
        elif token.kind == "mark" and token.text in STOPS and token.text not in '"“”«»':
            kinds, between, several = [], False, False
        if kinds and token.kind in ("word", "ideograph") and kind not in ("qualifiers", "ignored"):
            idle += 1
            if idle > REACH:  # a qualifier so far back belongs to something else
                kinds, idle = [], 0
        i += length
    return found, hedged, none


SEVERAL = {12: "dozens", 100: "hundreds", 1000: "thousands", 10000: "tens of thousands"}


def _vague(s: Sentence, at: int, kinds: list[tuple[str, int]], several: bool) -> tuple[int, Figure]:
    term = s.term(at)
    assert term is not None
    if term.kind == "vague":
        name = str(term.value)
    elif several:
        name = SEVERAL[int(term.value)]
    else:
        name = s.lexicon.bare[s.words[at]]
    low, greatest = VAGUE[name]
    high: int | None = greatest
    end = at + term.length
    if step := s.link("to", end):
        other = s.term(end + step)
        if other is not None and other.kind == "vague":
            name = f"{name} to {other.value}"
            high = VAGUE[str(other.value)][1]
            end += step + other.length
    qualifier = _settle(kinds)
    if qualifier in LOWER:
        high = None
        name = qualifier
    elif qualifier in UPPER:
        low, name = 0, qualifier
    return end, Figure(low, high, None, name, _unit(s, end), s.tokens[at].start)


def _number(
    s: Sentence, at: int, kinds: list[tuple[str, int]], between: bool, found: list[Figure]
) -> int:
    first = number(s, at, joined=not between)
    assert first is not None
    if first.value < 0:
        unit = _unit(s, first.end)
        told = s.tokens[at].text
        found.append(
            Figure(0, 0, 0, "exactly", unit, s.tokens[at].start,
                   f"{told} is a decimal without a scale, no whole count")
        )  # fmt: skip
        return first.end
    refused = _refusal(s, first, first.end, bool(kinds))
    spread = _range(s, first, between) if refused is None or _plain_year(s, first) else None
    if spread is not None and spread.second is not None:
        if spread.second.value < 0:
            raise PhraseError("a range ends in a decimal without a scale", s.tokens[at].start)
        late = _refusal(s, spread.second, spread.end, True)
        low, high, point = of_range(spread.first.value, spread.second.value, _settle(kinds))
        qualifier = _settle(kinds)
        if qualifier in ("exactly", "around", "estimated", "nearly"):
            qualifier = "between"
        if spread.rising:
            low, high, point, qualifier = (
                spread.first.value, spread.second.value, spread.first.value, "rising to",
            )  # fmt: skip
        found.append(
            Figure(low, high, point, qualifier, _unit(s, spread.end), s.tokens[at].start, late)
        )
        return spread.end
    behind, end = _after(s, first.end)
    all_kinds = [*kinds, *([(behind, s.tokens[first.end - 1].end)] if behind else [])]
    qualifier = _settle(all_kinds)
    low, high, point = of_number(first.value, qualifier)
    found.append(Figure(low, high, point, qualifier, _unit(s, end), s.tokens[at].start, refused))
    return max(end, first.end)
