"""Totals that are the sum of two figures of one source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests.warehouse.repeats.records import catalogs, days, figure, found
from warehouse.repeats.echo import rounded_forms
from warehouse.repeats.figure import Figure
from warehouse.repeats.sums import MOST_OF_A_SOURCE

LIST = {"claimant": "army", "publisher": "gazette", "population": "KAZ"}
APRIL = figure("a/1", 661, channel="list", published=days("2025-05-01"), **LIST)
JULY = figure("b/1", 529, window="2025-01", published=days("2025-05-18"), **LIST)
TOTAL = figure("c/1", 1_190, claimant="mfa", population="KAZ", published=days("2025-06-01"))


def test_two_lists_make_a_total_of_another_body_of_the_state() -> None:
    (s,) = found(APRIL, JULY, TOTAL).sums
    assert (s.total.claim_id, s.first.claim_id, s.second.claim_id) == ("c/1", "a/1", "b/1")


def test_a_retelling_that_rounds_the_total_carries_the_sum_too() -> None:
    rounded = figure("d/1", 1_200, qualifier="at least", population="KAZ", root="c/1",
                     links_to="c/1", published=days("2025-06-09"))  # fmt: skip
    sums = found(APRIL, JULY, TOTAL, rounded).sums
    assert [(s.total.claim_id, s.how) for s in sums] == [("c/1", "same"), ("d/1", "rounded")]


@pytest.mark.parametrize(
    ("first", "second", "total"),
    [
        (replace(APRIL, claimant="daily"), JULY, TOTAL),  # two sources
        (replace(APRIL, channel="all"), replace(JULY, window=None), TOTAL),  # one count, twice
        (replace(APRIL, part_of="z/1"), JULY, TOTAL),  # part of something already
        (replace(APRIL, published=days("2025-07-01")), JULY, TOTAL),  # printed later
        (replace(APRIL, as_of=days("2025-07-01")), JULY, TOTAL),  # of a later time
        (replace(APRIL, population="NPL"), JULY, TOTAL),
        (APRIL, JULY, replace(TOTAL, measure="killed")),  # recruits are no part of the dead
        (APRIL, JULY, replace(TOTAL, point=1_191, low=1_191, high=1_191)),
    ],
)
def test_what_is_no_sum(first: Figure, second: Figure, total: Figure) -> None:
    assert found(first, second, total).sums == []


def test_among_many_figures_of_one_source_any_number_is_a_sum_by_chance() -> None:
    many = [
        replace(APRIL, claim_id=f"m{n}/1", document_id=f"m{n}", root=f"m{n}/1", point=100 + n,
                window=str(2000 + n))
        for n in range(MOST_OF_A_SOURCE)
    ]  # fmt: skip
    assert found(*many[:3], APRIL, JULY, TOTAL).sums
    assert found(*many, APRIL, JULY, TOTAL).sums == []


@given(catalogs())
def test_a_suspected_sum_is_one(figures: list[Figure]) -> None:
    for s in found(*figures).sums:
        whole = (s.first.point or 0) + (s.second.point or 0)
        assert s.total.point in rounded_forms(whole) or s.how == "rounded"
        assert s.first.claimant == s.second.claimant
        assert s.total.root not in {s.first.root, s.second.root}
