"""Which id was meant: slips are counted, and equally near ones have an order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.answers.nearest import nearest, slips

words = st.text("abcd", max_size=6)
COUNTRIES = {"ITA": "Italy", "NLD": "Netherlands", "NPL": "Nepal", "TUN": "Tunisia"}


@given(words, words)
def test_slips_are_none_for_the_same_word_alone_and_the_same_both_ways(a: str, b: str) -> None:
    assert (slips(a, b) == 0) == (a == b)
    assert slips(a, b) == slips(b, a)
    assert abs(len(a) - len(b)) <= slips(a, b) <= max(len(a), len(b))


@given(words.filter(lambda w: len(w) > 1), st.data())
def test_one_letter_put_in_left_out_changed_or_swapped_is_one_slip(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    head, one, two, tail = word[:at], word[at], word[at + 1], word[at + 2 :]
    for other in (head + "x" + word[at:], head + two + tail, head + "x" + two + tail):
        assert slips(word, other) == 1
    assert slips(word, head + two + one + tail) == int(one != two)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NLP", "NPL"), ("npl", "NPL"), ("nepal", "NPL"), ("Neppal", "NPL"), ("TUN1", "TUN"),
        ("XYZ", None), ("", None),
    ],
)  # fmt: skip
def test_the_nearest_id_is_told_by_id_or_name_where_any_is_near(
    typed: str, meant: str | None
) -> None:
    assert nearest(typed, COUNTRIES) == meant


def test_of_equally_near_ids_the_first_given_is_meant() -> None:
    assert nearest("NXL", {"NPL": "", "NDL": ""}) == "NPL"
    assert nearest("NXL", {"NDL": "", "NPL": ""}) == "NDL"
