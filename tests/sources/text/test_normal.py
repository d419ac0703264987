"""Characters made plain: what is unseen goes, what is seen stays, digits keep their distance."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text.normal import BETWEEN, normal


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("a\r\nb\rc\u2028d\u0085e\x0cf", "a\nb\nc\nd\ne\nf"),
        ("  a \t b\u00a0c\u3000d \n  e ", "a b c d\ne"),
        ("a\n\n\n\n b", "a\n\nb"),
        ("cafe\u0301", "café"),
        ("co\u00adoper\u200bation\ufeff\u2060", "cooperation"),
        ("1\u00a0500 and 1\u202f500 and 1\u2009500", "1 500 and 1 500 and 1 500"),
        ("❤\ufe0f", "❤"),
        ("o\ufb03ce, \ufb01ve", "office, five"),
        ("\ufedb\ufe8e\ufee5", "كان"),
        ("a\x00b\x9cc", "abc"),
        ("half \ud800 a surrogate", "half \ufffd a surrogate"),
        ("\x1b[31m5 men\x07", "[31m5 men"),
    ],
)
def test_one_form_for_what_looks_the_same(given_: str, expected: str) -> None:
    assert normal(given_) == expected


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_what_turns_the_reading_direction_stays(mark: str) -> None:
    assert normal(f"there were 1{mark}27 men") == f"there were 1{mark}27 men"


@pytest.mark.parametrize("mark", "\u200e\u200f\u061c")
def test_marks_of_direction_stay_within_a_number_alone(mark: str) -> None:
    assert normal(f"{mark}كان {mark}127{mark} رجل{mark}") == "كان 127 رجل"
    assert normal(f"5{mark}00") == f"5{mark}00"
    assert normal(f"1,{mark}500") == f"1,{mark}500"
    assert normal(f"1{mark},500") == f"1{mark},500"


def test_joiners_stay_within_words_and_leave_numbers() -> None:
    assert normal("می\u200cروند") == "می\u200cروند"
    assert normal("क्\u200dष") == "क्\u200dष"
    assert normal("1\u200d500\u200c men") == "1500 men"


@pytest.mark.parametrize("look_alike", ["1О0", "l27", "１２７", "𝟏𝟐𝟕", "①②", "1²7", "١٢٧", "Ⅻ"])
def test_look_alikes_of_digits_stay_what_they_are(look_alike: str) -> None:
    assert normal(f"{look_alike} men").replace(" ", "") == f"{look_alike}men"


def test_columns_of_numbers_do_not_become_one_number() -> None:
    assert normal("Nepal\t127\t100") == f"Nepal 127{BETWEEN}100"
    assert normal("Nepal   127    100") == f"Nepal 127{BETWEEN}100"
    assert normal("18 000 men") == "18 000 men"


def test_raised_digits_stand_apart_from_the_number() -> None:
    assert normal("3,388² men") == "3,388 ² men"
    assert normal("it was 388.² Then") == "it was 388. ² Then"
    assert normal("²388 men, 5 m²") == "² 388 men, 5 m²"


def test_what_cannot_be_read_keeps_two_digits_apart() -> None:
    assert normal("5\x006") == "5\ufffd6"
    assert normal("5\ud8006") == "5\ufffd6"


@given(st.text(max_size=80))
def test_normal_text_is_normal(text: str) -> None:
    once = normal(text)
    assert normal(once) == once


DIGITS = st.sampled_from(["1", "27", "500", "٢٠", "१२"])
STUFF = st.sampled_from(
    [" ", "\n", "\t", "  ", "\u00a0", "\x00", "\u00ad", "a", ",", "²", "\u202e", "\ufffe", "\r\n"]
)


@given(st.lists(st.one_of(DIGITS, STUFF), max_size=12))
def test_digits_keep_their_order_and_their_distance(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = normal(text)
    assert [c for c in found if c.isdecimal()] == [c for c in text if c.isdecimal()]
    # Only a soft hyphen, which is not seen, may stand between two digits that then touch.
    assert _runs(found) == _runs(text.replace("\u00ad", ""))


def _runs(text: str) -> list[str]:
    return "".join(c if c.isdecimal() else " " for c in text).split()


@given(st.text(max_size=60))
def test_nothing_is_left_that_cannot_be_kept_as_utf_8(text: str) -> None:
    found = normal(text)
    assert found.encode().decode() == found
    assert unicodedata.is_normalized("NFC", found)
    assert not any(c in found for c in "\r\t\x00\u00ad\u2028")


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0315\u0300" * 200_000,  # sorting marks takes the square of their number
        "1" + " " * 300_000 + "x",
        "1\t" * 100_000,
        "\n \n" * 100_000,
        "1\u200d" * 100_000,
        "\u200f" * 300_000,
        "1\x00" * 100_000,
        "\u00ad\n" * 100_000,
    ],
)
def test_time_grows_with_the_length(text: str) -> None:
    began = time.perf_counter()
    normal(text)
    assert time.perf_counter() - began < 5
