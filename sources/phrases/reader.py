"""The one public act: read(words, unit, language) -> Reading."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sources.phrases.figures import Figure, figures
from sources.phrases.lexicon import Lexicon, languages, lexicon
from sources.phrases.reading import PhraseError, Reading
from sources.phrases.sentence import Sentence
from sources.phrases.tokens import Token, tokens

SCRIPTS = {
    "CYRILLIC": ("ru", "uk", "bg", "ky", "be", "kk", "sr"),
    "ARABIC": ("ar", "fa"),
    "DEVANAGARI": ("mr", "hi", "ne"),
    "GREEK": ("el",),
    "CJK": ("zh", "ja"),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "HANGUL": ("ko",),
}
ALSO_LATIN = {"sr"}


def _candidates(text: str) -> tuple[str, ...]:
    """Languages in which a text without a language may be written, by its script."""
    for c in text:
        if c.isalpha() and not c.isascii():
            for script, names in SCRIPTS.items():
                if unicodedata.name(c, "").startswith(script):
                    if script == "CJK" and any("HIRAGANA" in unicodedata.name(d, "") for d in text):
                        return ("ja",)
                    return names
    other = {name for names in SCRIPTS.values() for name in names} - ALSO_LATIN
    return ("en", *(name for name in languages() if name not in other and name != "en"))


def _known(found: list[Token], words: Lexicon) -> int:
    """How many tokens belong to terms of a lexicon: how much of a phrase it understands."""
    s, at, count = Sentence(found, words), 0, 0
    while at < len(found):
        term = s.term(at) or s.linked("after", at)
        if term is not None and found[at].kind != "mark":
            count += term.length
        at += term.length if term is not None else 1
    return count


def lexicon_for(found: list[Token], text: str, lang: str) -> Lexicon:
    """The lexicon of a language; where it has none, the one that knows most of the words."""
    if lang in languages():
        return lexicon(lang)
    names = _candidates(text)
    return max((lexicon(name) for name in names), key=lambda words: _known(found, words))


def _pick(counted: list[Figure], unit: str) -> Figure | None:
    """The first figure of the unit; else the first that may count it."""
    for figure in counted:
        if figure.unit == unit:
            first_plain = next((f for f in counted if f.unit is None), None)
            if unit == "persons" and first_plain is not None:
                return min(figure, first_plain, key=lambda f: f.position)
            return figure
    return next((f for f in counted if f.may_count(unit)), None) or (
        counted[0] if unit == "other" and counted else None
    )


@lru_cache(maxsize=65_536)
def read(says: str, unit: str = "persons", lang: str = "und") -> Reading:
    """What the words state of the unit asked for, in the given language (ISO 639-1, or und).

    Raises `PhraseError` where they state no such figure, with the position and the reason.
    """
    found = tokens(says)
    if not found:
        raise PhraseError("there is no number in an empty phrase", 0)
    s = Sentence(found, lexicon_for(found, says, lang))
    held = figures(s)
    counted = [f for f in held.figures if f.refused is None]
    chosen = _pick(counted, unit)
    for figure in held.figures:
        earlier = chosen is None or figure.position < chosen.position
        if earlier and figure.unclear is not None and figure.may_count(unit):
            raise PhraseError(str(figure.refused), figure.unclear)
    if chosen is not None and chosen.change is not None:
        raise PhraseError("a change from one number to another", chosen.change)
    if chosen is not None:
        return Reading(chosen.low, chosen.high, chosen.point, chosen.qualifier, held.hedged)
    refused = [f for f in held.figures if f.refused is not None]
    if counted:
        other = counted[0]
        raise PhraseError(
            f"no count of {unit} here: the figure counts {other.unit}", other.position
        )
    if refused:
        raise PhraseError(f"no count here: {refused[0].refused}", refused[0].position)
    if held.no_number:
        word, position = held.no_number[0]
        raise PhraseError(f"there is no number in the phrase: {word!r} is none", position)
    raise PhraseError("there is no number in the phrase", 0)
