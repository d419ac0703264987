"""named_floor: the longest verified list is a floor, and nothing else is one."""

from __future__ import annotations

from tests.warehouse.rules.figures import cell, figure
from warehouse.rules.named_floor import RULE


def test_the_longest_list_is_the_low_and_there_is_neither_best_nor_high() -> None:
    told = RULE.reconcile(cell(figure(661, evidence="named"), figure(9000, evidence="estimated")))
    assert (told.low, told.best, told.high) == (661, None, None)
    assert told.members == ("a/661-661",)
    assert told.left_out == {
        "a/9000-9000": "is no count of people named, identified, documented or confirmed"
    }


def test_lists_of_several_sources_are_not_added_up() -> None:
    lists = (figure(661, by="a", evidence="named"), figure(529, by="b", evidence="identified"))
    told = RULE.reconcile(cell(*lists))
    assert told.low == 661
    assert told.left_out == {"b/529-529": "a shorter list; the longest has 661"}


def test_lists_of_one_length_are_members_together() -> None:
    lists = (figure(931, by="a", evidence="named"), figure(931, by="b", evidence="confirmed"))
    assert RULE.reconcile(cell(*lists)).members == ("a/931-931", "b/931-931")


def test_a_list_that_is_open_upwards_counts_as_its_low() -> None:
    words = figure(551, open_upwards=True, point=550, evidence="documented")
    assert RULE.reconcile(cell(words)).low == 551


def test_estimates_alone_are_no_floor() -> None:
    told = RULE.reconcile(cell(figure(200), figure(300, by="b", evidence="official")))
    assert (told.low, told.members) == (None, ())
    assert set(told.left_out.values()) == {"no verified list on this cell"}
