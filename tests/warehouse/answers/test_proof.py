"""A contradiction's gap: between what the whole is at most and the parts are at least, or the other
way round."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from warehouse.answers.conflicts import Conflict, Member
from warehouse.answers.proof import gap
from warehouse.answers.told import Told

READINGS = st.tuples(st.integers(0, 1000), st.integers(0, 1000)).map(
    lambda ends: (min(ends), max(ends))
)


def member(role: str, claim_id: str, low: int, high: int | None) -> Member:
    """A figure that plays a part in a contradiction."""
    told = Told(claim_id, "words", "source", "counts", low, high, "stated", "publisher", "2025",
                "https://example.org", None, None, "none", True)  # fmt: skip
    return Member(role, told, ())


def conflict(excess: int, *members: Member) -> Conflict:
    """A contradiction of figures that miss by so many."""
    return Conflict("id", "arithmetic", len(members), "within", excess, "", True, (), members)


@given(READINGS, st.lists(READINGS, min_size=1, max_size=4))
def test_the_gap_is_as_wide_as_the_excess_and_lies_between_the_two_sides(
    whole: tuple[int, int], parts: list[tuple[int, int]]
) -> None:
    least, most = sum(low for low, _ in parts), sum(high for _, high in parts)
    over, under = least - whole[1], whole[0] - most
    if max(over, under) <= 0:
        return  # no contradiction
    found = gap(
        conflict(
            max(over, under),
            member("whole", "w", *whole),
            *(member("part", str(n), *ends) for n, ends in enumerate(parts)),
        )
    )
    assert found is not None
    assert found.least - found.most == max(over, under)
    assert (found.most, found.least) == ((whole[1], least) if over > 0 else (most, whole[0]))
    assert {m.claim.claim_id for m in (*found.over, *found.under)} == {
        "w", *(str(n) for n in range(len(parts))),
    }  # fmt: skip


@given(READINGS, READINGS, st.integers(1, 50))
def test_figures_that_miss_jointly_have_no_gap(
    one: tuple[int, int], other: tuple[int, int], excess: int
) -> None:
    joint = conflict(excess, member("part", "a", *one), member("part", "b", *other))
    assert gap(joint) is None


def test_an_open_end_bridges_everything() -> None:
    open_whole = member("outer", "w", 5, None)
    assert gap(conflict(5, open_whole, member("inner", "p", 10, None))) is None
