"""What must hold of conflicts, least sets and bounds: each check names the rows that break it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import pytest

from tests.warehouse.broken import Files, broken
from warehouse.schema import tables
from warehouse.validation import validate

INFERRED = [t.name for t in tables().values() if t.group == "inferences"]
DAY, LATER = date(2025, 1, 31), date(2025, 2, 28)
_sound: Files = {}  # built once: no test changes its files


def bound(evidence: str, low: int, high: int | None, day: date = DAY) -> dict[str, Any]:
    """A bound on Cubans that rests on c/1 below and d/1 above."""
    return {
        "measure": "recruited", "population": "CUB", "as_of": day, "evidence_used": evidence,
        "low": low, "high": high,
        "low_method": "stated" if low else "vacuous",
        "high_method": "vacuous" if high is None else "stated",
        "low_proof": 1 if low else None, "high_proof": None if high is None else 2,
        "tightest": True,
    }  # fmt: skip


@pytest.fixture
def files(
    warehouse_of: Callable[..., Any],
    a_claim: Callable[..., dict[str, Any]],
    a_contradiction: Callable[..., dict[str, Any]],
) -> Files:
    """Two accounts of Nepalis that contradict, a retelling of one, and a band on Cubans."""
    if not _sound:
        claims = [
            a_claim("a/1", low=500, high=500),
            a_claim("b/1", low=10, high=20),
            a_claim("b/2", low=501, derives_from="a/1", link="stated"),
            a_claim("c/1", low=7, population="CUB", evidence="named"),
            a_claim("d/1", low=0, high=90, population="CUB", as_of="2025-03-01"),
        ]
        inferred = a_contradiction("a/1", "b/1", 480, ("b/2", "a/1")) | {
            "bound": [
                bound("all", 7, 90), bound("counted", 7, None),
                bound("all", 7, 90, LATER), bound("counted", 7, None, LATER),
            ],
            "bound_proof": [
                {"proof_id": 1, "claim_id": "c/1"}, {"proof_id": 2, "claim_id": "d/1"},
            ],
        }  # fmt: skip
        _sound.update(warehouse_of(claims, inferred=inferred).files)
    return dict(_sound)


def failing(files: Files, table: str) -> dict[str, list[object]]:
    """The checks of a table that fail, with the rows that they name."""
    return {r.check_name: r.failing_ids for r in validate(table, files) if not r.passed}


@pytest.mark.parametrize("table", INFERRED)
def test_a_sound_inference_passes(files: Files, table: str) -> None:
    assert not failing(files, table)


def test_each_side_of_a_bound_is_given_its_claims(files: Files) -> None:
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(
            f"SELECT evidence_used, side, claim_id FROM '{files['bound_claim'][0]}' "
            "WHERE as_of = '2025-01-31' ORDER BY ALL"
        ).fetchall()
    assert found == [("all", "high", "d/1"), ("all", "low", "c/1"), ("counted", "low", "c/1")]


BREAKS = [  # table broken, by which SELECT, the check that sees it and its table
    ("conflict", "SELECT * REPLACE (3 AS size) FROM t", "size_counts_its_roots", "conflict_claim"),
    ("conflict_claim", "FROM t WHERE role <> 'inner'", "size_counts_its_roots", "conflict_claim"),
    ("comparison", "FROM t WHERE verdict <> 'contradict'", "pairs_are_those_of_comparison",
     "conflict_claim"),
    ("conflict_claim", "FROM t WHERE false", "pairs_are_those_of_comparison", "conflict_claim"),
    ("conflict_claim", "FROM t WHERE role <> 'retelling'",
     "members_are_roots_and_their_retellings", "conflict_claim"),
    ("conflict_claim", "SELECT * REPLACE ('b/1' AS root_claim_id) FROM t",
     "members_are_roots_and_their_retellings", "conflict_claim"),
    ("conflict_claim", "SELECT * REPLACE ('inner' AS role) FROM t", "row_rules", "conflict_claim"),
    ("set_aside", "FROM t WHERE solution = 1", "takes_a_claim_from_every_conflict", "set_aside"),
    ("set_aside", "SELECT * REPLACE (solution + 1 AS solution) FROM t",
     "solutions_are_numbered_and_of_one_size", "set_aside"),
    ("set_aside", "SELECT * REPLACE ('b/2' AS claim_id) FROM t", "only_roots_are_set_aside",
     "set_aside"),
    ("set_aside", "SELECT * REPLACE ('killed' AS measure) FROM t", "only_roots_are_set_aside",
     "set_aside"),
    ("set_aside", "SELECT * REPLACE ('d/1' AS claim_id) FROM t", "rests_on_roots_that_stay",
     "bound_claim"),
    ("bound_claim", "SELECT * REPLACE ('b/2' AS claim_id) FROM t", "rests_on_roots_that_stay",
     "bound_claim"),
    ("claim", "SELECT * REPLACE (FALSE AS floor) FROM t", "rests_on_roots_that_stay",
     "bound_claim"),
    ("bound_claim", "FROM t WHERE side = 'low'", "sides_have_their_claims", "bound_claim"),
    ("bound", "SELECT * REPLACE ('vacuous' AS low_method, 0 AS low) FROM t",
     "sides_have_their_claims", "bound_claim"),
    ("bound", "SELECT * REPLACE (91 AS low) FROM t", "row_rules", "bound"),
    ("bound", "SELECT * REPLACE ('CUB' AS measure) FROM t", "references", "bound"),
    ("bound", "SELECT * REPLACE (DATE '2025-01-31' AS as_of) FROM t", "unique_key", "bound"),
    ("bound", "SELECT * REPLACE (day(as_of) AS low, NULL AS high, 'vacuous' AS high_method) FROM t",
     "cumulative_bounds_never_fall", "bound"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "select", "check", "checked"), BREAKS,
    ids=[f"{b[2]}-{n}" for n, b in enumerate(BREAKS)],
)  # fmt: skip
def test_what_breaks_a_rule_is_named(
    files: Files, table: str, select: str, check: str, checked: str
) -> None:
    assert failing(broken(files, table, select), checked)[check]


def test_keys_of_large_tables_are_left_to_the_gate() -> None:
    assert {t.name for t in tables().values() if not t.declare_keys} == {"bound", "bound_claim"}
