"""A contradiction in words: who says what of whom, why they bear on one another, by how much."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from warehouse.inference.conflict import (
    COUNTRIES,
    COVER,
    INNER,
    OUTER,
    PART,
    PARTITION,
    PARTS,
    STATES,
    WHOLE,
    WITHIN,
    Conflict,
    Member,
)
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.statements import statement, sum_statement

Make = Callable[..., Figure]


def pair(inner: Figure, outer: Figure) -> Conflict:
    assert outer.high is not None
    members = (Member(inner, INNER), Member(outer, OUTER))
    return Conflict(members, (WITHIN,), inner.low - outer.high)


def summed(whole: Figure, parts: list[Figure], identity: str, excess: int) -> Conflict:
    return Conflict((*(Member(p, PART) for p in parts), Member(whole, WHOLE)), (identity,), excess)


def test_a_pair_names_both_figures_the_ground_and_the_excess(
    a_figure: Make, small_lattice: Lattice
) -> None:
    inner = a_figure("a", 15_000, None, "at least 15,000 Nepalis", source="CNN", as_of="2024-02")
    outer = a_figure("b", 1_500, 2_500, "About 2,000", source="Sky News", as_of="2024-03-19")
    assert statement(pair(inner, outer), small_lattice) == (
        "“at least 15,000 Nepalis” (CNN: Nepal, recruited by 2024-02) cannot be true together with "
        "“About 2,000” (Sky News: Nepal, recruited by 2024-03-19): everyone counted by the first "
        "is counted by the second (a count of everyone so far never falls), yet the first is at "
        "least 15,000 and the second at most 2,500; the first exceeds the second by 12,500."
    )


def test_a_pair_of_one_scope_counts_the_same(a_figure: Make, small_lattice: Lattice) -> None:
    text = statement(pair(a_figure("a", 300, None), a_figure("b", 200, 200)), small_lattice)
    assert "both count the same, yet" in text


def test_a_pair_across_measures_says_why(a_figure: Make, small_lattice: Lattice) -> None:
    dead = a_figure("a", 3_300, None, population="foreign", measure="killed", as_of="2025-12")
    all_ = a_figure("b", 0, 3_000, population="foreign", as_of="2026-01")
    text = statement(pair(dead, all_), small_lattice)
    assert "everyone who counts as “killed” counts as “recruited”" in text
    assert "the first exceeds the second by 300" in text


def test_parts_that_exceed_the_whole_are_added_up(a_figure: Make, small_lattice: Lattice) -> None:
    whole = a_figure("w", 0, 1_500, "up to 1,500", population="foreign", as_of="2025-12-31")
    parts = [a_figure("n", 603, None), a_figure("c", 1_028, None, population="CUB")]
    text = statement(summed(whole, parts, PARTS, 131), small_lattice)
    assert "603 + 1,028 = 1,631, yet the whole is at most 1,500; they exceed it by 131." in text
    assert "no country in common" in text
    assert "(N: Nepal, recruited by 2025-06-01)" in text


def test_states_that_exclude_each_other_are_named(a_figure: Make, small_lattice: Lattice) -> None:
    whole = a_figure("w", 0, 100)
    parts = [a_figure("k", 60, None, measure="killed"), a_figure("s", 70, None, measure="serving")]
    text = statement(summed(whole, parts, STATES, 30), small_lattice)
    assert "nobody is killed and serving at one time" in text


def test_parts_that_are_all_of_the_whole_fall_short(a_figure: Make, small_lattice: Lattice) -> None:
    whole = a_figure("w", 500, None, population="africa")
    parts = [a_figure("e", 0, 100, population="EGY"), a_figure("g", 0, 150, population="GHA")]
    text = statement(summed(whole, parts, COVER, 250), small_lattice)
    assert "are all of it and add up to at most 250, yet the whole is at least 500" in text
    assert "fall short of it by 250" in text


def test_countries_named_against_a_count_of_countries(
    a_figure: Make, small_lattice: Lattice
) -> None:
    whole = a_figure("w", 2, 2, "two countries", population="foreign", unit="countries")
    parts = [a_figure(c, 5, None, population=c) for c in ("NPL", "CUB", "PRK")]
    text = statement(summed(whole, parts, COUNTRIES, 1), small_lattice)
    assert "which makes 3 countries, yet the whole is at most 2; they exceed it by 1" in text
    assert "countries of foreign nationals" in text


def test_a_stated_sum_is_said_to_be_the_documents_own(
    a_figure: Make, small_lattice: Lattice
) -> None:
    whole = a_figure("w", 16_894, 16_894, "16,894", population="foreign")
    parts = [
        a_figure("p1", 4_658, 4_658, population="NPL"),
        a_figure("p2", 1_013, 1_013, population="CUB"),
        a_figure("p3", 9_961, 9_961, population="PRK"),
    ]
    text = statement(summed(whole, parts, PARTITION, 1_262), small_lattice)
    assert "the document's own sum does not add up" in text
    assert "4,658 + 1,013 + 9,961 = 15,632, 1,262 short of 16,894" in text
    assert "as “at least” nothing would" in text
    left = sum_statement(whole, parts, False, small_lattice)
    assert "4,658 + 1,013 + 9,961 make 15,632 of 16,894; 1,262 are left over." in left
    assert "nothing contradicts; it would only if the parts were said to be all of it" in left


def test_a_single_part_is_not_said_to_make_itself(a_figure: Make, small_lattice: Lattice) -> None:
    whole = a_figure("w", 771, 771, population="foreign")
    part, rough = a_figure("p", 507, 507, "507"), a_figure("r", 55, 65, "about 60")
    text = sum_statement(whole, [part], False, small_lattice)
    assert ", with its part “507” (" in text
    assert "): 507 of 771; 264 are left over." in text
    stated = sum_statement(whole, [rough], True, small_lattice)
    assert "does not add up. 55 to 65, at least 706 short of 771." in stated


def test_a_sum_above_its_whole_and_a_sum_that_fits(a_figure: Make, small_lattice: Lattice) -> None:
    whole = a_figure("w", 100, 100, population="foreign")
    parts = [a_figure("a", 60, 60), a_figure("b", 70, 70, population="CUB")]
    assert "60 + 70 = 130, 30 more than 100" in sum_statement(whole, parts, True, small_lattice)
    loose = sum_statement(whole, parts, False, small_lattice)
    assert "contradicts only if the parts count different people" in loose
    rough = [a_figure("a", 55, 65), a_figure("b", 15, 25, population="CUB")]
    short = sum_statement(whole, rough, True, small_lattice)
    assert "(55 to 65) + (15 to 25) = 70 to 90, at least 10 short of 100" in short
    about = [a_figure("a", 55, 65), a_figure("b", 35, 45, population="CUB")]
    fits = sum_statement(whole, about, True, small_lattice)
    assert "(55 to 65) + (35 to 45) make 90 to 110 of 100; nothing contradicts" in fits


def test_a_stated_sum_that_fits_as_read_is_not_blamed_on_the_document(
    a_figure: Make, small_lattice: Lattice
) -> None:
    whole = a_figure("w", 100, 100, population="foreign")
    parts = [a_figure("a", 60, None), a_figure("b", 30, None, population="CUB")]
    text = statement(summed(whole, parts, PARTITION, 10), small_lattice)
    assert "own sum" not in text
    assert "cannot all be true" in text


def test_a_pair_of_counts_of_countries_speaks_of_no_people(
    a_figure: Make, small_lattice: Lattice
) -> None:
    inner = a_figure("i", 3, 3, population="africa", unit="countries")
    outer = a_figure("o", 2, 2, population="foreign", unit="countries")
    text = statement(pair(inner, outer), small_lattice)
    assert "everything counted by the first is counted by the second" in text
    assert "everyone" not in text


def test_figures_that_neither_add_up_nor_cover_are_told_jointly(
    a_figure: Make, small_lattice: Lattice
) -> None:
    members = tuple(Member(a_figure(c, n, n), PART) for c, n in (("a", 3), ("b", 4), ("c", 5)))
    text = statement(Conflict(members, (PARTS, COVER), 2), small_lattice)
    assert "cannot all be true" in text
    assert "nobody is counted twice and the parts are all of it" in text
    assert "miss by 2" in text


@given(
    lows=st.lists(st.integers(1, 10**6), min_size=2, max_size=12),
    high=st.integers(0, 10**6),
)
def test_no_statement_takes_a_side_and_every_number_has_its_commas(
    lows: list[int], high: int, a_figure: Make, small_lattice: Lattice
) -> None:
    excess = max(1, sum(lows) - high)
    whole = a_figure("w", 0, sum(lows) - excess, population="foreign")
    parts = [a_figure(f"p{n}", low, None) for n, low in enumerate(lows)]
    text = statement(summed(whole, parts, PARTS, excess), small_lattice)
    assert not re.search(r"\b(false|wrong|right|lie)\b", text)
    assert not re.search(r"\d{5}", text)
    assert f"{excess:,}" in text
