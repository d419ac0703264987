"""Any number, written in any supported form, reads back to itself: spelled by makers that know
nothing of the reader, in digits with every separator, and with scales.
"""

from __future__ import annotations

from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.phrases import read

STEP = 97  # a prime: the sample meets every ending
SEPARATORS = [",", ".", " ", "'", "\u00a0", "\u202f", "\u2009", "’", "٬"]
# digits with a scale behind them, one of each language: what it multiplies by
SCALES = [
    ("en", "{} thousand men", 1000),
    ("en", "{}k men", 1000),
    ("en", "{} k men", 1000),
    ("en", "{} million men", 1_000_000),
    ("en", "{} lakh men", 100_000),
    ("ru", "{} тыс. человек", 1000),
    ("ru", "{} тысяч человек", 1000),
    ("ru", "{} млн человек", 1_000_000),
    ("uk", "{} тис. осіб", 1000),
    ("es", "{} mil hombres", 1000),
    ("es", "{} millones de hombres", 1_000_000),
    ("fr", "{} mille hommes", 1000),
    ("fr", "{} millions d'hommes", 1_000_000),
    ("de", "{} Tausend Männer", 1000),
    ("de", "{} Tsd. Männer", 1000),
    ("de", "{} Mio. Männer", 1_000_000),
    ("pt", "{} mil homens", 1000),
    ("it", "{} mila uomini", 1000),
    ("it", "{}mila uomini", 1000),
    ("bg", "{} хил. души", 1000),
    ("bg", "{} хиляди души", 1000),
    ("zh", "{}千人", 1000),
    ("zh", "{}万人", 10_000),
    ("zh", "{}萬名", 10_000),
]
NOUNS = {
    "en": "men",
    "ru": "человек",
    "uk": "осіб",
    "es": "hombres",
    "fr": "hommes",
    "de": "Männer",
    "pt": "homens",
    "it": "uomini",
    "bg": "души",
    "zh": "人",
}


class Speller(Protocol):
    """What conftest.py gives a test that asks for it."""

    language: str

    def phrase(self, n: int) -> str: ...


def test_words_of_small_numbers_read_back(speller: Speller) -> None:
    for n in [*range(1, 131), *range(131, 10_000, STEP)]:
        words = speller.phrase(n)
        assert read(words, "persons", speller.language).point == n, words


@settings(max_examples=40)
@given(n=st.integers(1, 999_999))
def test_words_of_any_number_read_back(speller: Speller, n: int) -> None:
    assert read(speller.phrase(n), "persons", speller.language).point == n


@settings(max_examples=15)
@given(n=st.integers(2, 999_999))
def test_words_read_the_same_in_capitals_and_with_other_spaces(speller: Speller, n: int) -> None:
    words = speller.phrase(n)
    assert read(words.upper(), "persons", speller.language).point == n
    assert read(words.replace(" ", "\u00a0"), "persons", speller.language).point == n


@pytest.mark.parametrize("language", sorted(NOUNS))
@settings(max_examples=40)
@given(
    n=st.integers(1, 99_999_999).filter(lambda n: not 1900 <= n <= 2099),
    separator=st.sampled_from(SEPARATORS),
)
def test_digits_read_back_in_every_language(language: str, n: int, separator: str) -> None:
    grouped = f"{n:,}".replace(",", separator)
    assert read(f"{grouped} {NOUNS[language]}", "persons", language).point == n


@pytest.mark.parametrize(("language", "form", "scale"), SCALES)
@settings(max_examples=20)
@given(n=st.integers(1, 899))
def test_scales_read_back(language: str, form: str, scale: int, n: int) -> None:
    assert read(form.format(n), "persons", language).point == n * scale
    if scale > 100:
        for mark in ".,":
            decimal = form.format(f"{n}{mark}5")
            assert read(decimal, "persons", language).point == n * scale + scale // 2


@given(st.integers(1, 9_999_999))
def test_indian_groups_read_back(n: int) -> None:
    digits = str(n)
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(i - 2, 0) : i] for i in range(len(head), 0, -2)][::-1]
    written = ",".join([*pairs, tail])
    assert read(f"{written} men").point == n


@given(st.integers(1000, 999_999_999), st.sampled_from("٠०০０၀"))
def test_digits_of_other_scripts_read_back(n: int, zero: str) -> None:
    written = "".join(chr(ord(zero) + int(d)) for d in f"{n}")
    assert read(f"more than {written} men", "persons", "en").point == n
