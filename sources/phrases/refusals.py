"""Why a number is no count: a year, a date, an age, a price, a duration, part of a name.

The words that tell it stand in the lexicons; here is what stands before and behind a number.
"""

from __future__ import annotations

from collections.abc import Callable

from sources.phrases.lexicon import Term
from sources.phrases.numbers import Number, Sentence

MONEY = set("$€£¥₹")
LISTED = set("#№")
ORDINALS = {"st", "nd", "rd", "th", "й", "я", "го", "му", "м", "ой", "ая", "ый", "er", "re", "e",
            "º", "ª", "o", "a", "s"}  # fmt: skip
LAST_DAY = 31
LONGEST_BEFORE = 3  # words of a term before a number


def is_year(s: Sentence, n: Number) -> bool:
    """Whether a number looks like a year: four digits and nothing between them."""
    token = s.tokens[n.start]
    alone = n.end == n.start + 1 and token.kind == "plain" and len(token.text) == 4
    return alone and 1900 <= n.value <= 2099


def _before(s: Sentence, n: Number) -> Term | None:
    """The term that ends right before a number."""
    for back in range(1, min(LONGEST_BEFORE, n.start) + 1):
        term = s.term(n.start - back)
        if term is not None and term.length == back:
            return term
    return None


def _price_or_name(s: Sentence, n: Number, end: int) -> str | None:
    before = s.words[n.start - 1] if n.start else ""
    after = s.words[end] if end < len(s.words) else ""
    if before in MONEY or after in MONEY:
        return "reads as a price"
    if before in LISTED:
        return "is a number in a list"
    glued = n.start >= 2 and s.tokens[n.start].tight and s.tokens[n.start - 1].tight
    if before == "-" and glued and s.tokens[n.start - 2].kind == "word":
        return "is part of a name"
    return None


def _told_by_words(s: Sentence, n: Number, end: int) -> str | None:
    before, after = _before(s, n), s.term(end)
    if before is not None and before.kind == "not_counts_before":
        return f"follows {before.value!r}"
    if after is not None and after.kind == "not_counts":
        return f"counts {after.value!r}"
    return None


def _date(s: Sentence, n: Number, end: int) -> str | None:
    before = _before(s, n)
    if before is not None and before.kind == "months" and n.value <= 2100:
        return "reads as a date"
    step = s.link("months", end)
    if not step or n.value > LAST_DAY:
        return None
    # "14 May" is a date and "40 may have joined" is none: a word follows the verb.
    at = end + step
    verb = at < len(s.tokens) and s.tokens[at].kind == "word"
    return (
        None if verb and (s.term(end) or Term("", None, 0)).kind == "hedges" else "reads as a date"
    )


def _ordinal(s: Sentence, n: Number, end: int) -> str | None:
    if end >= len(s.tokens) or s.tokens[end - 1].value is None or not s.tokens[end].tight:
        return None
    if s.words[end] in ORDINALS:
        return "is an ordinal"
    ending = (
        end + 1 < len(s.tokens) and s.tokens[end + 1].tight and s.tokens[end + 1].kind == "word"
    )
    if s.words[end] != "-" or not ending:
        return None
    then = s.term(end + 1)
    if then is not None and then.kind == "not_counts":
        return f"counts {then.value!r}"
    # "2024-м", "144-я": an ending, not a noun
    return "is an ordinal or a year" if is_year(s, n) or len(s.words[end + 1]) <= 3 else None


def _year(s: Sentence, n: Number, end: int, qualified: bool) -> str | None:
    if not is_year(s, n):
        return None
    term = s.term(n.start - 1) if n.start else None
    # "до 2023" may qualify a count as well as mean "until"
    qualifies = term is not None and term.kind == "qualifiers"
    if n.start and s.link("year_after", n.start - 1) and not qualifies:
        return "reads as a year"
    if qualified:
        return None
    after = s.term(end)
    cut = after is not None and after.kind in ("stops", "year_after", "and", "to")
    noun = end < len(s.tokens) and s.tokens[end].kind in ("word", "ideograph") and not cut
    return None if noun else "reads as a year"


REASONS: tuple[Callable[[Sentence, Number, int], str | None], ...] = (
    _price_or_name,
    _told_by_words,
    _date,
    _ordinal,
)


def refusal(s: Sentence, n: Number, end: int, qualified: bool) -> str | None:
    """Why a number that ends at `end` is no count, or None. `qualified`: whether a qualifier
    stands before it, which a year has not.
    """
    for reason in REASONS:
        if told := reason(s, n, end):
            return f"{s.words[n.start]} {told}"
    told = _year(s, n, end, qualified)
    return f"{s.words[n.start]} {told}" if told else None
