"""ucdp_triplet: lowest, best supported, highest."""

from __future__ import annotations

from typing import Any

import pytest

from tests.warehouse.rules.figures import FLOORS, cell, figure
from warehouse.reconcile.rule import Figure
from warehouse.rules.ucdp_triplet import RULE

Triplet = tuple[int | None, int | None, int | None]


def triplet(*figures: Figure) -> Triplet:
    told = RULE.reconcile(cell(*figures))
    assert set(told.members) == {f.claim_id for f in figures}
    return told.low, told.best, told.high


def at_least(n: int, **other: Any) -> Figure:
    return figure(n, open_upwards=True, **other)


def test_the_lower_is_best_where_evidence_is_equal() -> None:
    assert triplet(figure(300, by="a"), figure(500, by="b")) == (300, 300, 500)


@pytest.mark.parametrize("counted", FLOORS)
def test_a_count_case_by_case_is_best_even_where_it_is_higher(counted: str) -> None:
    assert triplet(figure(300, by="a"), figure(500, by="b", evidence=counted)) == (300, 500, 500)


@pytest.mark.parametrize("vouched", ["official", "estimated", "witnessed", "unspecified"])
@pytest.mark.parametrize("unvouched", ["alleged", "planned"])
def test_what_is_only_alleged_is_best_only_where_there_is_nothing_else(
    vouched: str, unvouched: str
) -> None:
    alleged = figure(300, by="a", evidence=unvouched)
    assert triplet(alleged, figure(500, by="b", evidence=vouched)) == (300, 500, 500)
    assert triplet(alleged) == (300, 300, 300)


def test_no_source_is_ranked_within_a_grade() -> None:
    one, other = figure(9, by="a", evidence="official"), figure(8, by="b", evidence="estimated")
    assert triplet(one, other) == (8, 8, 9)


def test_of_a_list_that_counts_fewer_and_one_that_counts_more_the_first_is_best() -> None:
    shorter = at_least(550, by="a", evidence="named")
    longer = figure(3388, by="b", evidence="identified")
    assert triplet(shorter, longer) == (550, 550, 3388)


def test_a_range_and_words_without_a_number_count_with_their_low_end() -> None:
    assert triplet(figure(1000, 5000)) == (1000, 1000, 5000)
    assert triplet(figure(24, 99, qualifier="dozens")) == (24, 24, 99)


def test_a_rounded_number_is_best_between_its_ends() -> None:
    assert triplet(figure(17_500, 18_500, 18_000, qualifier="around")) == (17_500, 18_000, 18_500)


def test_a_figure_without_a_least_number_enters_with_the_one_printed() -> None:
    assert triplet(figure(0, 5000, 5000, qualifier="up to")) == (5000, 5000, 5000)
    assert triplet(figure(0, 4999, 5000, qualifier="fewer than")) == (5000, 5000, 5000)


def test_where_no_figure_states_a_highest_number_there_is_no_high() -> None:
    told = RULE.reconcile(cell(at_least(200, by="a"), at_least(100, by="b")))
    assert (told.low, told.best, told.high) == (100, 100, None)
    assert "no figure that reaches as far states a highest number" in told.because


def test_an_open_figure_below_the_highest_leaves_it_and_one_above_takes_it_away() -> None:
    assert triplet(at_least(200, by="a"), figure(300, by="b")) == (200, 200, 300)
    assert triplet(at_least(26, by="a"), figure(9, by="b", evidence="confirmed")) == (9, 9, None)


def test_one_figure_is_its_own_triplet() -> None:
    assert triplet(figure(59)) == (59, 59, 59)
