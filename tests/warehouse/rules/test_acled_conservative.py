"""acled_conservative: the lowest figure, and the codebook's numbers for words."""

from __future__ import annotations

import pytest

from tests.warehouse.rules.figures import VAGUE, cell, figure
from warehouse.reconcile.figures import MAGNITUDES
from warehouse.reconcile.rule import Figure
from warehouse.rules.acled_conservative import CODES, RULE


def entered(*figures: Figure) -> int | None:
    told = RULE.reconcile(cell(*figures))
    assert (told.low, told.high) == (None, None)
    return told.best


def test_the_lowest_is_entered_whatever_its_evidence() -> None:
    low, high = figure(200, by="a", evidence="alleged"), figure(500, by="b", evidence="named")
    told = RULE.reconcile(cell(high, low))
    assert told.best == 200
    assert told.members == (low.claim_id,)
    assert told.left_out == {high.claim_id: "500 is not the lowest: 200 is"}
    assert told.because == "the lowest of 2 figures: 200"


def test_all_that_say_the_lowest_are_members() -> None:
    told = RULE.reconcile(cell(figure(7, by="a"), figure(7, by="b"), figure(8, by="c")))
    assert told.members == ("a/7-7", "b/7-7")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("dozens", 12), ("hundreds", 100), ("thousands", 1_000), ("tens of thousands", 10_000),
        ("dozens to hundreds", 12), ("hundreds to thousands", 100),
    ],
)  # fmt: skip
def test_words_without_a_number_are_the_codebooks_number(words: str, number: int) -> None:
    assert entered(figure(*VAGUE[words], qualifier=words)) == number


def test_every_magnitude_has_a_number() -> None:
    assert tuple(CODES) == MAGNITUDES


def test_words_can_be_the_lowest_though_our_reading_of_them_is_higher() -> None:
    assert entered(figure(20, by="a"), figure(24, 99, by="b", qualifier="dozens")) == 12


def test_at_least_several_hundred_stays_as_it_is_read() -> None:
    assert entered(figure(200, qualifier="at least", open_upwards=True)) == 200


def test_of_a_range_the_low_end_counts_and_else_the_number_printed() -> None:
    assert entered(figure(1000, 5000)) == 1000
    assert entered(figure(1501, None, 1500, qualifier="more than", open_upwards=True)) == 1500
    assert entered(figure(0, 5000, 5000, qualifier="up to")) == 5000
    assert entered(figure(17_500, 18_500, 18_000, qualifier="around")) == 18_000


def test_one_figure_is_the_lowest() -> None:
    assert RULE.reconcile(cell(figure(9))).because == "the only figure: 9"
