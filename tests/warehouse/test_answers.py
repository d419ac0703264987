"""What the published warehouse answers on contradictions, least sets and bounds.

What the engine infers is given by hand: here it is read back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.answers import bound, claim, conflicts, ids, least, retold
from warehouse.answers.told import Told
from warehouse.fill import fill
from warehouse.schema import tables

ASKED = conflicts.Asked()
JANUARY, FEBRUARY = date(2025, 1, 31), date(2025, 2, 28)
_filled: dict[str, Path] = {}  # made once: no test changes it


def one_bound(
    population: str, day: date, evidence: str, low: int, high: int | None, proofs: tuple[int, int]
) -> dict[str, Any]:
    """A bound on recruits; a side of 0 or None is vacuous."""
    return {
        "measure": "recruited", "population": population, "as_of": day,
        "evidence_used": evidence, "low": low, "high": high,
        "low_method": "solved" if low else "vacuous",
        "high_method": "vacuous" if high is None else "stated",
        "low_proof": proofs[0] if low else None,
        "high_proof": None if high is None else proofs[1], "tightest": True,
    }  # fmt: skip


def conflict(conflict_id: str, kind: str, size: int, excess: int, **given: Any) -> dict[str, Any]:
    """A row of the frame conflict."""
    row = {
        "conflict_id": conflict_id, "kind": kind, "size": size, "identities": "within",
        "excess": excess, "statement": f"{conflict_id} in words", "repair": None, "complete": True,
    }  # fmt: skip
    return row | given


def inferred() -> dict[str, list[dict[str, Any]]]:
    """Two pairs and a set of three; their least sets; bands on Cubans, Nepalis and everyone."""
    members = [
        ("pair", "a/npl", "inner", "a/npl"), ("pair", "b/npl", "outer", "b/npl"),
        ("pair", "c/npl", "retelling", "a/npl"),
        ("later", "a/npl", "inner", "a/npl"), ("later", "d/npl", "outer", "d/npl"),
        ("three", "a/egy", "part", "a/egy"), ("three", "a/gha", "part", "a/gha"),
        ("three", "a/africa", "whole", "a/africa"),
    ]  # fmt: skip
    days = (JANUARY, FEBRUARY)
    return {
        "conflict": [
            conflict("three", "arithmetic", 3, 900, complete=False),
            conflict("pair", "cross_source", 2, 400, repair="if a/npl counted Cubans"),
            conflict("later", "longitudinal", 2, 100),
        ],
        "conflict_claim": [
            {"conflict_id": i, "claim_id": c, "role": role, "root_claim_id": root}
            for i, c, role, root in members
        ],
        "conflict_repair": [
            {"conflict_id": "pair", "rank": n, "claim_id": "a/npl", "dimension": d,
             "before": "x", "after": "y", "sentence": f"if its {d} was y"}
            for n, d in ((2, "channel"), (1, "population"))
        ],
        "component": [
            {"component": 1, "n_claims": 3, "n_conflicts": 1, "size": 1, "n_solutions": 3,
             "complete": True, "gap": 0},
            {"component": 2, "n_claims": 3, "n_conflicts": 2, "size": 2, "n_solutions": 2,
             "complete": False, "gap": 1},
        ],
        "set_aside": [
            {"component": k, "measure": "recruited", "claim_id": c, "solution": n}
            for k, n, c in (
                (1, 1, "a/egy"), (1, 2, "a/gha"), (1, 3, "a/africa"),
                (2, 1, "a/npl"), (2, 1, "b/npl"), (2, 2, "a/npl"), (2, 2, "d/npl"),
            )
        ],
        "sum_of_parts": [
            {"whole_claim_id": "a/africa", "n_parts": 2, "parts": "a/egy,a/gha", "sum_low": 1000,
             "sum_high": 1000, "residual_low": -900, "residual_high": -900, "stated": True,
             "contradicts": True, "statement": "they make 900 more"},
        ],
        "bound": [
            *(one_bound("CUB", d, "all", 1028, 17797, (1, 2)) for d in days),
            *(one_bound("CUB", d, "counted", 0, None, (1, 2)) for d in days),
            *(one_bound("EGY", d, "all", 0, 17000, (0, 5)) for d in days),
            *(one_bound("NPL", d, "all", 203, None, (3, 0)) for d in days),
            *(one_bound("NPL", d, "counted", 203, None, (3, 0)) for d in days),
            *(one_bound("foreign", d, "all", 1231, 18000, (4, 5)) for d in days),
            *(one_bound("foreign", d, "counted", 203, None, (3, 0)) for d in days),
        ],
        "bound_proof": [
            {"proof_id": p, "claim_id": c}
            for p, c in (
                (1, "e/cub"), (2, "e/foreign"), (2, "f/npl"), (3, "f/npl"), (4, "e/cub"),
                (4, "f/npl"), (5, "e/foreign"),
            )
        ],
    }  # fmt: skip


@pytest.fixture
def path(
    warehouse_of: Callable[..., Any], a_claim: Callable[..., dict[str, Any]], tmp_path: Path
) -> Path:
    """A filled file: no gate, for what is inferred here is not what the engine would infer."""
    if not _filled:
        day = {"as_of": "2025-01-15"}
        claims = [
            a_claim("a/npl", low=500, high=500, **day),
            a_claim("b/npl", low=10, high=100, as_of="2025-01-20"),
            a_claim("c/npl", low=500, high=500, derives_from="a/npl", link="stated", **day),
            a_claim("d/npl", low=300, high=400, as_of="2025-06-01"),
            a_claim("a/egy", low=600, high=600, population="EGY", measure="killed", **day),
            a_claim("a/gha", low=400, high=400, population="GHA", **day),
            a_claim("a/africa", low=100, high=100, population="m49:002", **day),
            a_claim("e/cub", low=1028, population="CUB", evidence="estimated", **day),
            a_claim("e/foreign", low=0, high=18000, population="foreign", as_of="2025-12-31"),
            a_claim("f/npl", low=203, channel="moscow", evidence="named", **day),
        ]
        made = warehouse_of(claims, inferred=inferred())
        _filled["path"] = tmp_path / "filled.duckdb"
        fill({n: f for n, f in made.files.items() if n in tables()}, _filled["path"])
    return _filled["path"]


@pytest.fixture
def connection(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file as readers open it."""
    with duckdb.connect(str(path), read_only=True) as opened:
        yield opened


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


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a/npl", ids.ClaimId("a/npl")),
        ("f", ids.ClaimId("f/npl")),
        ("three", ids.ConflictId("three")),
        ("la", ids.ConflictId("later")),
        ("recruited/CUB/2025-01-31", ids.BoundId("recruited", "CUB", JANUARY, JANUARY)),
    ],
)
def test_an_id_or_the_beginning_that_only_it_has_is_enough(
    connection: duckdb.DuckDBPyConnection, typed: str, expected: object
) -> None:
    assert ids.resolve(connection, typed) == expected


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a/nlp", "did you mean 'a/npl'"), ("", "no claim, conflict or cell"),
        ("recruited/NLP/2025-01-31", "did you mean 'NPL'"),
        ("recuited/NPL/2025-01-31", "did you mean 'recruited'"),
        ("recruited/NPL/January", "no day"), ("recruited/NPL/2024-01-01", "2025-01-31"),
        ("killed/NPL/2025-01-31", "no bound speaks of"),
    ],
)  # fmt: skip
def test_an_unknown_id_gets_the_nearest_valid_one(
    connection: duckdb.DuckDBPyConnection, typed: str, said: str
) -> None:
    with pytest.raises(ids.Unknown, match=said):
        ids.resolve(connection, typed)


