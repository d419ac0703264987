"""Every tree of the real catalog: each path ends in a document and holds the claims it should.

The tables say which claims those are; a tree is another way of telling the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.answers import ids
from warehouse.answers.drift import chain
from warehouse.answers.row_ids import COLUMNS, COUNTRY, OUTCOME, TOTAL
from warehouse.answers.tree import Grove, Node, claims_of, tree_of
from warehouse.answers.tree.methods import SECTIONS
from warehouse.answers.tree.node import ABOVE
from warehouse.reading import reader

# What has nothing beneath it because nothing was used: a side that nothing limits, a rule without
# an answer, a count of none.
NOTHING_USED = {"side", "rule", "value"}
USED = ("member", "step")


@pytest.fixture(scope="module")
def connection(catalog_once: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published warehouse."""
    with reader(catalog_once / "muster.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def grove(connection: duckdb.DuckDBPyConnection) -> Grove:
    """What all trees share."""
    return Grove.whole(connection)


def holds(grove: Grove, tree: Node) -> None:
    """What is true of every tree."""
    told: set[str] = set()
    waiting: list[tuple[Node, bool]] = [(tree, False)]
    while waiting:
        node, in_document = waiting.pop()
        assert node.kind in SECTIONS
        assert node.title
        in_document |= node.kind == "document"
        if not node.children:
            assert in_document or node.kind in {ABOVE, *NOTHING_USED}
        if node.kind == "document":
            assert node.text.startswith("http")
        if node.refers_to is not None and node.refers_to.kind == "claim":
            assert node.refers_to.id in grove.pages
            assert node.kind != ABOVE or node.refers_to.id in told
            told.add(node.refers_to.id)
        waiting.extend((child, in_document) for child in reversed(node.children))


def claims_by(connection: duckdb.DuckDBPyConnection, query: str) -> dict[Any, set[str]]:
    """The last column of a query, gathered by the others."""
    of: dict[Any, set[str]] = defaultdict(set)
    for *key, claim_id in connection.execute(query).fetchall():
        of[tuple(key)].add(claim_id)
    return of


def test_what_changed_at_a_hop_is_what_its_chain_says(
    connection: duckdb.DuckDBPyConnection, grove: Grove
) -> None:
    repeating = connection.execute("SELECT claim_id FROM claim WHERE derives_from IS NOT NULL")
    ids_of = {claim_id for (claim_id,) in repeating.fetchall()}
    assert grove.hops == {i: chain(connection, i)[0] for i in ids_of}


BOUNDS = """
SELECT measure, population, max(as_of) AS day
FROM bound GROUP BY ALL
HAVING bool_or(low > 0 OR high IS NOT NULL)
"""
RESTING = """
SELECT b.measure, b.population, b.evidence_used, b.side, b.claim_id
FROM bound_claim AS b
JOIN (SELECT max(as_of) AS day FROM bound) AS d ON d.day = b.as_of
"""


def test_every_bound_of_the_last_day_rests_on_the_claims_of_bound_claim(
    connection: duckdb.DuckDBPyConnection, grove: Grove
) -> None:
    resting = claims_by(connection, RESTING)
    found = connection.execute(BOUNDS).fetchall()
    assert len(found) > 100
    for measure, population, day in found:
        tree = tree_of(grove, ids.BoundId(measure, population, day, day))
        holds(grove, tree)
        for band, evidence in zip(tree.children, ("counted", "all"), strict=True):
            for side, words in zip(band.children, ("low", "high"), strict=True):
                expected = resting[measure, population, evidence, words]
                assert claims_of(side, {"step"}) == expected
                assert claims_of(side) == expected  # roots, which repeat nothing


def test_every_rule_on_every_cell_has_the_members_and_what_was_left_out_of_reconciled_claim(
    connection: duckdb.DuckDBPyConnection, grove: Grove
) -> None:
    roles = claims_by(connection, "SELECT cell_id, rule, role, claim_id FROM reconciled_claim")
    found = connection.execute("SELECT cell_id, rule FROM reconciled").fetchall()
    assert len(found) > 1_000
    for cell_id, rule in found:
        tree = tree_of(grove, ids.CellId(cell_id, rule))
        holds(grove, tree)
        assert claims_of(tree, USED) == roles[cell_id, rule, "member"]
        assert claims_of(tree, {"repeated"}) == roles[cell_id, rule, "retelling"]
        assert claims_of(tree, {"left out"}) == roles[cell_id, rule, "left_out"]


def test_every_cell_has_its_rules_and_all_its_claims(
    connection: duckdb.DuckDBPyConnection, grove: Grove
) -> None:
    roles = claims_by(connection, "SELECT cell_id, rule, role, claim_id FROM reconciled_claim")
    on_cell = claims_by(connection, "SELECT cell_id, claim_id FROM claim")
    for (cell_id,) in connection.execute("SELECT cell_id FROM cell").fetchall():
        tree = tree_of(grove, ids.CellId(cell_id))
        holds(grove, tree)
        for rule in (child for child in tree.children if child.kind == "rule"):
            assert rule.refers_to is not None
            name = rule.refers_to.id.removeprefix(f"{cell_id}/")
            assert claims_of(rule, USED) == roles[cell_id, name, "member"]
        assert claims_of(tree) >= on_cell[(cell_id,)]


def test_every_contradiction_has_its_roots_and_who_repeats_them(
    connection: duckdb.DuckDBPyConnection, grove: Grove
) -> None:
    query = "SELECT conflict_id, role = 'retelling', claim_id FROM conflict_claim"
    roles = claims_by(connection, query)
    for conflict_id in {key[0] for key in roles}:
        tree = tree_of(grove, ids.ConflictId(conflict_id))
        holds(grove, tree)
        assert claims_of(tree, {"member"}) == roles[conflict_id, False]
        assert claims_of(tree, {"repeated"}) == roles[conflict_id, True]


def test_every_clash_has_its_two_claims_and_their_roots(
    connection: duckdb.DuckDBPyConnection, grove: Grove
) -> None:
    found = connection.execute(
        "SELECT claim_a, claim_b FROM comparison WHERE verdict IN ('contradict', 'possible')"
    ).fetchall()
    roots = dict(connection.execute("SELECT claim_id, root_claim_id FROM origin").fetchall())
    assert found
    for a, b in found:
        tree = tree_of(grove, ids.PairId(b, a))
        holds(grove, tree)
        assert claims_of(tree, {"compared"}) == {a, b}
        assert claims_of(tree) >= {a, b, roots[a], roots[b]}


COUNTED = {
    COUNTRY: ("n_claims", "n_roots", "n_witnesses", "contradictory", "possible"),
    TOTAL: ("n_contradictions", "n_possible"),
    OUTCOME: ("n_before", "n_after", "new_after"),
}
NAMED = {
    COUNTRY: {"lowest": "lowest_claim_id", "highest": "highest_claim_id"},
    TOTAL: {"low": "claim_id", "high": "claim_id", "point": "claim_id"},
    OUTCOME: {
        name: name if name.endswith("_id") else f"{name}_claim_id"
        for name in ("highest_before", "highest_after", "last_before_claim_id",
                     "first_after_claim_id")
    },
}  # fmt: skip


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_of_the_comparison_tables_has_as_many_grounds_as_it_counts(
    connection: duckdb.DuckDBPyConnection, grove: Grove, table: str
) -> None:
    rows = connection.execute(f"FROM {table}").df().astype(object).to_dict("records")
    assert rows
    for row in rows:
        key = f"{row['population']}/{row['measure']}" if table == COUNTRY else (
            row["claim_id"] if table == TOTAL else row["demand_id"]
        )  # fmt: skip
        whole = tree_of(grove, ids.RowId(table, key))
        holds(grove, whole)
        trees = {c: tree_of(grove, ids.RowId(table, key, c)) for c in COLUMNS[table]}
        for column in COUNTED[table]:
            assert len(trees[column].children) == row[column], (key, column)
        for column, name in NAMED[table].items():
            expected = {row[name]} if isinstance(row[name], str) else set()
            assert claims_of(trees[column], {"figure"}) == expected, (key, column)


def test_the_latest_number_printed_is_that_of_the_claim_beneath(
    connection: duckdb.DuckDBPyConnection, grove: Grove
) -> None:
    points = dict(connection.execute("SELECT claim_id, point FROM claim").fetchall())
    query = f"SELECT population || '/' || measure, latest_point FROM {COUNTRY}"
    for key, latest in connection.execute(query).fetchall():
        found = claims_of(tree_of(grove, ids.RowId(COUNTRY, key, "latest_point")), {"figure"})
        assert [points[i] for i in found] == [n for n in [latest] if n is not None]


def test_every_record_has_a_tree(connection: duckdb.DuckDBPyConnection, grove: Grove) -> None:
    for table in ("document", "demand", "snapshot"):
        name = "sha256" if table == "snapshot" else f"{table}_id"
        for (key,) in connection.execute(f"SELECT DISTINCT {name} FROM {table}").fetchall():
            holds(grove, tree_of(grove, ids.RecordId(table, key)))
    figures = "SELECT claimant_id FROM claim UNION SELECT publisher_id FROM claim"
    for (key,) in connection.execute(figures).fetchall():
        tree = tree_of(grove, ids.RecordId("source", key))
        holds(grove, tree)
        n = "SELECT count(*) FROM claim WHERE $1 IN (claimant_id, publisher_id)"
        assert len(tree.children) == connection.execute(n, [key]).fetchall()[0][0] > 0
