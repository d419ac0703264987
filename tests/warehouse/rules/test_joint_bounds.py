"""joint_bounds: the bounds of the warehouse, and what they rest on."""

from __future__ import annotations

from tests.warehouse.rules.figures import cell, figure
from warehouse.reconcile.rule import Answer, Bounds
from warehouse.rules.joint_bounds import ASIDE, NOT_NEEDED, NOT_TOLD, RULE

FIGURES = (figure(15_000, by="a"), figure(2000, by="b"), figure(200, by="c"))


def asked(bounds: Bounds | None) -> Answer:
    return RULE.reconcile(cell(*FIGURES, bounds=bounds))


def test_the_bounds_are_the_answer_and_their_claims_its_members() -> None:
    bounds = Bounds(
        15_000, 18_500, ("a/15000-15000", "elsewhere/total"), frozenset({"b/2000-2000"})
    )
    told = asked(bounds)
    assert (told.low, told.best, told.high) == (15_000, None, 18_500)
    assert told.members == ("a/15000-15000", "elsewhere/total")
    assert told.left_out == {"b/2000-2000": ASIDE, "c/200-200": NOT_NEEDED}
    assert told.because == "follows from 2 claims together"


def test_bounds_that_leave_one_number_have_it_for_best() -> None:
    assert asked(Bounds(7, 7, ("x",), frozenset())).best == 7
    assert asked(Bounds(7, 7, ("x",), frozenset())).because == "follows from one claim"


def test_a_cell_without_bounds_has_no_answer() -> None:
    told = asked(None)
    assert (told.low, told.high, told.members) == (None, None, ())
    assert set(told.left_out.values()) == {NOT_TOLD}


def test_where_nothing_follows_there_is_no_answer_and_what_is_set_aside_is_told() -> None:
    told = asked(Bounds(0, None, (), frozenset({"b/2000-2000"})))
    assert (told.low, told.best, told.high, told.members) == (None, None, None, ())
    assert told.left_out["b/2000-2000"] == ASIDE
    assert told.left_out["c/200-200"] == told.because == "nothing follows from all claims together"


def test_a_ceiling_alone_is_an_answer() -> None:
    told = asked(Bounds(0, 900, ("elsewhere/total",), frozenset()))
    assert (told.low, told.high) == (0, 900)
