"""Trees of a made-up warehouse: what stands beneath what, and where each path ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.answers.made import JANUARY
from warehouse.answers import ids
from warehouse.answers.told import Told
from warehouse.answers.tree import Grove, Node, Ref, claims_of, section, tree_of, walk
from warehouse.answers.tree.claims import claim_node
from warehouse.answers.tree.grove import Anchor, Page
from warehouse.answers.tree.inside import step
from warehouse.answers.tree.methods import SECTIONS
from warehouse.answers.tree.node import ABOVE, told_once

METHODS = Path(__file__).parents[3] / "docs" / "methods.md"


def grown(connection: duckdb.DuckDBPyConnection, typed: str) -> Node:
    """The tree of what is typed."""
    return tree_of(connection, ids.resolve(connection, typed))


def paths(node: Node, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The kinds of the nodes on each way from the top to an end."""
    here = (*before, node.kind)
    if not node.children:
        yield here
    for child in node.children:
        yield from paths(child, here)


def of_kind(node: Node, kind: str) -> list[Node]:
    """The nodes of a kind, in their order."""
    return [found for found in walk(node) if found.kind == kind]


def test_a_claim_leads_from_its_words_to_its_document_and_its_bytes(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    tree = grown(connection, "a/npl")
    assert list(paths(tree)) == [("claim", "words", "document", "snapshot")]
    words, document, snapshot = list(walk(tree))[1:]
    assert words.title == "“words”"
    assert "language en" in words.text
    assert document.refers_to == Ref("document", "a")
    assert document.text == "https://example.org/a"
    assert snapshot == Node("snapshot", "no page archived")


def test_a_retelling_leads_to_its_root_with_what_changed(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    words, repeated = grown(connection, "c/npl").children
    assert words.kind == "words"
    assert (repeated.kind, repeated.refers_to) == ("retells", Ref("claim", "a/npl"))
    assert repeated.because == "The link is stated. Nothing changed."
    assert list(paths(repeated)) == [("retells", "words", "document", "snapshot")]


def test_a_conflict_has_its_roots_and_below_each_who_repeats_it(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    tree = grown(connection, "pair")
    assert "if its population was y (1 other change would do)." in tree.because
    assert claims_of(tree, {"member"}) == {"a/npl", "b/npl"}
    inner = tree.children[0]
    (again,) = (child for child in inner.children if child.kind == "repeated")
    assert again.refers_to == Ref("claim", "c/npl")
    assert of_kind(again, ABOVE)[0].refers_to == Ref("claim", "a/npl")


def test_a_pair_is_told_alike_whichever_claim_is_named_first(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    tree = grown(connection, "a/npl..b/npl")
    assert tree == grown(connection, "b/npl..a/npl")
    assert tree.title == "These two cannot both be true as they stand, by 400"
    assert tree.refers_to == Ref("comparison", "a/npl..b/npl")
    assert claims_of(tree, {"compared"}) == {"a/npl", "b/npl"}


def test_a_pair_that_does_not_compare_says_what_stands_between(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    tree = grown(connection, "a/npl..e/cub")
    assert tree.title == "These two are not compared"
    assert "population (NPL, and CUB)" in tree.because
    assert claims_of(tree, {"compared"}) == {"a/npl", "e/cub"}


def test_a_bound_has_the_claims_of_each_side_and_what_they_repeat(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    counted, everything = grown(connection, f"recruited/foreign/{JANUARY}").children
    assert [claims_of(side) for side in counted.children] == [{"f/npl"}, set()]
    assert [claims_of(side) for side in everything.children] == [
        {"e/cub", "f/npl"}, {"e/foreign"},
    ]  # fmt: skip
    low, high = everything.children
    assert low.title == "at least 1,231"
    assert low.because.endswith("So at least 1,231 people (foreign, recruited by 2025-01-31).")
    assert high.title == "at most 18,000"


COLUMNS = {"lowest": "lowest_claim_id", "highest": "highest_claim_id"}


def test_a_cell_of_the_country_table_has_as_many_grounds_as_it_counts(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = connection.execute("FROM comparison_by_country").df().to_dict("records")
    assert found
    for row in found:
        key = f"comparison_by_country:{row['population']}/{row['measure']}"
        for column in ("n_claims", "n_roots", "n_witnesses", "contradictory", "possible"):
            assert len(grown(connection, f"{key}/{column}").children) == row[column]
        for column, claim in COLUMNS.items():
            (ground,) = grown(connection, f"{key}/{column}").children
            assert ground.refers_to == Ref("claim", row[claim])
        ends = claims_of(grown(connection, f"{key}/spread"), {"figure"})
        assert ends == {row["lowest_claim_id"], row["highest_claim_id"]}


def test_a_figure_on_everyone_has_the_pairs_that_it_contradicts(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = connection.execute("SELECT claim_id, n_contradictions FROM comparison_total")
    for claim_id, n in found.fetchall():
        tree = grown(connection, f"comparison_total:{claim_id}/n_contradictions")
        assert len(of_kind(tree, "comparison")) == n
        assert claims_of(grown(connection, f"comparison_total:{claim_id}")) >= {claim_id}


@pytest.mark.parametrize(
    ("typed", "kind", "claims"),
    [
        ("document:e", "document", {"e/cub", "e/foreign"}),
        ("source:other", "source", set()),
        ("source:paper", "source", {"a/npl", "f/npl"}),
    ],
)
def test_a_record_has_the_claims_in_it(
    connection: duckdb.DuckDBPyConnection, typed: str, kind: str, claims: set[str]
) -> None:
    tree = grown(connection, typed)
    assert tree.kind == kind
    assert claims_of(tree, {"claim"}) >= claims


def test_words_in_a_snapshot_are_told_with_their_offsets_and_its_hash() -> None:
    seen = datetime(2025, 3, 1)
    anchors = (
        Anchor("b" * 64, "misread", 7, 19, "1,300 men", seen),
        Anchor("a" * 64, "verified", 1204, 1215, None, seen),
    )
    page = Page("d", "A title", "und", "around", 250, 350, True, True, None, anchors)
    told = Told("d/x", "300 men", "Paper", "Cuba, recruited", 250, None, "named", "Paper",
                "2025", "https://example.org/d", None, None, "ukraine", False)  # fmt: skip
    tree = claim_node(Grove(duckdb.connect(), {"d/x": told}, {"d/x": page}), "d/x")
    assert tree.text == "a party's figure: ukraine; the original is not held"
    words, _, last, first = list(walk(tree))[1:]
    assert words.text.startswith("language unknown; qualifier around; read as 250 to 350; hedged")
    assert last.title == "misread at characters 7 to 19, where “1,300 men” stands"
    assert first.title == "verified at characters 1,204 to 1,215"
    assert first.text == f"captured 2025-03-01; SHA-256 {'a' * 64}"
    assert first.refers_to == Ref("snapshot", "a" * 64)


def test_a_model_without_the_step_is_an_error() -> None:
    with pytest.raises(ValueError, match="no step 'figures'"):
        step("comparison_by_country", "figures")


def test_every_kind_that_needs_a_method_has_its_section() -> None:
    headings = {line[3:] for line in METHODS.read_text("utf-8").splitlines() if line[:3] == "## "}
    assert {heading for heading in SECTIONS.values() if heading} <= headings
    assert section("retells") == ("What is lost on the way", "what-is-lost-on-the-way")
    assert section("document") is None


LEAF = st.builds(Node, kind=st.just("words"), title=st.just("words"))
TREES = st.recursive(
    LEAF,
    lambda below: st.builds(
        Node,
        kind=st.sampled_from(["claim", "step", "side"]),
        title=st.just(""),
        refers_to=st.sampled_from([None, *(Ref("claim", c) for c in "abc"), Ref("document", "a")]),
        children=st.lists(below, min_size=1, max_size=3).map(tuple),
    ),
    max_leaves=20,
)


@given(TREES)
def test_the_grounds_of_a_claim_are_told_where_it_is_told_first_and_nowhere_else(
    tree: Node,
) -> None:
    told = told_once(tree)
    assert claims_of(told) <= claims_of(tree)
    full: set[str] = set()
    for node in walk(told):
        if node.refers_to is None or node.refers_to.kind != "claim" or node.kind == ABOVE:
            continue
        repeated = [child.kind for child in node.children] == [ABOVE]
        assert repeated == (node.refers_to.id in full)
        full.add(node.refers_to.id)
    assert {n.refers_to.id for n in of_kind(told, ABOVE) if n.refers_to} <= full
    assert told_once(told) == told
