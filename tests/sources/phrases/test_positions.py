"""Where a figure stands, and where a phrase stops making sense."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources import load
from sources.phrases import PhraseError, read, readings
from sources.phrases.lexicon_files import FOLDER, lexicon_file

# a sentence before and one behind, which hold no number, in each language
NEUTRAL = {
    "en": ("The ministry gave an answer. ", " Nobody else spoke."),
    "ru": ("Министерство ответило. ", " Больше никто не говорил."),
    "uk": ("Міністерство відповіло. ", " Ніхто інший не говорив."),
    "es": ("El ministerio respondió. ", " Nadie más habló."),
    "fr": ("Le ministère a répondu. ", " Personne d'autre n'a parlé."),
    "de": ("Das Ministerium antwortete. ", " Niemand sonst sprach."),
    "pt": ("O ministério respondeu. ", " Ninguém mais falou."),
    "it": ("Il ministero ha risposto. ", " Nessun altro ha parlato."),
    "bg": ("Министерството отговори. ", " Никой друг не говори."),
    "zh": ("外交部作出了回应。", "没有其他人发言。"),
}
NOUNS = {"en": "men", "ru": "человек", "uk": "осіб", "es": "hombres", "fr": "hommes",
         "de": "Männer", "pt": "homens", "it": "uomini", "bg": "души", "zh": "人"}  # fmt: skip


class Line(Protocol):
    """A line of stated/ as conftest.py reads it."""

    words: str
    unit: str
    expected: str


def _claims() -> list[tuple[str, str, str]]:
    frames, _ = load.check(Path(load.__file__).parent / "catalog")
    claims = frames["claim"].merge(frames["document"][["document_id", "language"]], "left")
    told = claims[claims["unit"] != "other"][["language", "says", "unit"]].drop_duplicates()
    return [(str(a), str(b), str(c)) for a, b, c in told.to_numpy().tolist()]


def _again(words: str, unit: str, language: str) -> None:
    """The phrase of the figure that is read, read on its own, states the same."""
    reading = read(words, unit, language)
    stated = (reading.low, reading.high, reading.point)
    before, behind = NEUTRAL.get(language, ("", ""))
    text = f"{before}{words}.{behind}"
    found = [
        f for f in readings(text, language)
        if f.refused is None and (f.low, f.high, f.point) == stated
    ]  # fmt: skip
    assert found, f"{words!r} is not read inside a text"
    phrase = text[found[0].start : found[0].end]
    assert len(before) <= found[0].start <= found[0].position < found[0].end
    assert found[0].end <= len(before) + len(words)
    alone = read(phrase, found[0].unit or unit, language)
    assert (alone.low, alone.high, alone.point) == stated, phrase


def test_the_phrase_of_a_figure_read_on_its_own_states_the_same(
    language: str, lines: list[Line]
) -> None:
    for line in lines:
        if not line.expected.startswith("error"):
            _again(line.words, line.unit, language)


def test_every_claim_of_the_catalog_is_found_inside_a_text() -> None:
    for language, words, unit in _claims():
        _again(words, unit, language)


@pytest.mark.parametrize("language", sorted(NOUNS))
@settings(max_examples=25)
@given(n=st.integers(2, 99_999).filter(lambda n: not 1900 <= n <= 2099), data=st.data())
def test_a_phrase_reaches_from_its_qualifier_to_its_noun(
    language: str, n: int, data: st.DataObject
) -> None:
    terms = [
        t for ts in lexicon_file(FOLDER / f"{language}.yaml")["qualifiers"].values() for t in ts
    ]
    space = "" if language == "zh" else " "
    phrase = space.join((data.draw(st.sampled_from(terms)), f"{n:,}", NOUNS[language]))
    before, behind = NEUTRAL[language]
    found = list(readings(f"{before}{phrase}.{behind}", language))
    assert [(f.start, f.end) for f in found] == [(len(before), len(before) + len(phrase))]


@pytest.mark.parametrize(
    ("words", "language", "phrase"),
    [
        ("They say 1,000 men or more came", "en", "1,000 men or more"),
        ("40 U.S. citizens came", "en", "40 U.S. citizens"),
        ("es waren 40 Männer oder mehr da", "de", "40 Männer oder mehr"),
        ("было 40 человек и более", "ru", "40 человек и более"),
        ("было человек двадцать", "ru", "человек двадцать"),
        ("共有40人以上参战", "zh", "40人以上"),
        ("from 1,000 to 5,000 young Cubans came", "en", "from 1,000 to 5,000 young"),
        ("hundreds of Cubans came", "en", "hundreds of Cubans"),
        ("plus d'une centaine d'étrangers morts", "fr", "plus d'une centaine d'étrangers"),
    ],
)
def test_a_phrase_holds_the_qualifier_behind_the_noun_too(
    words: str, language: str, phrase: str
) -> None:
    found = next(iter(readings(words, language)))
    assert words[found.start : found.end] == phrase


def test_the_error_of_a_phrase_points_at_the_word_that_is_not_understood() -> None:
    for words, word in (
        ("we counted at least up to 40 men", "up to"),
        ("we counted 40 or 50 men", "or"),
        ("we counted not 40 men", "not"),
        ("we counted 12,3456 men", "12,3456"),
        ("we counted a handful of men", "a handful"),
        ("we counted 40 countries", "40"),
    ):
        with pytest.raises(PhraseError) as caught:
            read(words, "persons", "en")
        assert caught.value.position == words.index(word)
