"""What is said of a source is a recount of what stands in the other tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.broken import broken
from warehouse.answers import claim, scorecard
from warehouse.fill import fill
from warehouse.schema import tables
from warehouse.validation import validate

_made: list[Any] = []  # built once: no test changes it


def exactly(n: int, **given: Any) -> dict[str, Any]:
    """An exact number and what else a claim has."""
    return {"low": n, "high": n, "point": n, "qualifier": "exactly", "says": f"{n} men"} | given


@pytest.fixture
def made(
    warehouse_of: Callable[..., Any],
    a_claim: Callable[..., dict[str, Any]],
    a_contradiction: Callable[..., Any],
) -> Any:
    """`other` asserts 500 in its own document and later 600; `paper` retells the first twice, and
    asserts 40 of its own, which the 500 contradict."""
    if not _made:
        own = {"claimant_id": "other"}
        first = exactly(500, population="NPL", channel="moscow", evidence="named", **own)
        retold = {"derives_from": "own/500", "link": "stated"}
        day, open_day = date(2025, 1, 11), date(2025, 6, 1)
        claims = [
            a_claim("own/500", **first),
            a_claim("own/40", **exactly(40, population="CUB", **own)),
            a_claim("later/600", **(first | exactly(600, as_of="2025-03-01"))),
            a_claim("again/550", **(first | exactly(550))),
            a_claim("copy/faithful", **first, **retold),
            a_claim("copy/500", **(first | {"channel": "all", "claimant_id": "paper"} | retold)),
            a_claim("copy/50", **exactly(40)),
            a_claim("undated/7", **exactly(7, population="EGY", **own)),
        ]
        documents = {
            "own": {"publisher_id": "other", "published_first": day, "published_last": day},
            "undated": {"published_first": open_day, "published_last": None},
        }
        inferred = a_contradiction("own/500", "copy/50", 460, ("copy/faithful", "own/500"),
                                   ("copy/500", "own/500"))  # fmt: skip
        _made.append(warehouse_of(claims, documents=documents, inferred=inferred))
    return _made[0]


@pytest.fixture
def connection(made: Any, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, as a published file is read."""
    path = tmp_path / "filled.duckdb"
    fill({n: f for n, f in made.files.items() if n in tables()}, path)
    with duckdb.connect(str(path), read_only=True) as opened:
        yield opened


def card(made: Any, source_id: str) -> dict[str, Any]:
    """The row of a source."""
    (row,) = made.sql(f"FROM scorecard WHERE source_id = '{source_id}'").to_dict("records")
    return dict(row)


def test_a_source_is_counted_as_claimant_and_as_publisher(made: Any) -> None:
    other, paper = card(made, "other"), card(made, "paper")
    assert (other["n_claims"], other["n_roots"], other["n_published"]) == (6, 5, 2)
    assert (paper["n_claims"], paper["n_roots"], paper["n_published"]) == (2, 1, 6)
    assert (other["n_relays"], paper["n_relays"]) == (0, 2)
    assert (other["n_retold"], other["n_retellers"], paper["n_retold"]) == (2, 1, 0)


def test_a_conflict_counts_for_the_sources_of_its_roots(made: Any) -> None:
    assert card(made, "other")["n_conflicts"] == card(made, "paper")["n_conflicts"] == 1


def test_a_later_time_updates_and_the_same_time_restates(made: Any) -> None:
    found = made.sql("FROM revision ORDER BY claim_id").values.tolist()
    assert found == [
        ["again/550", "own/500", "other", "restated"],  # published in June, the first in January
        ["later/600", "again/550", "other", "updated"],
    ]
    assert card(made, "other")["n_revisions"] == 2
    assert card(made, "paper")["n_revisions"] == 0


def test_days_run_from_the_end_of_the_period_to_the_first_day_of_publication(made: Any) -> None:
    # Of 2025-01-01, printed on 11 January (twice) and on 1 June; of 2025-03-01, on 1 June. The
    # document whose publication is open is left out.
    other = card(made, "other")
    assert (other["n_timed"], other["median_days"]) == (4, (10 + 92) / 2)


