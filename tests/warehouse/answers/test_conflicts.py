"""What the published warehouse answers on contradictions, least sets and sums."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.answers import conflicts, least, retold
from warehouse.answers.told import Told

ASKED = conflicts.Asked()


def test_pairs_come_before_larger_sets(connection: duckdb.DuckDBPyConnection) -> None:
    found = conflicts.conflicts(connection, ASKED)
    assert [c.conflict_id for c in found] == ["later", "pair", "three"]


def test_a_conflict_has_its_members_by_role_and_who_repeats_each(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    _, pair, three = conflicts.conflicts(connection, ASKED)
    told = [(m.role, m.claim.claim_id, [c.claim_id for c in m.repeated_by]) for m in pair.members]
    assert told == [("inner", "a/npl", ["c/npl"]), ("outer", "b/npl", [])]
    assert [m.role for m in three.members] == ["whole", "part", "part"]
    assert pair.members[0].claim.counts == "NPL, recruited by 2025-01-15"


def test_repairs_are_told_in_their_order_the_smallest_change_first(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    later, pair, _ = conflicts.conflicts(connection, ASKED)
    assert pair.repairs == ("if its population was y", "if its channel was y")
    assert later.repairs == ()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (conflicts.Asked(measure="killed"), ["three"]),
        (conflicts.Asked(population="NPL"), ["later", "pair"]),
        (conflicts.Asked(measure="killed", population="EGY"), ["three"]),
        (conflicts.Asked(measure="killed", population="GHA"), []),
        (conflicts.Asked(population="CUB"), []),
    ],
)
def test_a_conflict_answers_to_what_one_of_its_roots_counts(
    connection: duckdb.DuckDBPyConnection, asked: conflicts.Asked, expected: list[str]
) -> None:
    assert [c.conflict_id for c in conflicts.conflicts(connection, asked)] == expected


def test_pairs_with_a_retelling_are_told_apart_from_those_of_roots(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = retold.retold(connection, ASKED)
    assert {(p.claim_a, p.claim_b) for p in found} == {("c/npl", "b/npl"), ("c/npl", "d/npl")}
    assert {(p.root_a, p.root_b) for p in found} == {("a/npl", "b/npl"), ("a/npl", "d/npl")}
    assert not retold.retold(connection, conflicts.Asked(population="CUB"))


def test_pairs_of_retellings_are_gathered_by_the_roots_behind_them(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    def pair(verdict: str, gap: int, *claims: str) -> retold.Retold:
        return retold.Retold(verdict, gap, "", *claims, "none", "none", True, True)

    pairs = [
        pair("possible", 900, "b/npl", "c/npl", "b/npl", "a/npl"),
        pair("contradict", 400, "c/npl", "b/npl", "a/npl", "b/npl"),
        pair("contradict", 40, "c/npl", "a/npl", "a/npl", "a/npl"),
        pair("possible", 7, "c/npl", "e/cub", "a/npl", "e/cub"),
        pair("contradict", 50, "c/npl", "a/gha", "a/npl", "a/gha"),
    ]
    found = retold.disagreements(connection, pairs)
    told = [(d.one.claim_id, d.other.claim_id, d.n_contradict, d.n_possible, d.gap) for d in found]
    assert told == [
        ("a/npl", "b/npl", 1, 1, 400), ("a/npl", "a/gha", 1, 0, 50), ("a/npl", "a/npl", 1, 0, 40),
        ("a/npl", "e/cub", 0, 1, 7),
    ]  # fmt: skip
    assert [d.conflict_id for d in found] == ["pair", None, None, None]
    assert {len(d.published_by) for d in found} == {1}


def test_no_pair_of_retellings_is_no_disagreement(connection: duckdb.DuckDBPyConnection) -> None:
    assert not retold.disagreements(connection, [])


def test_what_is_set_aside_counts_the_ways_that_hold_each_claim(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    second, first = least.components(connection)
    assert [(w.claim.claim_id, w.n_ways) for w in second.claims] == [
        ("a/npl", 2), ("b/npl", 1), ("d/npl", 1),
    ]  # fmt: skip
    assert second.solutions == (("a/npl", "b/npl"), ("a/npl", "d/npl"))
    assert (first.size, len(first.solutions)) == (1, 3)
    assert (second.n_claims, second.n_roots) == (4, 3)  # c/npl repeats a/npl


def test_only_components_of_the_conflicts_shown_are_told(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    shown = conflicts.conflicts(connection, conflicts.Asked(measure="killed"))
    assert [c.component for c in least.components(connection, shown)] == [1]
    assert not least.components(connection, [])


def test_sums_answer_to_a_whole_and_to_a_part(connection: duckdb.DuckDBPyConnection) -> None:
    for asked in ("m49:002", "GHA"):
        (found,) = least.sums(connection, conflicts.Asked(population=asked))
        assert found.whole.claim_id == "a/africa"
        assert found.contradicts
    assert not least.sums(connection, conflicts.Asked(population="NPL"))


interval = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)


@given(interval, interval)
def test_a_total_adds_up_where_some_total_is_some_sum(whole: list[int], parts: list[int]) -> None:
    told = Told("w", "", "", "", whole[0], whole[1], "", "", "", "", None, None, "", True)
    found = least.Sum(
        told, 1, parts[0], parts[1], whole[0] - parts[1], whole[1] - parts[0], False, False, ""
    )
    possible = set(range(whole[0], whole[1] + 1)) & set(range(parts[0], parts[1] + 1))
    assert found.adds_up == bool(possible)
