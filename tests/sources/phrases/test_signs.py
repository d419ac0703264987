"""Signs that hold a number as words do: > is more than, and a sign is never dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.phrases import read

SIGNS = [("~", "about"), ("≈", "about"), (">", "more than"), ("≥", "at least"),
         ("<", "fewer than"), ("≤", "up to")]  # fmt: skip


@given(st.integers(2, 10**9), st.sampled_from(SIGNS), st.sampled_from(["", " "]))
def test_a_sign_right_before_a_number_reads_as_its_word(
    n: int, sign: tuple[str, str], space: str
) -> None:
    mark, word = sign
    assert read(f"{mark}{space}{n:,} men", "persons", "en") == read(f"{word} {n:,} men")


@pytest.mark.parametrize("words", ["men > 12 000", "12,000 men (> last year)", "a > b: 12,000 men"])
def test_a_sign_elsewhere_says_nothing_of_a_number_before_it(words: str) -> None:
    assert read(words, "persons", "en").point == 12_000
