"""How one number can be another's, and what it tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.repeats.records import figure, material, span
from warehouse.repeats.blocks import Blocks
from warehouse.repeats.echo import echo, figures, freedom, rounded_forms, unusual
from warehouse.repeats.signals import Counts, rarity

COUNTS = st.integers(1, 99_999)
QUALIFIERS = st.sampled_from(
    ["exactly", "at least", "more than", "around", "up to", "nearly", "fewer than", "estimated"]
)


@pytest.mark.parametrize(
    ("later", "qualifier", "earlier", "how"),
    [
        (1_417, "exactly", 1_417, "same"),
        (18_000, "around", 18_000, "same"),
        (3_300, "at least", 3_388, "rounded"),
        (1_400, "more than", 1_436, "rounded"),
        (1_500, "around", 1_436, "rounded"),
        (1_200, "at least", 1_190, "rounded"),
        (1_000, "more than", 1_417, "rounded"),
        (150, "up to", 155, "rounded"),
        (1_426, "exactly", 1_436, "misprint"),
        (1_500, "at least", 1_436, None),  # a floor above the number
        (3_300, "nearly", 3_388, None),  # nearly, of what is more
        (1_000, "exactly", 1_417, None),  # nobody rounds so far without a word
        (1_436, "exactly", 1_400, None),  # a rounded number has no more figures
        (49, "exactly", 48, None),  # too short for a misprint
        (2_436, "exactly", 1_436, None),  # the first figure is not misread
    ],
)
def test_a_number_comes_over_as_a_retelling_may_put_it(
    later: int, qualifier: str, earlier: int, how: str | None
) -> None:
    found = echo(figure("b/1", later, qualifier=qualifier), figure("a/1", earlier))
    assert (found and found[0]) == how


def test_an_end_of_a_range_comes_over_and_a_range_does_not_come_of_its_end() -> None:
    whole = span("a/1", 1_000, 5_000)
    assert echo(figure("b/1", 5_000, qualifier="up to"), whole) == ("end", 5_000)
    assert echo(whole, figure("b/1", 5_000)) is None
    assert echo(whole, span("b/1", 1_000, 5_000)) == ("same", 5_000)


def test_vague_words_print_no_number() -> None:
    dozens = figure("a/1", None, low=24, high=99, qualifier="dozens")
    assert echo(dozens, dozens) is None


@given(COUNTS)
def test_a_number_is_rounded_to_fewer_figures_near_it(number: int) -> None:
    others = rounded_forms(number) - {number}
    assert all(figures(o) < figures(number) or o % 10 == 0 for o in others)
    assert all(abs(o - number) <= 0.3 * number for o in others)


@given(COUNTS, COUNTS, QUALIFIERS)
def test_whatever_can_be_an_echo_is_looked_at(later: int, earlier: int, qualifier: str) -> None:
    a, b = figure("a/1", earlier), figure("b/1", later, qualifier=qualifier)
    if echo(b, a) is None:
        return
    read = material([a, b])
    met = {frozenset((x.claim_id, y.claim_id)) for x, y in Blocks([a, b], read.world).pairs([a, b])}
    assert frozenset(("a/1", "b/1")) in met


def test_more_figures_tell_more_and_more_freedom_less() -> None:
    assert unusual(200) < unusual(1_500) < unusual(687) < unusual(1_417)
    assert unusual(200) == unusual(5) == unusual(20_000)
    assert freedom("same", 1_417) == 0 < freedom("end", 1_417) < freedom("rounded", 1_417)
    assert freedom("rounded", 1_417) < freedom("misprint", 1_417)


def test_a_number_that_many_roots_print_tells_little_however_long_it_is() -> None:
    counts = Counts({}, 100, {})
    assert rarity("same", 1_417, 0, counts, 0) == unusual(1_417)
    assert rarity("same", 1_417, 25, counts, 0) == 2
    assert rarity("same", 1_417, 0, counts, 64) == unusual(1_417) - 1
    assert rarity("rounded", 1_000, 90, counts, 0) == 0
