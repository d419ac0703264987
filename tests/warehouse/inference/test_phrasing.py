"""Figures and scopes in sentences: nothing that bears on a number is dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.phrasing import counted, interval, listed, named, printed, said, terms
from warehouse.inference.reasons import because, different
from warehouse.inference.scope import Scope

Make = Callable[..., Figure]


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ((603, None), "at least 603"),
        ((0, 18_000), "at most 18,000"),
        ((1_028, 1_028), "1,028"),
        ((1_000, 5_000), "1,000 to 5,000"),
        ((0, 0), "0"),
    ],
)
def test_an_interval_names_only_the_sides_it_has(reading: tuple[int, int], words: str) -> None:
    assert interval(*reading) == words


@pytest.mark.parametrize(
    ("says", "low", "high", "number"),
    [
        ("at least 603 citizens", 603, None, "603"),
        ("more than 1,000", 1_001, None, "1,000"),
        ("under 200", 0, 199, "200"),
        ("about 18 000 fighters from 128 countries", 17_500, 18_500, "18,000"),
        ("between 14,000 and 15,000", 14_000, 15_000, "14,000 to 15,000"),
        ("dozens", 24, 99, "“dozens”"),
        ("15 thousand", 15_000, 15_000, "“15 thousand”"),
        ("१२७", 127, 127, "127"),
    ],
)
def test_the_number_is_the_one_that_is_printed(
    says: str, low: int, high: int | None, number: str, a_figure: Make
) -> None:
    assert printed(a_figure("x", low, high, says)) == number


def test_a_scope_says_exclusions_birth_channel_and_period(
    a_scope: Callable[..., Scope], small_lattice: Lattice
) -> None:
    def words(**scope: object) -> str:
        return counted(a_scope(**scope), small_lattice)

    assert words(as_of="2024-05") == "Nepal, recruited by 2024-05"
    assert words(measure="serving", as_of="2024-05-01") == "Nepal, serving at 2024-05-01"
    assert (
        words(population="foreign", excluding="PRK CUB", channel="moscow", since="2023-04")
        == "foreign nationals without Cuba and North Korea, recruited through the Moscow selection "
        "point from 2023-04 to 2025-06-01"
    )
    assert words(since="2024", as_of="2024") == "Nepal, recruited in 2024"
    assert words(native=True) == "Nepal by birth, recruited by 2025-06-01"
    assert words(unit="countries").startswith("countries of Nepal")


def test_a_claim_is_said_with_its_words_and_whose_they_are(
    a_figure: Make, small_lattice: Lattice
) -> None:
    figure = a_figure("a", 15_000, 15_000, "15,000 Nepalis", source="CNN", as_of="2024-02")
    assert said(figure, small_lattice) == "“15,000 Nepalis” (CNN: Nepal, recruited by 2024-02)"
    wordless = replace(figure, says="")
    assert said(wordless, small_lattice) == "“15,000” (CNN: Nepal, recruited by 2024-02)"


def test_of_many_claims_the_largest_are_named_and_the_others_counted(
    a_figure: Make, small_lattice: Lattice
) -> None:
    figures = [a_figure(f"c{n}", n, n, f"{n} men") for n in range(1, 9)]
    words = named(figures, small_lattice)
    assert "“8 men”" in words
    assert "“5 men”" not in words
    assert words.endswith(" and 5 others")
    assert terms([f.low for f in figures]) == "8 + 7 + 6 + 15 by the others"
    assert terms([603, 1_028]) == "603 + 1,028"


def test_a_list_ends_with_and() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_every_dimension_in_which_two_scopes_differ_is_a_reason(
    a_scope: Callable[..., Scope], small_lattice: Lattice
) -> None:
    inner = a_scope("PRK", "killed", "2025-01-01", channel="room")
    outer = a_scope("foreign", "recruited", "2025-02-01", channel="moscow")
    assert because(inner, outer, small_lattice) == [
        "everyone who counts as “killed” counts as “recruited”",
        "a count of foreign nationals includes North Korea",
        "a count of the Moscow selection point includes room 302",
        "a count of everyone so far never falls",
    ]
    assert because(inner, inner, small_lattice) == []
    window, longer = a_scope(since="2024-05"), a_scope(since="2024-01")
    assert because(window, longer, small_lattice) == ["the longer period includes the shorter one"]
    assert because(window, a_scope(), small_lattice) == [
        "a count of everyone so far includes every period"
    ]


def test_different_people_have_a_reason_for_each_identity(
    a_scope: Callable[..., Scope], small_lattice: Lattice
) -> None:
    scopes = [a_scope(measure="killed"), a_scope(measure="serving")]
    assert different(["states exclude each other"], scopes, small_lattice) == [
        "nobody is killed and serving at one time"
    ]
    assert different(["windows add up"], scopes, small_lattice) == ["the periods do not overlap"]
    assert different([], scopes, small_lattice) == []
