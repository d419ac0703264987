"""airwars_minmax: minima and maxima apart, over figures and over the parts of a figure."""

from __future__ import annotations

from dataclasses import replace

from tests.warehouse.rules.figures import cell, figure
from warehouse.reconcile.rule import Figure
from warehouse.rules.airwars_minmax import RULE


def ends(*figures: Figure) -> tuple[int | None, int | None]:
    told = RULE.reconcile(cell(*figures))
    assert told.best is None
    return told.low, told.high


def whole(figure: Figure, *parts: Figure, partition: bool = True) -> Figure:
    of = tuple(replace(p, part_of=figure.claim_id) for p in parts)
    return replace(figure, parts=of, partition=partition)


def test_the_least_minimum_and_the_greatest_maximum_of_different_figures() -> None:
    assert ends(figure(5, 9, by="a"), figure(7, 8, by="b"), figure(6, 20, by="c")) == (5, 20)


def test_one_figure_gives_both_ends() -> None:
    assert ends(figure(59)) == (59, 59)


def test_up_to_has_the_minimum_none() -> None:
    assert ends(figure(0, 500, 500, qualifier="up to"), figure(300, by="b")) == (0, 500)


def test_an_open_figure_leaves_the_maximum_of_others_unless_it_begins_above() -> None:
    low, high = figure(20, by="a", open_upwards=True), figure(40, by="b", open_upwards=True)
    assert ends(low, figure(30, by="c")) == (20, 30)
    assert ends(high, figure(40, by="c")) == (40, 40)
    assert ends(high, figure(30, by="c")) == (30, None)
    assert ends(low, high) == (20, None)


def test_parts_that_add_up_to_a_figure_stand_for_it() -> None:
    total = whole(
        figure(90, 110, 100, qualifier="around"),
        figure(30, 40, claim_id="p"),
        figure(65, claim_id="q"),
    )
    told = RULE.reconcile(cell(total))
    assert (told.low, told.high) == (95, 105)
    assert told.members == (total.claim_id, "p", "q")
    assert told.because == "least minimum 95, greatest maximum 105; 2 parts summed"


def test_parts_that_need_not_be_all_are_not_summed() -> None:
    parts = figure(30, claim_id="p"), figure(65, claim_id="q")
    total = whole(figure(90, 110), *parts, partition=False)
    assert ends(total) == (90, 110)
    assert RULE.reconcile(cell(total)).members == (total.claim_id,)


def test_a_sum_that_does_not_fit_its_whole_leaves_the_words_of_the_whole() -> None:
    short = whole(figure(100), figure(30, 40, claim_id="p"), figure(50, claim_id="q"))
    over = whole(figure(100), figure(80, claim_id="p"), figure(30, 50, claim_id="q"))
    assert ends(short) == ends(over) == (100, 100)
    just = whole(figure(100), figure(30, 40, claim_id="p"), figure(60, claim_id="q"))
    assert ends(just) == (90, 100)
    just = whole(figure(100), figure(30, 40, claim_id="p"), figure(70, 80, claim_id="q"))
    assert ends(just) == (100, 120)


def test_a_part_without_a_maximum_leaves_the_sum_without_one() -> None:
    parts = figure(30, claim_id="p", open_upwards=True), figure(60, claim_id="q")
    assert ends(whole(figure(100), *parts)) == (90, None)
    assert ends(whole(figure(100), *parts), figure(120, by="b")) == (90, 120)


def test_a_part_of_no_one_has_the_maximum_none() -> None:
    assert ends(whole(figure(5), figure(0, claim_id="p"), figure(5, claim_id="q"))) == (5, 5)
