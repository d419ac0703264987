"""Roots and the witnesses behind them: known chains and wholes, and any others walked in Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.engine import workspace
from warehouse.model import models

SIDES = {"paper": "none", "wire": "none", "staff": "ukraine"}


class Link(NamedTuple):
    """A claim, whose it is, and what it leads to; `paper` publishes all of them."""

    claim_id: str
    claimant_id: str = "paper"
    derives_from: str | None = None
    part_of: str | None = None


def origin_of(links: list[Link]) -> dict[str, dict[str, Any]]:
    """The rows of origin by claim: the model run over these claims."""
    with workspace() as connection:
        connection.execute("CREATE TABLE source (source_id VARCHAR, party VARCHAR)")
        connection.executemany("INSERT INTO source VALUES (?, ?)", list(SIDES.items()))
        connection.execute(
            "CREATE TABLE claim (claim_id VARCHAR, claimant_id VARCHAR, derives_from VARCHAR, "
            "part_of VARCHAR, document_id VARCHAR DEFAULT 'd', "
            "publisher_id VARCHAR DEFAULT 'paper')"
        )
        connection.executemany(
            "INSERT INTO claim (claim_id, claimant_id, derives_from, part_of) VALUES (?, ?, ?, ?)",
            [tuple(link) for link in links],
        )
        result = connection.execute(models()["origin"].sql)
        names = [c[0] for c in result.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    assert len(rows) == len(links), "every claim has one row"
    return {row["claim_id"]: row for row in rows}


def test_a_chain_ends_at_its_root_and_counts_its_hops() -> None:
    found = origin_of([Link("a"), Link("b", derives_from="a"), Link("c", derives_from="b")])
    told = {i: (row["root_claim_id"], row["hops"]) for i, row in found.items()}
    assert told == {"a": ("a", 0), "b": ("a", 1), "c": ("a", 2)}


def test_an_original_is_held_where_the_root_source_publishes_the_document_of_the_root() -> None:
    found = origin_of([Link("own"), Link("said", "wire"), Link("again", derives_from="said")])
    assert {i: row["original_held"] for i, row in found.items()} == {
        "own": True, "said": False, "again": False,
    }  # fmt: skip


def test_a_retelling_of_a_partys_figure_is_that_partys() -> None:
    found = origin_of([Link("root", "staff"), Link("retold", "wire", "root"), Link("other")])
    assert {i: row["party"] for i, row in found.items()} == {
        "root": "ukraine", "retold": "ukraine", "other": "none",
    }  # fmt: skip


def test_parts_share_the_witness_of_their_whole_and_are_no_retellings() -> None:
    found = origin_of([Link("whole", "wire"), Link("part", "staff", part_of="whole")])
    part = found["part"]
    assert (part["root_claim_id"], part["hops"], part["root_source_id"]) == ("part", 0, "staff")
    assert (part["witness_claim_id"], part["witness_source_id"]) == ("whole", "wire")


def test_the_witness_is_reached_through_wholes_and_retellings_by_turns() -> None:
    links = [
        Link("report", "staff"), Link("report, retold", derives_from="report"),
        Link("africa", "wire", part_of="report, retold"), Link("africa, retold", "wire", "africa"),
        Link("kenya", "wire", part_of="africa, retold"), Link("kenya, retold", "wire", "kenya"),
    ]  # fmt: skip
    found = origin_of(links)
    assert {row["witness_claim_id"] for row in found.values()} == {"report"}
    assert {row["witness_source_id"] for row in found.values()} == {"staff"}
    assert found["kenya, retold"]["root_claim_id"] == "kenya"


@pytest.mark.parametrize("key", ["derives_from", "part_of"])
def test_a_claim_that_leads_to_an_unknown_one_stands_alone(key: str) -> None:
    row = origin_of([Link("a", **{key: "nowhere"})])["a"]
    assert (row["root_claim_id"], row["hops"], row["witness_claim_id"]) == ("a", 0, "a")


def test_the_whole_of_a_root_counts_and_not_that_of_its_retelling() -> None:
    links = [Link("whole", "wire"), Link("root"), Link("retold", "paper", "root", "whole")]
    assert origin_of(links)["retold"]["witness_claim_id"] == "root"


def test_a_circle_of_wholes_and_retellings_has_one_witness() -> None:
    """The catalog refuses circles of one kind; here the whole of each retells the other."""
    links = [
        Link("b", part_of="c, retold"), Link("b, retold", derives_from="b"),
        Link("c", "wire", part_of="b, retold"), Link("c, retold", derives_from="c"),
        Link("into it", "staff", part_of="c"), Link("itself", part_of="itself, retold"),
        Link("itself, retold", derives_from="itself"),
    ]  # fmt: skip
    found = origin_of(links)
    assert {i: row["witness_claim_id"] for i, row in found.items()} == {
        "b": "b", "b, retold": "b", "c": "b", "c, retold": "b", "into it": "b",
        "itself": "itself", "itself, retold": "itself",
    }  # fmt: skip


@st.composite
def forests(draw: st.DrawFn) -> list[Link]:
    """Claims that retell earlier ones; each may be a part of any, or of one that is not there."""
    ids = [f"c{n:02}" for n in range(draw(st.integers(1, 14)))]
    links = []
    for n, claim_id in enumerate(draw(st.permutations(ids))):
        before = st.sampled_from([link.claim_id for link in links]) if n else st.nothing()
        other = st.sampled_from([i for i in [*ids, "nowhere"] if i != claim_id])
        links.append(
            Link(
                claim_id,
                draw(st.sampled_from(sorted(SIDES))),
                draw(st.none() | before),
                draw(st.none() | other),
            )
        )
    return links


def walked(links: dict[str, Link], claim_id: str) -> tuple[str, int]:
    """(root, hops) of a claim, step by step."""
    hops = 0
    while (up := links[claim_id].derives_from) in links:
        claim_id, hops = str(up), hops + 1
    return claim_id, hops


def climbed(links: dict[str, Link], claim_id: str) -> str:
    """The witness of a claim, step by step; of a circle its first id."""
    passed = [walked(links, claim_id)[0]]
    while (whole := links[passed[-1]].part_of) in links:
        root, _ = walked(links, str(whole))
        if root in passed:
            return min(passed[passed.index(root) :])
        passed.append(root)
    return passed[-1]


@given(forests())
def test_roots_hops_and_witnesses_are_those_that_a_walk_finds(forest: list[Link]) -> None:
    links = {link.claim_id: link for link in forest}
    for claim_id, row in origin_of(forest).items():
        assert (row["root_claim_id"], row["hops"]) == walked(links, claim_id)
        assert row["witness_claim_id"] == climbed(links, claim_id)
        root, witness = links[row["root_claim_id"]], links[row["witness_claim_id"]]
        assert row["root_source_id"] == root.claimant_id
        assert row["witness_source_id"] == witness.claimant_id
        assert row["original_held"] == (root.claimant_id == "paper")
        assert row["party"] == SIDES[root.claimant_id]


def test_counts_of_claims_stand_beside_those_of_roots_and_of_sources(
    warehouse_of: Callable[..., Any], a_claim: Callable[..., dict[str, Any]]
) -> None:
    two_dates = [a_claim(f"a/{n}", low=n, as_of=f"2025-0{n}-01") for n in (1, 2)]
    retold = [a_claim(f"b/{n}", low=1, derives_from="a/1") for n in (1, 2)]
    of_a_whole = a_claim("c/part", claimant_id="other", part_of="a/all")
    whole = a_claim("a/all", population="foreign")
    tables = ("cell", "comparison_by_country")
    made = warehouse_of([*two_dates, *retold, of_a_whole, whole], only=tables)
    columns = "n_claims, n_roots, n_witnesses"
    for table in tables:
        found = made.sql(f"SELECT {columns} FROM {table} WHERE population = 'NPL'")
        assert found.to_numpy().tolist() == [[5, 3, 1]], table


def test_a_component_counts_its_roots_and_the_claims_that_carry_them(
    warehouse_of: Callable[..., Any],
    a_claim: Callable[..., dict[str, Any]],
    a_contradiction: Callable[..., dict[str, Any]],
) -> None:
    claims = [
        a_claim("a/1", low=500, high=500), a_claim("b/1", low=10, high=20),
        a_claim("c/1", low=500, derives_from="a/1"), a_claim("c/2", low=500, derives_from="c/1"),
        a_claim("d/1", low=7, population="CUB"),
    ]  # fmt: skip
    inferred = a_contradiction("a/1", "b/1", 480, ("c/1", "a/1"), ("c/2", "a/1"))
    made = warehouse_of(claims, inferred=inferred, only="component")
    assert made.sql("SELECT n_claims, n_roots FROM component").to_numpy().tolist() == [[4, 2]]
