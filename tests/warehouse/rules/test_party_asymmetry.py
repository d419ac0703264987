"""party_asymmetry: belligerents bound from one side, everybody else from both."""

from __future__ import annotations

import pytest

from tests.warehouse.rules.figures import cell, figure
from warehouse.reconcile.rule import Answer, Figure
from warehouse.rules.party_asymmetry import COUNTED, OPEN, RULE


def asked(*figures: Figure) -> Answer:
    return RULE.reconcile(cell(*figures, side="russia"))


def numbers(told: Answer) -> tuple[int | None, int | None, int | None]:
    return told.low, told.best, told.high


def enemy(low: int, high: int | None = None, **other: object) -> Figure:
    return figure(low, high, by="enemy", party="ukraine", **other)  # type: ignore[arg-type]


def own(low: int, high: int | None = None, **other: object) -> Figure:
    return figure(low, high, by="own", party="russia", **other)  # type: ignore[arg-type]


def test_a_belligerent_on_the_enemy_is_a_ceiling_and_no_floor() -> None:
    told = asked(enemy(1000, 1500), figure(400, by="a"), figure(3000, by="b"))
    assert numbers(told) == (400, 400, 1500)
    assert told.because == (
        "400 to 3,000 from those who are no belligerents; at most 1,500 from its enemy"
    )


def test_a_belligerent_on_itself_is_a_floor_and_no_ceiling() -> None:
    told = asked(own(500, 600), figure(400, by="a"), figure(3000, by="b"))
    assert numbers(told) == (500, 500, 3000)


def test_of_several_floors_the_greatest_and_of_several_ceilings_the_least_counts() -> None:
    told = asked(own(50), own(80, claim_id="x"), enemy(900), enemy(700, claim_id="y"))
    assert numbers(told) == (80, None, 700)
    assert told.left_out == {}


def test_which_side_is_the_enemy_depends_on_the_cell() -> None:
    told = RULE.reconcile(cell(enemy(900), side="ukraine"))
    assert numbers(told) == (900, None, None)


def test_a_figure_on_the_enemy_that_opens_upwards_is_no_ceiling() -> None:
    told = asked(enemy(20_000, open_upwards=True), figure(1000, 25_000))
    assert numbers(told) == (1000, 13_000, 25_000)
    assert set(told.left_out.values()) == {OPEN}


def test_people_whom_the_enemy_counted_so_far_are_no_ceiling() -> None:
    told = asked(enemy(155, evidence="named"), figure(200))
    assert numbers(told) == (200, 200, 200)
    assert set(told.left_out.values()) == {COUNTED}


def test_an_open_figure_of_the_others_leaves_the_high_to_the_enemy() -> None:
    told = asked(enemy(1000, 1500), figure(800, open_upwards=True))
    assert numbers(told) == (800, 800, 1500)
    assert numbers(asked(figure(800, open_upwards=True))) == (800, 800, None)


def test_the_sentence_tells_what_bounds_what() -> None:
    assert asked(figure(43)).because == "43 from those who are no belligerents"
    told = asked(own(10), figure(8, open_upwards=True), enemy(90))
    assert told.because == (
        "at least 8 from those who are no belligerents; at least 10 from the side itself; "
        "at most 90 from its enemy"
    )


def test_floor_and_ceiling_that_exclude_each_other_give_no_answer() -> None:
    told = asked(enemy(200), figure(246))
    assert numbers(told) == (None, None, None)
    assert "at least 246 and at most 200" in told.because
    assert len(told.left_out) == 2


def test_belligerents_alone_give_their_sides_and_no_best() -> None:
    assert numbers(asked(enemy(1599))) == (None, None, 1599)
    assert numbers(asked(own(10), enemy(1599))) == (10, None, 1599)


@pytest.mark.parametrize("only", [enemy(9, open_upwards=True), enemy(9, evidence="named")])
def test_without_a_floor_or_a_ceiling_there_is_no_answer(only: Figure) -> None:
    told = asked(only)
    assert numbers(told) == (None, None, None)
    assert told.because == "belligerents on the enemy alone, and none gives a ceiling"


def test_people_counted_so_far_by_others_enter_with_their_low_and_make_no_best() -> None:
    assert numbers(asked(figure(34, evidence="identified"))) == (34, None, None)
    told = asked(figure(34, evidence="identified"), figure(35, 45, 40, by="b"))
    assert numbers(told) == (34, 40, 45)


def test_words_without_a_number_make_no_best() -> None:
    dozens = figure(24, 99, qualifier="dozens")
    assert numbers(asked(dozens)) == (24, None, 99)
    assert numbers(asked(dozens, figure(40, by="b"))) == (24, 40, 99)


def test_the_best_is_moved_to_the_end_beyond_which_it_lies() -> None:
    assert numbers(asked(enemy(700), figure(600, by="a"), figure(800, by="b"))) == (600, 600, 700)
    assert numbers(asked(enemy(700), figure(500, 1100, 900))) == (500, 700, 700)
    assert numbers(asked(own(650), figure(600, by="a"), figure(800, by="b"))) == (650, 650, 800)
