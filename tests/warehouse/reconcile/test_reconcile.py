"""Rules put to cells: what is asked of an answer, and what becomes of retellings."""

from __future__ import annotations

from datetime import date

import pytest

from warehouse.reconcile import reconcile as room
from warehouse.reconcile.cells import Asked, Retelling
from warehouse.reconcile.reconcile import NO_ROOT, WrongAnswerError, answer, answers
from warehouse.reconcile.rule import Answer, Cell, Figure, Rule

DAY = date(2025, 6, 1)


def figure(claim_id: str) -> Figure:
    return Figure(
        claim_id, "200 men", 200, 200, 200, "exactly", "official", False, DAY, DAY, DAY, "a", "A"
    )


def cell(*standing: Figure, left_out: dict[str, str] | None = None) -> Cell:
    return Cell(
        "c", "recruited", "persons", "NPL", "all", "russia", "cumulative", DAY, standing,
        left_out=left_out or {},
    )  # fmt: skip


def rule(told: Answer) -> Rule:
    return Rule("a_rule", 1, "A rule", "Says so.", "None.", None, lambda _: told)


def test_numbers_out_of_order_are_an_error_of_the_rule() -> None:
    with pytest.raises(WrongAnswerError, match="a_rule on cell c: low 3, best None, high 2"):
        answer(rule(Answer(3, None, 2, ("x",), {}, "so")), cell(figure("x")))


def test_a_figure_that_is_forgotten_is_an_error_of_the_rule() -> None:
    with pytest.raises(WrongAnswerError, match="neither member nor left out: y"):
        answer(rule(Answer(1, 1, 1, ("x",), {}, "so")), cell(figure("x"), figure("y")))


def test_a_figure_is_not_both_used_and_left_out() -> None:
    with pytest.raises(WrongAnswerError, match="both member and left out: x"):
        answer(rule(Answer(1, 1, 1, ("x",), {"x": "why"}, "so")), cell(figure("x")))


def test_no_rule_is_asked_about_a_cell_without_roots() -> None:
    told = answer(rule(Answer(1, 1, 1, (), {}, "so")), cell())
    assert (told.low, told.best, told.high, told.because) == (None, None, None, NO_ROOT)


@pytest.fixture
def one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Answer(200, 200, 200, ("x",), {"y": "is no list"}, "so")
    monkeypatch.setattr(room, "rules", lambda: {"a_rule": rule(told)})


def test_retellings_of_a_member_are_claims_but_no_roots(one_rule: None) -> None:
    asked = Asked(
        {"c": cell(figure("x"), figure("y"), left_out={"z": "overtaken"})},
        {
            "c": [
                Retelling("again", "x", "“200 men” (A)"),
                Retelling("of-y", "y", "“200 men” (A)"),
                Retelling("elsewhere", "w", "“1,500” (B)"),
            ]
        },
    )
    found = answers(asked)
    assert found["reconciled"] == [("c", "a_rule", DAY, 200, 200, 200, 2, 1, 4, "so")]
    assert found["reconciled_claim"] == [
        ("c", "a_rule", "x", "member", None),
        ("c", "a_rule", "y", "left_out", "is no list"),
        ("c", "a_rule", "z", "left_out", "overtaken"),
        ("c", "a_rule", "again", "retelling", "repeats “200 men” (A): one witness"),
        ("c", "a_rule", "of-y", "left_out", "repeats “200 men” (A), which is left out"),
        (
            "c", "a_rule", "elsewhere", "left_out",
            "repeats “1,500” (B), which counts something else",
        ),
    ]  # fmt: skip
