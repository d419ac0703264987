"""The least sets against every subset, and chains with planted inversions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from warehouse.inference.hitting import _programmed, least_hitting_sets
from warehouse.inference.set_aside import components, least_set_aside

NAMES = "abcdefgh"
families = st.lists(
    st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=4), min_size=1, max_size=8
)


@dataclass(frozen=True)
class Left:
    """A contradiction that is left."""

    ids: tuple[str, ...]


def by_trying(family: list[frozenset[str]]) -> list[tuple[str, ...]]:
    names = sorted(frozenset().union(*family))
    for size in range(len(names) + 1):
        hits = [c for c in combinations(names, size) if all(set(c) & s for s in family)]
        if hits:
            return hits
    raise AssertionError


@given(families)
def test_all_least_hitting_sets_are_found(family: list[frozenset[str]]) -> None:
    found = least_hitting_sets(family)
    assert list(found.solutions) == by_trying(family)
    assert found.complete
    assert found.gap == 0


@given(families)
def test_integer_programming_finds_the_same_size(family: list[frozenset[str]]) -> None:
    found = _programmed(family, 0)
    assert found.size == len(by_trying(family)[0])
    assert found.gap == 0


def test_a_list_that_is_cut_short_says_so() -> None:
    family = [frozenset({f"{k}a", f"{k}b"}) for k in range(8)]
    found = least_hitting_sets(family, limit=10)
    assert found.size == 8
    assert len(found.solutions) == 10
    assert not found.complete


def test_contradictions_that_share_a_claim_are_one_component() -> None:
    cores = [frozenset("ab"), frozenset("cd"), frozenset("be"), frozenset("fg"), frozenset("de")]
    assert [len(group) for group in components(cores)] == [4, 1]


@given(families)
def test_contradictions_unknown_at_first_are_found_on_the_way(family: list[frozenset[str]]) -> None:
    def remaining(aside: object) -> Left | None:
        left = [s for s in family if not s & set(aside)]  # type: ignore[call-overload]
        least = [s for s in left if not any(other < s for other in family)]
        return Left(tuple(sorted(min(least, key=sorted)))) if least else None

    found, added = least_set_aside(family[:1], remaining)
    assert all(frozenset(left.ids) in family for left in added)
    assert sum(c.hitting.size for c in found) == len(by_trying(family)[0])
    whole = {tuple(sorted(s)) for s in by_trying(family)}
    for component in found:
        inside = {tuple(c for c in s if c in component.claims) for s in whole}
        assert set(component.hitting.solutions) == inside
