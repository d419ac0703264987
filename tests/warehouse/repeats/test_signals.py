"""Each signal by itself: what makes two figures look like one root, and what does not."""

from __future__ import annotations

import pytest

from tests.warehouse.repeats.records import days, figure, links, material, span
from warehouse.repeats.find import signals_of

EARLIER = {"published": days("2025-05-01"), "publisher": "daily"}
LATER = {"published": days("2025-06-10")}


def test_an_unusual_number_on_the_same_people_is_enough() -> None:
    assert links(figure("a/1", 1_417, **EARLIER), figure("b/1", 1_417, **LATER)) == [("b/1", "a/1")]


def test_a_round_number_is_not_enough_and_is_with_its_claimant() -> None:
    assert links(figure("a/1", 200, claimant="daily", **EARLIER), figure("b/1", 200, **LATER)) == []
    same = {"claimant": "mfa"}
    assert links(figure("a/1", 200, **same, **EARLIER), figure("b/1", 200, **same, **LATER)) == [
        ("b/1", "a/1")
    ]


@pytest.mark.parametrize(
    "other",
    [{"population": "CUB"}, {"side": "ukraine"}, {"measure": "other", "unit": "families",
     "channel": "moscow"}],
)  # fmt: skip
def test_other_people_are_other_people(other: dict[str, str]) -> None:
    earlier = figure("a/1", 687, channel="list", claimant="daily", **EARLIER)
    assert links(earlier, figure("b/1", 687, **({"channel": "all"} | other), **LATER)) == []


def test_a_number_on_a_wider_people_needs_its_claimant() -> None:
    wider = {"population": "foreign", "claimant": "mfa"}
    assert links(figure("a/1", 77, **EARLIER), figure("b/1", 77, **wider, **LATER)) == []
    earlier = figure("a/1", 77, claimant="mfa", **EARLIER)
    assert links(earlier, figure("b/1", 77, **wider, **LATER)) == [("b/1", "a/1")]


@pytest.mark.parametrize(
    ("number", "qualifier", "earlier"),
    [(3_300, "at least", 3_388), (1_500, "around", 1_436), (1_400, "more than", 1_436)],
)
def test_weaker_words_of_the_same_claimant(number: int, qualifier: str, earlier: int) -> None:
    first = figure("a/1", earlier, claimant="mfa", **EARLIER)
    later = figure("b/1", number, qualifier=qualifier, claimant="mfa", **LATER)
    assert links(first, later) == [("b/1", "a/1")]


def test_the_upper_end_of_a_range() -> None:
    whole = span("a/1", 1_000, 5_000, claimant="mfa", **EARLIER)
    later = figure("b/1", 5_000, qualifier="up to", claimant="mfa", **LATER)
    assert links(whole, later) == [("b/1", "a/1")]


def test_two_numbers_shared_make_of_two_round_ones_a_repeat() -> None:
    first = [figure("a/1", 18_000, claimant="daily", **EARLIER),
             figure("a/2", 128, claimant="daily", unit="countries", **EARLIER)]  # fmt: skip
    second = [figure("b/1", 18_000, **LATER), figure("b/2", 128, unit="countries", **LATER)]
    apart = figure("c/1", 30, claimant="daily", **EARLIER)
    assert links(first[0], apart, figure("b/1", 30, **LATER)) == []
    assert ("b/1", "a/1") in links(*first, *second)


def test_a_number_beside_the_figure_is_shared_too() -> None:
    first = figure("a/1", 20, says="20 from 36 countries", claimant="daily", **EARLIER)
    second = figure("b/1", 20, says="20 men of 36 countries", **LATER)
    assert links(first, second) == [("b/1", "a/1")]
    other = figure("b/1", 20, says="20 men in 2025", **LATER)
    assert links(figure("a/1", 20, says="20 in 2025", claimant="daily", **EARLIER), other) == []


@pytest.mark.parametrize(
    ("later", "earlier", "title", "expected"),
    [
        ({"claimant": "mfa"}, {"claimant": "mfa"}, "", "claimant"),
        ({"claimant": "daily"}, {"claimant": "mfa", "publisher": "daily"}, "", "publisher"),
        ({}, {"claimant": "cnn"}, "CNN on recruits", "named"),
        ({"claimant": "army"}, {"claimant": "mfa"}, "", "state"),
        ({"claimant": "analysts"}, {"claimant": "analysts"}, "", "none"),
        ({}, {"claimant": "mfa"}, "", "none"),
    ],
)
def test_in_which_way_a_figure_names_its_source(
    later: dict[str, str], earlier: dict[str, str], title: str, expected: str
) -> None:
    a, b = figure("a/1", **(EARLIER | earlier)), figure("b/1", **later)
    assert signals_of(material([a, b], {"b": title})).attribution(b, a) == expected


def test_two_that_name_nobody_and_rely_on_one_source() -> None:
    a, b = figure("a/1", claimant="daily", publisher="daily"), figure("b/1")
    signals = signals_of(material([a, b], {"a": "CNN on recruits", "b": "After CNN: recruits"}))
    assert signals.attribution(b, a) == "common"
    assert signals.common(b, a) == {"cnn"}
