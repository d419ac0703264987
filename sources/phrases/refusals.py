"""Why a number is no count: a year, a date, an age, a price, a duration, part of a name.

The words that tell it stand in the lexicons; here is what stands before and behind a number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sources.phrases.nouns import noun
from sources.phrases.sentence import Sentence

MONEY = frozenset("$€£¥₹₽₴₺₩₪₿")
DEGREES = frozenset("°℃℉")
LISTED = frozenset("#№§")
UNREAD = "\ufffd"  # what stands where bytes made no character
ORDINALS = {"st", "nd", "rd", "th", "й", "я", "го", "му", "м", "ой", "ая", "ый", "ти", "та", "те",
            "er", "ers", "re", "ère", "e", "eme", "ème", "ième", "nde", "º", "ª", "o", "a", "s",
            "°"}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2099
LAST_DAY = 31
LONGEST_LIST = 8  # "Nos. 3, 4, 5 and 6"
LONGEST_ENDING = 3  # letters: "2024-м", "144-та"
LAST_LATIN_OR_CYRILLIC = "\u052f"  # in other scripts words and digits may touch


class Place(NamedTuple):
    """A number in tokens[start:end] that holds `value`; what qualifies it begins at `first`."""

    value: float
    start: int
    end: int
    first: int
    qualified: bool


def is_year(s: Sentence, p: Place) -> bool:
    """Whether a number looks like a year: four digits and nothing between them."""
    token = s.tokens[p.start]
    plain = token.kind == "plain" and len(token.text) == 4
    return plain and p.end == p.start + 1 and FIRST_YEAR <= p.value <= LAST_YEAR


def _written(s: Sentence, at: int) -> bool:
    """Whether a word of a script stands at a token in which words and digits do not touch."""
    return s.tokens[at].kind == "word" and s.words[at][-1] <= LAST_LATIN_OR_CYRILLIC


def _price_or_name(s: Sentence, p: Place) -> str | None:
    before = s.words[p.start - 1] if p.start else ""
    after = s.words[p.end] if p.end < len(s) else ""
    if before in MONEY or after in MONEY:
        return "reads as a price"
    touched = (before if s.tight(p.start) else "", after if s.tight(p.end) else "")
    if UNREAD in touched:
        return "touches a character that could not be read"
    if after in DEGREES:
        return "counts degrees"
    if before in LISTED:
        return "is a number in a list"
    if not p.start or not s.tight(p.start):
        return None
    if before == "-" and not s.tight(p.start - 1):
        return "has a minus before it"
    if before in "+/":
        return "is part of something longer"
    if s.tokens[p.start].value is not None and _written(s, p.start - 1) and before[-1] != "'":
        return "is part of a name"
    if before == "-" and p.start >= 2 and s.tight(p.start - 1) and _written(s, p.start - 2):
        word = s.piece(p.start - 2, inside=True) is None and s.tokens[p.start].value is not None
        return "is part of a name" if word else None
    return None


def _labelled(s: Sentence, at: int) -> str | None:
    """The word right before a number that makes it one of a list: "No. 217", "№ 3"."""
    if at and s.words[at - 1] in LISTED:
        return s.words[at - 1]
    label = s.before("not_counts_before", at)
    return None if label is None else str(label.value)


def _in_list(s: Sentence, p: Place) -> str | None:
    """Whether a number goes on from one that is labelled: "Nos. 3 and 4"."""
    at = p.start
    for _ in range(LONGEST_LIST):
        joint = at > 1 and (s.is_mark(at - 1, ",-–") or s.link("and", at - 1) == 1)
        if not joint or s.tokens[at - 2].value is None:
            return None
        at -= 2
        if _labelled(s, at):
            return None if p.qualified or noun(s, p.end)[0] else "is a number in a list"
    return None


def _century(s: Sentence, p: Place) -> str | None:
    """A number word with a capital inside a sentence: nel Novecento."""
    if p.end != p.start + 1 or s.words[p.start] not in s.lexicon.words.get("centuries", ()):
        return None
    inside = p.start and s.tokens[p.start - 1].kind != "mark"
    return "reads as a century" if inside and s.tokens[p.start].capital else None


def _loose_letter(s: Sentence, p: Place) -> str | None:
    if not s.loose_letter(p.end):
        return None
    return f"is followed by {s.words[p.end]!r}, a scale only where it touches the number"


def _told_by_words(s: Sentence, p: Place) -> str | None:
    before = s.before("not_counts_before", p.start) or s.before("ages", p.first)
    if before is not None:
        return f"follows {before.value!r}"
    at = p.end
    if s.is_mark(at, ".-") and s.tight(at):  # "144. Division", "35-year-old"
        at += 1
    after = s.linked("not_counts", at)
    if after is None or (
        at > p.end and s.is_mark(p.end, ".") and s.tokens[p.end - 1].value is None
    ):
        return None
    counted = s.term(at)
    longer = counted is not None and counted.kind == "units" and counted.length > after.length
    return None if longer else f"counts {after.value!r}"


def _date(s: Sentence, p: Place) -> str | None:
    dated = p.value <= LAST_DAY or FIRST_YEAR <= p.value <= LAST_YEAR  # "by February 90 men"
    if dated and s.before("months", p.start) is not None:
        return "reads as a date"
    at = p.end
    if s.is_mark(at, ".") and s.tight(at) and s.tokens[at - 1].value is not None:
        at += 1
    step = s.link("months", at)
    if not step or p.value > LAST_DAY:
        return None
    # "14 May" is a date and "14 may have joined" is none: a word follows the verb.
    if s.kind(at) != "hedges" or s.before("year_after", p.start) is not None:
        return "reads as a date"
    verb = s.length(at) > step or s.is_word(at + step)
    return None if verb else "reads as a date"


def _ordinal(s: Sentence, p: Place) -> str | None:
    at = p.end
    digits = s.tokens[at - 1].value is not None
    if not digits:
        return _ordinal_word(s, at)
    if s.is_mark(at, ".") and s.tight(at) and s.tight(at + 1) and s.words[at + 1] in "ªº":
        return "is an ordinal"
    if at >= len(s) or not s.tight(at):
        return None
    if s.words[at] in ORDINALS:
        return "is an ordinal"
    ending = any(s.words[at].startswith(suffix) for suffix, _ in s.lexicon.suffixes)
    known = ending or s.kind(at) == "units" or s.link("after", at)
    if _written(s, at) and not known:
        return f"is part of {s.words[at - 1] + s.words[at]!r}"
    if s.words[at] != "-" or not (s.tight(at + 1) and s.tokens[at + 1].kind == "word"):
        return None
    # "2024-м", "144-я": an ending, not a noun
    ending = len(s.words[at + 1]) <= LONGEST_ENDING and not s.link("after", at + 1)
    return "is an ordinal or a year" if ending or is_year(s, p) else None


def _ordinal_word(s: Sentence, at: int) -> str | None:
    """ "Twenty-first", "двадцать первый", "двадесет и първи", "four-fifths"."""
    if s.is_mark(at, "-") and s.tight(at):
        at += 1
    at += s.link("joins", at)
    return "is an ordinal or a share" if s.link("ordinals", at) else None


def _year(s: Sentence, p: Place) -> str | None:
    if not is_year(s, p):
        return None
    unit, _ = noun(s, p.end)
    if s.before("year_after", p.start) or s.before("year_after", p.first):
        # "до 2000 человек" holds a count, "до 2023" means a day.
        doubled = s.kind(p.start - 1) in ("qualifiers", "between")
        return None if doubled and unit is not None else "reads as a year"
    follows = s.is_word(p.end) and not any(
        s.link(kind, p.end) for kind in ("stops", "year_after", "and", "to")
    )
    return None if p.qualified or follows else "reads as a year"


REASONS: tuple[Callable[[Sentence, Place], str | None], ...] = (
    _price_or_name,
    _loose_letter,
    _told_by_words,
    _in_list,
    _century,
    _date,
    _ordinal,
    _year,
)


def refusal(s: Sentence, p: Place) -> str | None:
    """Why a number is no count, or None."""
    for reason in REASONS:
        if told := reason(s, p):
            return f"{s.words[p.start]} {told}"
    return None
