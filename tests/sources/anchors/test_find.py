"""Where words stand: exactly or alike, never inside other words, never by a guess."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sources.anchors.find import MOST, Place, places
from sources.anchors.folding import folded


def found(words: str, text: str) -> list[str]:
    return [text[p.start : p.end] for p in places(words, text)]


def test_every_exact_place_is_found_in_order() -> None:
    text = "40 men came; 40 men left."
    assert places("40 men", text) == [Place(0, 6, True), Place(13, 19, True)]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("1,000 to 5,000 Cubans", "the 1,000\u00a0to 5,000\nCubans"),
        ("1,000-5,000 Cubans", "the 1,000–5,000 Cubans"),
        ("jusqu'à 200 hommes", "soit jusqu’à 200 hommes"),
        ('"40" men', "the “40” men"),
        ("18 000 іноземців", "18\u202f000 іноземців"),
        ("MORE THAN 40 MEN", "more than 40 men"),
        ("2000 جندي", "نحو ٢٠٠٠ جندي"),
        ("पूर्व 127", "पूर्व १२७"),
    ],
)
def test_spaces_dashes_quotes_digits_and_case_make_no_difference(words: str, text: str) -> None:
    (place,) = places(words, text)
    assert not place.exactly
    assert folded(text[place.start : place.end]).split() == folded(words).split()


def test_what_stands_exactly_hides_what_is_only_alike() -> None:
    assert places("40 Men", "40 men and 40 Men") == [Place(11, 17, True)]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("40 men", "140 men"),
        ("40 men", "40 menace"),
        ("men 40", "men 400"),
        ("40 men", "4 0 men"),
        ("40 men", "40 women"),
        ("40 men", "fourty men"),
        ("40 Kenyans", "40 Kenyanz"),
        ("40 men", ""),
        ("  ", "40 men"),
    ],
)
def test_other_words_are_other_words(words: str, text: str) -> None:
    assert found(words, text) == []


def test_a_word_may_touch_a_number_as_in_chinese_and_suffixes() -> None:
    assert found("1.5万人", "约有1.5万人参战") == ["1.5万人"]
    assert found("15", "15k men") == ["15"]


def test_words_of_the_catalog_are_made_plain_as_texts_are() -> None:
    assert found("cafe\u0301 40", "caf\u00e9 40") == ["caf\u00e9 40"]
    assert found("40\u00ad men", "40 men") == ["40 men"]


def test_a_phrase_that_stands_ten_thousand_times_costs_a_thousand_places() -> None:
    assert len(places("40 men", "40 men. " * 10_000)) == MOST
    assert len(places("40 MEN", "40 men. " * 10_000)) == MOST


def test_expressions_in_words_are_plain_characters() -> None:
    assert found("40+ (men) [a-z]* $", "so 40+ (men) [a-z]* $ it is") == ["40+ (men) [a-z]* $"]
    assert found("a" * 50 + " b", "a" * 20_000) == []


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf"]), min_size=1)


@given(st.text(), words, st.text())
def test_words_put_into_a_text_are_found_where_they_were_put(
    before: str, said: str, behind: str
) -> None:
    from sources.text.normal import normal

    said = normal(said)
    assume(said)
    text = f"{before}\n{said}\n{behind}"
    starts = [p.start for p in places(said, text)]
    assert len(before) + 1 in starts or len(starts) == MOST


@given(st.text())
def test_making_alike_moves_no_character(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(), words)
def test_what_is_found_is_alike(text: str, said: str) -> None:
    for place in places(said, text):
        there = text[place.start : place.end]
        from sources.text.normal import normal

        assert folded(there).split() == folded(normal(said)).split()
