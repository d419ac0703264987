"""split_range: half a weight for each end, a whole one for an exact figure, the weighted median."""

from __future__ import annotations

import statistics

from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.rules.figures import cell, figure
from warehouse.reconcile.rule import Answer, Figure
from warehouse.rules.split_range import RULE


def split(*figures: Figure) -> Answer:
    return RULE.reconcile(cell(*figures))


def numbers(told: Answer) -> tuple[int | None, int | None, int | None]:
    return told.low, told.best, told.high


def test_the_ends_of_a_range_weigh_half_each() -> None:
    # 1,000 and 5,000 with a half each, 2,000 with a whole: half of the weight lies at 2,000.
    told = split(figure(1000, 5000, by="a"), figure(2000, by="b"))
    assert numbers(told) == (1000, 2000, 5000)
    assert told.because == "the weighted median of 1,000, 2,000, 5,000"


def test_a_range_alone_has_its_middle_for_the_median_rounded_down() -> None:
    assert numbers(split(figure(1000, 5000))) == (1000, 3000, 5000)
    assert numbers(split(figure(2, 5))) == (2, 3, 5)


def test_between_two_medians_the_middle_is_best() -> None:
    assert numbers(split(figure(100, by="a"), figure(201, by="b"))) == (100, 150, 201)


def test_a_figure_that_is_open_on_a_side_enters_with_its_one_end_and_half_a_weight() -> None:
    # 554 with a whole weight, 800 with a half.
    told = split(figure(554, by="a"), figure(800, by="b", open_upwards=True))
    assert numbers(told) == (554, 554, None)
    # "up to 5,000" and "at least 200" weigh alike.
    up_to = figure(0, 5000, 5000, by="a", qualifier="up to")
    assert numbers(split(up_to, figure(200, by="b", open_upwards=True))) == (0, 2600, 5000)
    assert numbers(split(up_to)) == (0, 5000, 5000)


def test_people_counted_so_far_enter_with_their_low_and_half_a_weight() -> None:
    told = split(figure(100, by="a", evidence="named"), figure(900, by="b"))
    assert numbers(told) == (100, 900, 900)


def test_a_witness_with_several_figures_weighs_as_one() -> None:
    mine = (figure(10, by="a"), figure(20, by="a"))
    told = split(*mine, figure(900, by="b"), figure(950, by="c"))
    assert told.best == 900
    again = split(*mine, figure(20, by="a", claim_id="x"), figure(900, by="b"), figure(950, by="c"))
    assert numbers(again) == numbers(told)
    assert "x" in again.members


def test_belligerents_are_left_out_whomever_they_speak_of() -> None:
    parties = (figure(5, by="u", party="ukraine"), figure(7, by="r", party="russia"))
    told = split(*parties, figure(100))
    assert numbers(told) == (100, 100, 100)
    assert told.left_out == dict.fromkeys(("u/5-5", "r/7-7"), "a belligerent's figure")
    assert told.because == "one number: 100"


def test_where_only_belligerents_speak_there_is_no_answer() -> None:
    told = split(figure(5, party="ukraine"))
    assert numbers(told) == (None, None, None)
    assert told.left_out == {"a/5-5": told.because}


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 30)), min_size=1, max_size=7))
def test_the_best_is_the_median_of_all_ends_where_an_exact_figure_stands_twice(
    ranges: list[tuple[int, int]],
) -> None:
    figures = [figure(n, n + more, by=f"w{i}") for i, (n, more) in enumerate(ranges)]
    ends = [end for n, more in ranges for end in (n, n + more)]
    assert split(*figures).best == int(statistics.median(ends))
