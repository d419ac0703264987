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


@pytest.mark.parametrize(
    ("words", "language", "number"),
    [
        ("at least 1,000 men or more came", "en", "1,000"),
        ("from 1,000 to 5,000 young Cubans came", "en", "1,000 to 5,000"),
        ("more than two hundred and five men came", "en", "two hundred and five"),
        ("several hundred men came", "en", "hundred"),
        ("1,000+ men came", "en", "1,000+"),
        ("40人以上参战", "zh", "40"),
        ("de oitenta e oito homens", "pt", "oitenta e oito"),
    ],
)
def test_a_figure_says_where_its_number_ends(words: str, language: str, number: str) -> None:
    found = next(iter(readings(words, language)))
    assert words[found.position : found.number_end] == number


@pytest.mark.parametrize(
    ("words", "language", "phrases"),
    [
        ("The count rose from about 11 to at least 19 men.", "en", ["about 11", "at least 19 men"]),
        ("It fell from 19 men to 11.", "en", ["19 men", "11"]),
        ("Число выросло с 11 до 19 человек.", "ru", ["11", "19 человек"]),
        ("Кількість зросла з 11 до 19 осіб.", "uk", ["11", "19 осіб"]),
        ("Броят нарасна от 11 на 19 души.", "bg", ["11", "19 души"]),
        ("La cifra aumentó de 11 a 19 hombres.", "es", ["11", "19 hombres"]),
        ("Le nombre est passé de 11 à 19 hommes.", "fr", ["11", "19 hommes"]),
        ("Die Zahl stieg von 11 auf 19 Männer.", "de", ["11", "19 Männer"]),
        ("O número subiu de 11 para 19 homens.", "pt", ["11", "19 homens"]),
        ("Il numero è salito da 11 a 19 uomini.", "it", ["11", "19 uomini"]),
        ("人数从11人增至19人。", "zh", ["11人", "19人"]),
        ("They came from 6 to 19 towns.", "en", ["from 6 to 19 towns"]),
    ],
)
def test_a_change_from_one_number_to_another_is_two_figures(
    words: str, language: str, phrases: list[str]
) -> None:
    found = [f for f in readings(words, language) if f.refused is None]
    assert [words[f.start : f.end] for f in found] == phrases
