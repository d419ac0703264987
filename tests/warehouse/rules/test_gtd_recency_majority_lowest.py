"""gtd_recency_majority_lowest: first the latest, then the majority, then the lowest."""

from __future__ import annotations

from datetime import date, timedelta

from tests.warehouse.rules.figures import DAY, VAGUE, cell, figure
from warehouse.reconcile.rule import Answer, Figure
from warehouse.rules.gtd_recency_majority_lowest import RULE
from warehouse.rules.gtd_recency_majority_lowest import VAGUE as TOO_VAGUE

LONG_AGO = date(2024, 1, 1)


def entered(*figures: Figure) -> Answer:
    told = RULE.reconcile(cell(*figures))
    assert (told.low, told.high) == (None, None)
    return told


def test_the_most_recent_is_entered_though_more_witnesses_said_less() -> None:
    old = figure(5, by="a", on=LONG_AGO), figure(5, by="b", on=LONG_AGO)
    told = entered(*old, figure(9, by="c"))
    assert told.best == 9
    assert told.members == ("c/9-9",)
    assert told.because == "the most recent figure: 9"
    assert set(told.left_out.values()) == {"of 2024-01-01, before the latest time, 2025-06-30"}


def test_of_several_at_one_time_the_majority_is_entered() -> None:
    told = entered(figure(5, by="a"), figure(9, by="b"), figure(9, by="c"))
    assert told.best == 9
    assert told.members == ("b/9-9", "c/9-9")
    assert told.because == "2 of 3 witnesses of the latest time: 9"


def test_half_is_no_majority_and_the_lowest_is_entered() -> None:
    told = entered(
        figure(9, by="a"), figure(9, by="b"), figure(7, by="c"), figure(8, by="d")
    )  # fmt: skip
    assert told.best == 7
    assert told.because == "no majority at the latest time, so its lowest figure: 7"


def test_a_witness_has_one_vote_for_a_number_however_often_it_gives_it() -> None:
    again = figure(9, by="a", claim_id="again")
    assert entered(figure(9, by="a"), again, figure(7, by="b")).best == 7


def test_where_more_than_one_number_has_the_majority_the_lowest_of_these_is_entered() -> None:
    both = [figure(n, by=who) for n in (7, 9) for who in ("a", "b")]
    assert entered(*both, figure(5, by="c")).best == 7


def test_a_month_apart_is_one_time_and_a_day_more_is_not() -> None:
    latest = figure(9, by="a")
    assert entered(latest, figure(5, by="b", on=DAY - timedelta(days=31))).best == 5
    assert entered(latest, figure(5, by="b", on=DAY - timedelta(days=32))).best == 9


def test_the_day_is_that_of_publication_and_not_the_one_spoken_of() -> None:
    told_late = figure(5, by="a", on=LONG_AGO, published_last=DAY)
    assert entered(told_late, figure(9, by="b", on=date(2025, 1, 1))).best == 5


def test_an_undated_figure_is_older_only_on_whichever_day_it_may_have_been_told() -> None:
    undated = figure(
        5, by="a", published_last=None, as_of_first=LONG_AGO, as_of_last=date(2026, 12, 31)
    )
    dated = figure(9, by="b")
    assert entered(undated, dated).best == 5
    old = figure(5, by="a", on=LONG_AGO, published_last=None)
    assert entered(old, dated).best == 9


def test_words_without_a_number_are_left_out() -> None:
    vague = [figure(*reading, by=w, qualifier=w) for w, reading in VAGUE.items()]
    told = entered(*vague, figure(9, by="a", on=LONG_AGO))
    assert told.best == 9
    assert set(told.left_out.values()) == {TOO_VAGUE}
    told = entered(*vague)
    assert (told.best, told.members, told.because) == (None, (), TOO_VAGUE)


def test_a_range_counts_with_its_low_end_and_other_words_with_their_number() -> None:
    assert entered(figure(1000, 5000)).best == 1000
    assert entered(figure(0, 5000, 5000, qualifier="up to")).best == 5000
    assert entered(figure(34, open_upwards=True)).best == 34