def test_what_a_source_changes_is_counted_by_kind(made: Any) -> None:
    (row,) = made.sql("FROM drift_by_source").to_dict("records")
    assert (row["source_id"], row["n_hops"], row["n_faithful"], row["n_drifts"]) == (
        "paper", 2, 1, 2,
    )  # fmt: skip
    counted = {k: n for k, n in row.items() if k not in ("source_id", "n_hops", "n_drifts") and n}
    assert counted == {"n_faithful": 1, "scope_widened": 1, "attribution_dropped": 1}


def test_a_source_in_full_names_what_it_changed_and_revised(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    paper, other = scorecard.describe(connection, "paper"), scorecard.describe(connection, "other")
    assert {(c.dimension, c.change, c.n) for c in paper.drift} == {
        ("channel", "widened", 1), ("attribution", "lost", 1),
    }  # fmt: skip
    assert {e.claim_id for c in paper.drift for e in c.examples} == {"copy/500"}
    assert {t.claim_id for t in paper.relays} == {"copy/faithful", "copy/500"}
    assert [(r.kind, r.earlier.claim_id) for r in other.revisions] == [
        ("restated", "own/500"), ("updated", "again/550"),
    ]  # fmt: skip
    assert len(other.roots) == other.card["n_roots"]
    assert len(other.conflicts) == 1


def test_an_unknown_source_gets_the_nearest_valid_one(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert scorecard.unknown(connection, "paper") is None
    assert "did you mean 'paper'" in (scorecard.unknown(connection, "papre") or "")


def test_a_claim_is_explained_hop_by_hop_to_a_root_that_is_held_or_not(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    lossy = claim.explain(connection, "copy/500")
    (hop,) = lossy.chain
    assert [(d.dimension, d.change) for d in hop.drift] == [
        ("channel", "widened"), ("attribution", "lost"),
    ]  # fmt: skip
    steps = [(s.what, s.value) for s in lossy.steps]
    assert ("drift", "Moscow is dropped: all.") in steps
    assert ("root", "asserted by Other") in steps
    assert (lossy.root.claim_id, lossy.root.original_held) == ("own/500", True)
    faithful = [
        s.value for s in claim.explain(connection, "copy/faithful").steps if s.what == "drift"
    ]
    assert faithful == ["Nothing changed."]
    quoted = claim.explain(connection, "later/600")
    assert not quoted.chain
    assert not quoted.root.original_held
    (root,) = (s.value for s in quoted.steps if s.what == "root")
    assert root == "asserted by Other; the original is not held: read in Paper"


BROKEN = [  # table, check, SELECT over the table (t)
    ("drift", "drift_is_along_a_hop", "SELECT * REPLACE ('own/40' AS from_claim_id) FROM t"),
    ("drift", "row_rules", "SELECT * REPLACE (before AS after) FROM t"),
    ("revision", "revisions_are_of_roots_on_one_cell",
     "SELECT * REPLACE ('own/40' AS from_claim_id) FROM t"),
    ("drift_by_source", "changes_add_up", "SELECT * REPLACE (n_drifts + 1 AS n_drifts) FROM t"),
    ("drift_by_source", "changes_add_up", "SELECT * REPLACE (0 AS scope_widened) FROM t"),
    ("drift_by_source", "changes_add_up", "FROM t WHERE n_hops < 0"),
    ("scorecard", "figures_are_counted_once", "FROM t WHERE source_id = 'paper'"),
    ("scorecard", "sources_are_recounted", "SELECT * REPLACE (9 AS n_conflicts) FROM t"),
    ("scorecard", "sources_are_recounted", "SELECT * REPLACE (9 AS n_revisions) FROM t"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "check", "select"), BROKEN)
def test_a_table_that_miscounts_fails_its_check(
    made: Any, table: str, check: str, select: str
) -> None:
    assert not [r for r in validate(table, made.files) if not r.passed]
    found = validate(table, broken(made.files, table, select))
    failed = {r.check_name for r in found if not r.passed}
    assert check in failed
