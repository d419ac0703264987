"""What the published warehouse answers on one claim."""

from __future__ import annotations

import duckdb

from tests.warehouse.answers.made import FEBRUARY, JANUARY
from warehouse.answers import claim


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
