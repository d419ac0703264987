"""How a conflict would dissolve: every repair told does dissolve it, the smallest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from warehouse.inference.changes import changes
from warehouse.inference.conflict import INNER, OUTER, PART, PARTS, WHOLE, WITHIN, Conflict, Member
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.repair import DIMENSIONS, NO_REPAIR, Repair, repair_text, repairs
from warehouse.inference.scope import within
from warehouse.inference.usage import Usage, usage_of

Make = Callable[..., Figure]
Oracle = Callable[[Sequence[Figure]], bool]
Find = Callable[..., list[Repair]]


def pair(inner: Figure, outer: Figure) -> Conflict:
    return Conflict((Member(inner, INNER), Member(outer, OUTER)), (WITHIN,), 1)


def summed(whole: Figure, parts: Sequence[Figure]) -> Conflict:
    return Conflict((*(Member(p, PART) for p in parts), Member(whole, WHOLE)), (PARTS,), 1)


def texts(found: Sequence[Repair], dimension: str | None = None) -> list[str]:
    return [r.text for r in found if dimension in (None, r.dimension)]


@pytest.fixture
def find(a_figure: Make, small_lattice: Lattice, pairs_and_sums: Oracle) -> Find:
    """Repairs of a conflict, in a catalog of its figures and of `others`."""

    def found(conflict: Conflict, others: Sequence[Figure] = ()) -> list[Repair]:
        usage = usage_of([*conflict.figures, *others])
        return repairs(conflict, small_lattice, pairs_and_sums, usage)

    return found


def test_a_channel_that_others_of_the_population_use_comes_first(
    a_figure: Make, find: Find
) -> None:
    upper = a_figure("u", 603, 603, "603 Nepalis", as_of="2024-06-01")
    conflict = pair(a_figure("n", 2_000, None, "2,000", as_of="2024-05-01"), upper)
    others = [a_figure("o", 5, None, measure="killed", channel="room")]
    found = find(conflict, others)
    assert found[0] == Repair(
        "u", "channel", "all channels", "the Moscow selection point",
        "if the 603 counted only the Moscow selection point", 1,
    )  # fmt: skip
    assert not texts(find(conflict), "channel")
    elsewhere = [a_figure("o", 5, None, population="CUB", channel="room")]
    assert not texts(find(conflict, elsewhere), "channel")


def test_of_channels_the_one_most_used_comes_first(a_figure: Make, find: Find) -> None:
    conflict = pair(a_figure("n", 2_000, None), a_figure("u", 603, 603))
    others = [a_figure(f"o{n}", 5, None, channel=c) for n, c in enumerate(["list", "room", "room"])]
    assert texts(find(conflict, others), "channel") == [
        "if the 603 counted only the Moscow selection point",
        "if the 603 counted only a list",
    ]


def test_a_figure_of_one_channel_may_have_meant_all(a_figure: Make, find: Find) -> None:
    inner = a_figure("i", 300, None, "300", channel="moscow")
    conflict = pair(inner, a_figure("o", 0, 200, "up to 200", channel="moscow"))
    assert texts(find(conflict), "channel") == [
        "if the 300 counted all channels, not only the Moscow selection point"
    ]


def test_a_total_may_have_left_out_the_country_of_a_part(a_figure: Make, find: Find) -> None:
    total = a_figure("t", 18_000, 18_000, "18,000 foreigners", population="foreign")
    parts = [
        a_figure("k", 12_000, None, population="PRK"),
        a_figure("n", 7_000, None, population="NPL"),
    ]
    found = find(summed(total, parts))
    assert texts(found, "population") == [
        "if the 18,000 left out Nepal",
        "if the 18,000 left out North Korea",
    ]
    assert {r.after for r in found if r.dimension == "population"} == {
        "foreign nationals without Nepal",
        "foreign nationals without North Korea",
    }


def test_a_part_may_have_taken_in_what_it_leaves_out(a_figure: Make, find: Find) -> None:
    inner = a_figure("i", 300, None, "300", population="foreign", excluding="PRK CUB")
    outer = a_figure("o", 0, 200, "200", population="foreign", excluding="PRK")
    assert texts(find(pair(inner, outer)), "population") == ["if the 300 took in North Korea"]


def test_an_upper_figure_may_have_been_a_stock(a_figure: Make, find: Find) -> None:
    upper = a_figure("u", 200, 200, "about 200", as_of="2024-02-01")
    found = find(pair(a_figure("i", 15_000, None, "15,000", as_of="2024-02-01"), upper))
    assert texts(found, "measure") == ["if the figure was a stock: 200 serving on that day"]
    assert found[0].dimension == "measure"


def test_a_window_may_have_been_everyone_so_far_and_the_other_way_round(
    a_figure: Make, find: Find
) -> None:
    window = a_figure("w", 20_000, 20_000, "20,000", since="2024-01-01")
    inner = a_figure("i", 30_000, None, "30,000", since="2024-03-01")
    assert "if the 30,000 counted everyone so far, not the window from 2024-03-01" in texts(
        find(pair(inner, window))
    )
    upper = a_figure("u", 200, 200, "200")
    others = [a_figure("o", 1, None, since=since) for since in ("2024-01-01", "2023-01-01")]
    found = find(pair(a_figure("i", 300, None, "300"), upper), others)
    assert texts(found, "since") == [
        "if the 200 counted only from 2023-01-01 on, not from the beginning"
    ]
    assert not texts(find(pair(a_figure("i", 300, None), upper)), "since")


def test_the_smallest_shift_of_a_date_that_dissolves(a_figure: Make, find: Find) -> None:
    inner = a_figure("i", 603, None, "603", as_of="2024-01")
    outer = a_figure("o", 0, 200, "200", as_of="2024-02-10")
    assert [(r.text, r.cost) for r in find(pair(inner, outer)) if r.dimension == "as_of"] == [
        ("if the 603 spoke of 2024-02-11 or later", 11),
        ("if the 200 spoke of 2024-01-30 or earlier", 11),
    ]


def test_birth_and_evidence_come_last(a_figure: Make, find: Find) -> None:
    found = find(pair(a_figure("i", 603, None, "603"), a_figure("o", 200, 200, "200")))
    assert texts(found)[-3:] == [
        "if the 603 counted people born there, whatever their passports",
        "if the 200 counted people born there, whatever their passports",
        "if the 200 were only the cases confirmed so far",
    ]


def test_claims_with_one_number_are_called_by_their_words(a_figure: Make, find: Find) -> None:
    inner = a_figure("i", 201, None, "more than 200")
    outer = a_figure("o", 0, 199, "fewer than 200")
    assert "if “fewer than 200” were only the cases confirmed so far" in texts(
        find(pair(inner, outer))
    )
    twin = a_figure("o", 0, 199, "more than 200", source="Paper")
    assert "if “more than 200” of Paper, 2025-06-01, were only the cases confirmed so far" in texts(
        find(pair(inner, twin))
    )


def test_a_stated_sum_dissolves_where_a_part_is_a_floor(
    a_figure: Make, small_lattice: Lattice
) -> None:
    whole = a_figure("w", 16_894, 16_894, "16,894", population="foreign")
    parts = [
        a_figure(c, n, n, f"{n:,}", population=c)
        for c, n in (("NPL", 4_658), ("CUB", 1_013), ("PRK", 9_961))
    ]

    def adds_up(made: Sequence[Figure]) -> bool:
        highs = [f.high for f in made if f.claim_id != "w"]
        return None in highs or sum(h for h in highs if h is not None) >= whole.low

    conflict = summed(whole, parts)
    found = repairs(conflict, small_lattice, adds_up, usage_of(conflict.figures))
    assert texts(found) == [
        "if the 1,013 were only the cases confirmed so far",
        "if the 4,658 were only the cases confirmed so far",
        "if the 9,961 were only the cases confirmed so far",
    ]


def test_where_no_single_change_dissolves_it_says_so(
    a_figure: Make, small_lattice: Lattice
) -> None:
    conflict = pair(a_figure("i", 603, None), a_figure("o", 200, 200))
    found = repairs(conflict, small_lattice, lambda _: False, usage_of(conflict.figures))
    assert found == []
    assert repair_text(found) == NO_REPAIR


@st.composite
def figures(draw: st.DrawFn, claim_id: str, upper: bool) -> dict[str, Any]:
    """Upper figures are drawn wide and low, lower ones high, so that most draws contradict."""
    if upper:
        drawn: dict[str, Any] = {"low": 0, "high": draw(st.integers(0, 20))}
        measures, populations = ["recruited", "recruited", "killed"], ["foreign", "africa", "NPL"]
    else:
        drawn = {"low": draw(st.integers(10, 60)), "high": None}
        measures, populations = ["recruited", "killed", "serving", "held"], ["NPL", "CUB", "africa"]
    measure = draw(st.sampled_from(measures))
    windowed = measure in ("recruited", "killed") and draw(st.integers(0, 3)) == 3
    return drawn | {
        "claim_id": claim_id,
        "measure": measure,
        "population": draw(st.sampled_from(populations)),
        "channel": draw(st.sampled_from(["all", "all", "moscow", "room"])),
        "as_of": draw(st.sampled_from(["2025-06-01", "2025-06-01", "2024-02", "2024-01-31"])),
        "since": draw(st.sampled_from(["2023-01-01", "2023-06"])) if windowed else None,
        "excluding": draw(st.sampled_from(["", "", "CUB"])),
        "native": draw(st.integers(0, 19)) == 19,
    }


def minimal(made: list[Figure], consistent: Oracle) -> list[Figure]:
    """What is left when everything that can go without losing the contradiction has gone."""
    for figure in list(made):
        if not consistent(less := [f for f in made if f is not figure]):
            made = less
    return made


@given(data=st.data())
def test_every_repair_dissolves_and_changes_one_dimension_of_one_member(
    data: st.DataObject, a_figure: Make, small_lattice: Lattice, pairs_and_sums: Oracle
) -> None:
    drawn = [
        a_figure(**data.draw(figures(f"{side}{n}", side == "upper")))
        for side in ("lower", "upper")
        for n in range(3)
    ]
    assume(not pairs_and_sums(drawn))
    made = minimal(drawn, pairs_and_sums)
    conflict = Conflict(tuple(Member(f, PART) for f in made), (PARTS,), 1)
    usage = usage_of(made)
    found = repairs(conflict, small_lattice, pairs_and_sums, usage)
    place = [(DIMENSIONS.index(r.dimension), r.cost) for r in found]
    assert place == sorted(place)
    for repair in found:
        member = next(f for f in made if f.claim_id == repair.claim_id)
        others = [f for f in made if f is not member]
        (change,) = [
            c
            for c in changes(member, others, small_lattice, usage)
            if (c.dimension, c.before, c.after) == (repair.dimension, repair.before, repair.after)
        ]
        assert change.figure != member
        assert (change.figure.low, change.figure.scope.unit) == (member.low, member.scope.unit)
        dissolved = [change.figure, *others]
        assert not exceeds(dissolved, small_lattice)
        assert pairs_and_sums(dissolved)
    for (_, dimension), costs in groupby(
        sorted(found, key=lambda r: (r.claim_id, r.dimension)),
        key=lambda r: (r.claim_id, r.dimension),
    ):
        assert len({r.cost for r in costs}) == 1, dimension


def exceeds(made: Sequence[Figure], lattice: Lattice) -> bool:
    """Whether any figure exceeds one that contains it, without the oracle."""
    return any(
        b.high is not None and a.low > b.high and within(a.scope, b.scope, lattice)
        for a in made
        for b in made
        if a is not b
    )


def test_a_used_channel_counts_for_the_channels_around_it(
    a_figure: Make, small_lattice: Lattice
) -> None:
    usage: Usage = usage_of([a_figure("a", 1, 1, channel="room", since="2024-01-01")])
    own, wider = usage.channels_near(a_figure("b", 1, 1, population="foreign").scope, small_lattice)
    assert own == {"room": 1, "moscow": 1, "all": 1}
    assert not wider
    assert [s.text for s in usage.beginnings["recruited"]] == ["2024-01-01"]


def test_a_channel_known_for_these_countries_goes_before_one_known_for_more(
    a_figure: Make, find: Find
) -> None:
    conflict = pair(a_figure("n", 2_000, None), a_figure("u", 603, 603))
    wide = [a_figure(f"w{n}", 5, None, population="foreign", channel="list") for n in range(3)]
    assert texts(find(conflict, wide), "channel") == ["if the 603 counted only a list"]
    assert texts(find(conflict, [*wide, a_figure("o", 5, None, channel="moscow")]), "channel") == [
        "if the 603 counted only the Moscow selection point"
    ]