def test_a_beginning_that_several_ids_have_names_them(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(ids.Unknown, match=r"begins 4 ids: a/africa, a/egy"):
        ids.resolve(connection, "a/")


@pytest.mark.parametrize("ahead", [0, 1, 27, 28, 29, 400])
def test_a_day_off_the_grid_takes_the_nearest_earlier_one(
    connection: duckdb.DuckDBPyConnection, ahead: int
) -> None:
    asked = JANUARY + timedelta(days=ahead)
    found = ids.resolve(connection, f"recruited/NPL/{asked}")
    assert isinstance(found, ids.BoundId)
    assert found.asked == asked
    assert found.day == max(d for d in (JANUARY, FEBRUARY) if d <= asked)


def test_a_claim_says_what_it_is_compared_with_and_where_it_clashes(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = claim.explain(connection, "a/npl")
    assert found.verdicts["contradict"] == 2
    assert {(p.conflict_id, p.role) for p in found.conflicts} == {
        ("pair", "inner"), ("later", "inner"),
    }  # fmt: skip
    assert found.ways == (2, 2)
    assert not found.bounds
    assert [s.what for s in found.steps][:2] == ["words", "reading"]
    retelling = claim.explain(connection, "c/npl")
    assert [(p.conflict_id, p.role) for p in retelling.conflicts] == [("pair", "retelling")]
    assert retelling.ways is None


def test_a_part_is_told_of_the_total_that_it_belongs_to(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert claim.explain(connection, "a/gha").sums == ("they make 900 more",)


def test_a_claim_says_which_bounds_rest_on_it_and_whether_on_it_alone(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = {
        (b.population, b.evidence_used, b.side): (b.n_days, b.first, b.last, b.alone)
        for b in claim.explain(connection, "f/npl").bounds
    }
    alone, shared = (2, JANUARY, FEBRUARY, True), (2, JANUARY, FEBRUARY, False)
    assert found == {
        ("NPL", "all", "low"): alone, ("NPL", "counted", "low"): alone,
        ("foreign", "counted", "low"): alone, ("foreign", "all", "low"): shared,
        ("CUB", "all", "high"): shared,
    }  # fmt: skip


def test_a_country_without_rows_has_bounds_that_say_nothing(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    asked = ids.resolve(connection, "recruited/GHA/2025-02-10")
    assert asked == ids.BoundId("recruited", "GHA", JANUARY, date(2025, 2, 10))
    told = explained(connection, "GHA")
    assert [band.evidence_used for band in told.bands] == ["counted", "all"]
    assert {(b.low.value, b.high.value, b.low.method) for b in told.bands} == {
        (0, None, "vacuous"),
    }
    assert told.next_fact is not None
    assert "would be the first" in told.next_fact.sentence


def test_a_band_without_a_row_says_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    counted, everything = explained(connection, "EGY").bands
    assert (counted.low.value, counted.high.value, counted.high.method) == (0, None, "vacuous")
    assert (everything.low.value, everything.high.value) == (0, 17000)


def explained(connection: duckdb.DuckDBPyConnection, population: str) -> bound.Bound:
    """The bound on recruits in January."""
    return bound.explain(connection, ids.BoundId("recruited", population, JANUARY, JANUARY))


def test_a_bound_has_both_bands_counted_people_first_with_the_claims_of_each_side(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    counted, everything = explained(connection, "foreign").bands
    assert (counted.evidence_used, counted.low.value, counted.high.value) == ("counted", 203, None)
    assert [c.claim_id for c in counted.low.claims] == ["f/npl"]
    assert (everything.low.value, everything.high.value) == (1231, 18000)
    assert [c.claim_id for c in everything.low.claims] == ["e/cub", "f/npl"]
    assert {s.claim_id for s in everything.low.argument if s.claim_id} == {"e/cub", "f/npl"}


def test_least_known_is_the_country_of_which_most_numbers_are_possible(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    fact = explained(connection, "foreign").next_fact
    assert fact is not None
    assert (fact.kind, fact.population, fact.moves) == ("least known", "CUB", 16769)


def test_an_estimate_that_no_count_has_reached_is_the_next_fact(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    fact = explained(connection, "CUB").next_fact
    assert fact is not None
    assert (fact.kind, fact.claim_id, fact.moves) == ("count", "e/cub", 1028)


def test_a_limit_that_was_set_aside_comes_before_one_that_nobody_gave(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    fact = explained(connection, "NPL").next_fact
    assert fact is not None
    assert (fact.kind, fact.moves) == ("set aside", None)
    assert fact.claim_id == "d/npl"  # b/npl speaks of an earlier day and limits nothing in January
