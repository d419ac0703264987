"""What holds of every term of every lexicon, of every number and of every text."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.phrases import PhraseError, read
from sources.phrases.lexicon import languages
from sources.phrases.lexicon_files import FOLDER, lexicon_file
from sources.phrases.reading import VAGUE, rounding

TEN = ("en", "ru", "uk", "es", "fr", "de", "pt", "it", "bg", "zh")
NOUNS = {"ru": "человек", "uk": "осіб", "es": "hombres", "fr": "hommes", "de": "Männer",
         "pt": "homens", "it": "uomini", "bg": "души", "zh": "人", "ja": "人", "ar": "جندي",
         "ko": "명"}  # fmt: skip
counts = st.integers(2, 999_999).filter(lambda n: not 1900 <= n <= 2099)

visible = st.text(st.characters(exclude_categories=["C", "Nd"]), max_size=60)


@cache
def _file(language: str) -> dict[str, Any]:
    return lexicon_file(FOLDER / f"{language}.yaml")


def _terms(language: str, key: str) -> list[tuple[str, str]]:
    """(what it stands for, term) of a lexicon."""
    given_ = _file(language).get(key) or {}
    return [(name, term) for name, terms in given_.items() for term in terms]


def _phrase(language: str, *parts: str) -> str:
    space = "" if language in ("zh", "ja") else " "
    return space.join([*parts, NOUNS.get(language, "men")])


def _row(n: int, qualifier: str) -> tuple[int, int | None, int]:
    """The table of the contract, written again."""
    h = rounding(n)
    return {
        "at least": (n, None, n),
        "more than": (n + 1, None, n),
        "up to": (0, n, n),
        "fewer than": (0, n - 1, n),
        "around": (n - h, n + h, n),
        "estimated": (n - h, n + h, n),
        "nearly": (n - max(h, 1), n, n),
    }[qualifier]


def _stated(words: str, language: str) -> tuple[int, int | None, int | None]:
    reading = read(words, "persons", language)
    return reading.low, reading.high, reading.point


@pytest.mark.parametrize("language", languages())
@settings(max_examples=4)
@given(n=counts)
def test_every_qualifier_before_a_number_states_its_row(language: str, n: int) -> None:
    for qualifier, term in _terms(language, "qualifiers"):
        assert _stated(_phrase(language, term, f"{n:,}"), language) == _row(n, qualifier), term


@pytest.mark.parametrize("language", languages())
@settings(max_examples=4)
@given(n=counts)
def test_every_qualifier_behind_a_number_states_its_row(language: str, n: int) -> None:
    space = "" if language in ("zh", "ja") else " "
    for qualifier, term in _terms(language, "after"):
        assert _stated(f"{n:,}{space}{term}", language) == _row(n, qualifier), term


@pytest.mark.parametrize("language", TEN)
@settings(max_examples=3)
@given(n=counts)
def test_a_hedge_changes_no_bound_and_is_kept(language: str, n: int) -> None:
    file = _file(language)
    for term in set(file["hedges"]) - set(file.get("months", ())):  # "May 20"
        reading = read(_phrase(language, term, f"{n:,}"), "persons", language)
        assert (reading.low, reading.high, reading.hedged) == (n, n, True), term


@pytest.mark.parametrize("language", TEN)
@settings(max_examples=3)
@given(n=counts)
def test_ignored_words_change_nothing(language: str, n: int) -> None:
    file = _file(language)
    least = file["qualifiers"]["at least"][0]
    for term in file["ignored"]:
        assert _stated(_phrase(language, least, term, f"{n:,}"), language) == (n, None, n), term


@pytest.mark.parametrize("language", TEN)
def test_every_magnitude_states_its_row(language: str) -> None:
    for name, term in _terms(language, "vague"):
        assert _stated(_phrase(language, term), language) == (*VAGUE[name], None), term


@pytest.mark.parametrize("language", TEN)
def test_a_word_that_makes_a_number_another_one_is_an_error_at_that_word(language: str) -> None:
    file = _file(language)
    least = file["qualifiers"]["at least"][0]
    for term in (*file["negations"], *file["parts"]):
        for words in (_phrase(language, term, "40"), _phrase(language, term, least, "40")):
            with pytest.raises(PhraseError) as caught:
                read(words, "persons", language)
            assert caught.value.position == 0, words


@pytest.mark.parametrize("language", TEN)
@settings(max_examples=30)
@given(a=counts, b=counts)
def test_a_range_keeps_its_ends(language: str, a: int, b: int) -> None:
    low, high = sorted((a, b))
    file = _file(language)
    for between in file["between"]:
        for link in (*file["to"], *file.get("and", ())):
            words = _phrase(language, between, f"{low:,}", link, f"{high:,}")
            assert _stated(words, language) == (low, high, None)
            if low == high:
                continue
            falling = _phrase(language, between, f"{high:,}", link, f"{low:,}")
            with pytest.raises(PhraseError, match="falls") as caught:
                read(falling, "persons", language)
            assert caught.value.position == falling.rindex(f"{low:,}")


@pytest.mark.parametrize("language", TEN)
@settings(max_examples=3)
@given(n=counts)
def test_letter_case_and_spaces_that_do_not_break_change_nothing(language: str, n: int) -> None:
    for _, term in _terms(language, "qualifiers"):
        words = _phrase(language, term, f"{n:,}")
        assert _stated(words.upper(), language) == _stated(words, language)
        assert _stated(words.replace(" ", "\u00a0"), language) == _stated(words, language)


@pytest.mark.parametrize("language", TEN)
@settings(max_examples=60)
@given(n=counts, following=visible, data=st.data())
def test_a_reading_never_depends_on_what_follows_a_full_stop(
    language: str, n: int, following: str, data: st.DataObject
) -> None:
    terms = [term for _, term in _terms(language, "qualifiers")]
    term = data.draw(st.sampled_from(terms))
    known = data.draw(st.sampled_from(["", *terms, *_file(language)["not_counts"]]))
    words = _phrase(language, term, f"{n:,}") + "."
    assert _stated(f"{words} {known} {following}", language) == _stated(words, language)


@given(st.text(max_size=200), st.sampled_from([*TEN, "ar", "ja", "und", "xx"]))
def test_any_text_is_read_or_refused_and_nothing_else(text: str, language: str) -> None:
    _check(text, language)


@pytest.mark.parametrize("language", TEN)
@settings(max_examples=60)
@given(data=st.data())
def test_any_order_of_known_words_is_read_or_refused(language: str, data: st.DataObject) -> None:
    known = _words(language)
    parts = data.draw(st.lists(st.sampled_from(known), max_size=12))
    _check(("" if language == "zh" else " ").join(parts), language)


def _check(text: str, language: str) -> None:
    position, low, high = 0, 0, None
    try:
        reading = read(text, "persons", language)
        low, high = reading.low, reading.high
    except PhraseError as error:
        position = error.position
    assert 0 <= position <= len(text)
    assert low >= 0
    assert high is None or low <= high


@cache
def _words(language: str) -> list[str]:
    """Some words of every key of a lexicon, with numbers and marks."""
    words = ["40", "1,500", "2023", "1.5", "10.05.2024", ",", ".", "-", "–", "(", "%", "+", "$"]
    for given_ in _file(language).values():
        if isinstance(given_, dict):
            for value in given_.values():
                words += list(value)[:3] if isinstance(value, list | dict) else []
            words += [w for w in list(given_)[:15] if w not in NOUNS]
        elif isinstance(given_, list):
            words += given_[:6]
    return words
