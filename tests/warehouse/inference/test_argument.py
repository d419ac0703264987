"""Why a bound holds, in words: the combination is recognised, and every figure has its step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.inference.argument import argument
from warehouse.inference.derivation import Step
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope

Make = Callable[..., Figure]
Argue = Callable[..., list[Step]]


@pytest.fixture
def argue(a_scope: Callable[..., Scope], small_lattice: Lattice) -> Argue:
    """The argument about a population (recruited, by the end of 2025, unless told)."""

    def about(
        side: str, value: int | None, figures: Sequence[Figure], **scope: object
    ) -> list[Step]:
        target = a_scope(**{"population": "foreign", "as_of": "2025-12-31"} | scope)
        return argument(target, side, value, figures, small_lattice)

    return about


@pytest.fixture
def three(a_figure: Make) -> dict[str, Figure]:
    """The three claims of the known answer."""
    return {
        "npl": a_figure("npl", 603, None, "at least 603", as_of="2024-05", channel="moscow"),
        "cub": a_figure("cub", 1_028, None, "1,028", population="CUB", as_of="2025-05"),
        "all": a_figure("all", 0, 18_000, "up to 18,000", population="foreign", as_of="2025-12-31"),
    }


def told(steps: Sequence[Step]) -> list[str | None]:
    return [s.claim_id for s in steps]


def test_different_people_are_added_up(argue: Argue, three: dict[str, Figure]) -> None:
    steps = argue("low", 1_631, [three["cub"], three["npl"]])
    assert [s.text for s in steps] == [
        "“at least 603” (NPL: Nepal, recruited through the Moscow selection point by 2024-05) is "
        "at least 603; all of them are counted here (a count of foreign nationals includes Nepal; "
        "a count of all channels includes the Moscow selection point; a count of everyone so far "
        "never falls).",
        "“1,028” (CUB: Cuba, recruited by 2025-05) is at least 1,028; all of them are counted here "
        "(a count of foreign nationals includes Cuba; a count of everyone so far never falls).",
        "These are different people (nobody is counted under two populations that have no country "
        "in common): 603 + 1,028 = 1,631.",
        "So at least 1,631 people (foreign nationals, recruited by 2025-12-31).",
    ]
    assert told(steps) == ["npl", "cub", None, None]


def test_a_whole_less_the_others(argue: Argue, three: dict[str, Figure]) -> None:
    steps = argue("high", 17_397, [three["npl"], three["all"]], population="CUB")
    assert told(steps) == ["all", "npl", None, None]
    assert "18,000 - 603 = 17,397" in steps[2].text
    assert steps[0].text.endswith(
        "is at most 18,000; it counts everyone asked about (a count of foreign nationals includes "
        "Cuba)."
    )
    assert steps[-1].text == "So at most 17,397 people (Cuba, recruited by 2025-12-31)."


def test_one_figure_is_enough(argue: Argue, three: dict[str, Figure], a_figure: Make) -> None:
    assert told(argue("low", 603, [three["npl"]], population="NPL")) == ["npl", None]
    assert told(argue("high", 18_000, [three["all"]])) == ["all", None]
    dead = a_figure("dead", 200, None, measure="killed", as_of="2025-01")
    step, _ = argue("low", 200, [dead], population="NPL")
    assert "everyone who counts as “killed” counts as “recruited”" in step.text


def test_the_dead_are_taken_off_those_who_may_serve(argue: Argue, a_figure: Make) -> None:
    dead = a_figure("dead", 200, None, measure="killed", as_of="2025-01-31")
    ever = a_figure("ever", 0, 1_000, as_of="2025-12-31")
    steps = argue("high", 800, [dead, ever], population="NPL", measure="serving")
    assert told(steps) == ["ever", "dead", None, None]
    assert "nobody is killed and serving at one time" in steps[2].text
    assert "1,000 - 200 = 800" in steps[2].text


def test_populations_that_are_all_of_it_are_added_from_above(argue: Argue, a_figure: Make) -> None:
    parts = [a_figure(c, 0, n, population=c, as_of="2026-01-31") for c, n in
             (("EGY", 100), ("GHA", 150))]  # fmt: skip
    steps = argue("high", 250, parts, population="africa")
    assert "Together these count everyone asked about: 100 + 150 = 250." in steps[2].text


def test_a_country_is_what_the_others_leave_of_a_region(argue: Argue, a_figure: Make) -> None:
    africa = a_figure("africa", 500, None, population="africa", as_of="2025-06-01")
    egypt = a_figure("egypt", 0, 120, population="EGY", as_of="2026-01-31")
    steps = argue("low", 380, [africa, egypt], population="GHA")
    assert told(steps) == ["africa", "egypt", None, None]
    assert "500 - 120 = 380" in steps[2].text


def test_figures_that_may_share_people_are_not_added(argue: Argue, a_figure: Make) -> None:
    sharing = [a_figure(c, 100, None, measure=c) for c in ("killed", "captured")]
    steps = argue("low", 200, sharing, population="NPL")
    assert told(steps) == ["captured", "killed", None, None]
    assert "solved as a linear programme" in steps[2].text
    assert "whoever a part counts is counted by the whole" in steps[2].text
    assert [step.amount for step in steps] == [100, 100, None, None]
    assert "no fewer than 200" in steps[2].text


def test_each_claim_says_what_it_brings_in(argue: Argue, a_figure: Make) -> None:
    africa = a_figure("africa", 500, None, population="africa", as_of="2025-06-01")
    egypt = a_figure("egypt", 0, 120, population="EGY", as_of="2026-01-31")
    steps = argue("low", 380, [africa, egypt], population="GHA")
    assert {step.claim_id: step.amount for step in steps if step.claim_id} == {
        "africa": 500, "egypt": 120,
    }  # fmt: skip


def test_what_is_not_recognised_is_told_as_joint_with_its_identities(
    argue: Argue, three: dict[str, Figure], a_figure: Make
) -> None:
    later = a_figure("later", 5, 9, population="PRK", measure="serving", as_of="2026-05-01")
    steps = argue("high", 17_000, [*three.values(), later], population="CUB")
    assert told(steps) == ["npl", "cub", "all", "later", None, None]
    assert "nobody is counted twice" in steps[4].text
    assert "they are other people than those asked about" in steps[3].text
    assert "no more than 17,000" in steps[4].text


def test_populations_that_are_all_of_another_are_named_among_the_identities(
    argue: Argue, a_figure: Make
) -> None:
    parts = [a_figure(c, 0, n, population=c) for c, n in (("EGY", 100), ("GHA", 150))]
    steps = argue("high", 240, parts, population="africa")
    assert "the parts are all of it" in steps[2].text


@pytest.mark.parametrize(("side", "value"), [("low", None), ("low", 0), ("high", None)])
def test_a_bound_that_says_nothing_is_told_so(side: str, value: int | None, argue: Argue) -> None:
    (step,) = argue(side, value, [])
    assert step.text.startswith("No figure gives")
    assert "foreign nationals, recruited by 2025-12-31" in step.text


def test_an_unknown_side_is_an_error(argue: Argue) -> None:
    with pytest.raises(ValueError, match="'upper'"):
        argue("upper", 1, [])


COUNTRIES = ["NPL", "CUB", "PRK", "EGY", "GHA"]


@given(lows=st.dictionaries(st.sampled_from(COUNTRIES), st.integers(1, 10**6), min_size=1))
def test_lows_of_different_countries_and_a_whole_always_have_their_arithmetic(
    lows: dict[str, int], a_figure: Make, a_scope: Callable[..., Scope], small_lattice: Lattice
) -> None:
    parts = [a_figure(c, n, None, population=c) for c, n in lows.items()]
    total = sum(lows.values())
    everyone = a_scope("foreign", as_of="2025-12-31")
    steps = argument(everyone, "low", total, parts, small_lattice)
    assert sorted(filter(None, told(steps))) == sorted(lows)
    assert "linear programme" not in " ".join(s.text for s in steps)
    assert f"at least {total:,} people" in steps[-1].text
    whole = a_figure("whole", 0, total + 7, population="foreign", as_of="2025-12-31")
    country, *others = parts
    target = a_scope(country.scope.population, as_of="2025-12-31")
    left = total + 7 - sum(f.low for f in others)
    steps = argument(target, "high", left, [*others, whole], small_lattice)
    assert "linear programme" not in " ".join(s.text for s in steps)
    assert told(steps)[0] == "whole"
