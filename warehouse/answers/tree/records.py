"""Documents, sources, demands and snapshots in a tree, with the claims that they hold."""

from __future__ import annotations

from typing import Any

from warehouse.answers.ids import RecordId
from warehouse.answers.told import rows
from warehouse.answers.tree.claims import NOT_ARCHIVED, claim_node
from warehouse.answers.tree.grove import Grove
from warehouse.answers.tree.node import Node, Ref

DOCUMENT = """
SELECT d.document_id, d.title, s.name AS published_by, d.published, d.url
FROM document AS d
JOIN source AS s ON s.source_id = d.publisher_id
WHERE d.document_id = $id
"""
SNAPSHOTS = """
SELECT sha256, captured_at FROM snapshot WHERE document_id = $id ORDER BY captured_at DESC, sha256
"""
DEMAND = """
SELECT
    d.demand_id, d.document_id, d.demand, d.demanded_on, d.response, d.responded_on, d.note,
    b.name AS by_name, p.name AS country, a.name AS addressee
FROM demand AS d
JOIN source AS b ON b.source_id = d.by_id
JOIN population AS p ON p.id = d.country
JOIN population AS a ON a.id = d.addressee
WHERE d.demand_id = $id
"""
IN_DOCUMENT = "SELECT claim_id FROM claim WHERE document_id = $id ORDER BY claim_id"
ITS_DEMANDS = "SELECT demand_id FROM demand WHERE document_id = $id ORDER BY demand_id"
OF_SOURCE = """
SELECT c.claim_id
FROM claim AS c
JOIN origin AS o ON o.claim_id = c.claim_id
WHERE c.claimant_id = $id
ORDER BY o.hops, c.as_of_last DESC, c.claim_id
"""
OF_SNAPSHOT = "SELECT document_id FROM snapshot WHERE sha256 = $id ORDER BY document_id"


def record(grove: Grove, asked: RecordId) -> Node:
    """A record with the claims in it: of a source, those that are said to be its figures."""
    if asked.table == "demand":
        return demand(grove, asked.id)
    if asked.table == "source":
        return _source(grove, asked.id)
    if asked.table == "snapshot":
        return _snapshot(grove, asked.id)
    return _whole(grove, asked.id)


def document(grove: Grove, document_id: str) -> Node:
    """A document and its snapshots. Raises `KeyError` where there is no such document."""
    found = _one(grove, DOCUMENT, document_id)
    kept = rows(grove.connection, SNAPSHOTS, {"id": document_id})
    return Node(
        "document",
        f"{found['title']} ({found['published_by']}, {found['published']})",
        text=found["url"],
        refers_to=Ref("document", document_id),
        children=tuple(_kept(row) for row in kept) or (NOT_ARCHIVED,),
    )


def demand(grove: Grove, demand_id: str) -> Node:
    """A demand and the document that reports it. Raises `KeyError` where there is none."""
    found = _one(grove, DEMAND, demand_id)
    when = found["demanded_on"] or "on an unknown day"
    answered = f", {found['responded_on']}" if found["responded_on"] else ""
    return Node(
        "demand",
        f"{found['by_name']} to {found['addressee']} about {found['country']}, {when}: "
        f"{found['demand'].replace('_', ' ')}",
        text=f"response: {found['response']}{answered}",
        because=found["note"] or "",
        refers_to=Ref("demand", demand_id),
        children=(document(grove, found["document_id"]),),
    )


def _one(grove: Grove, query: str, key: str) -> dict[str, Any]:
    found = rows(grove.connection, query, {"id": key})
    if not found:
        raise KeyError(key)
    return found[0]


def _kept(row: dict[str, Any]) -> Node:
    return Node(
        "snapshot",
        f"captured {row['captured_at']:%Y-%m-%d}",
        text=f"SHA-256 {row['sha256']}",
        refers_to=Ref("snapshot", row["sha256"]),
    )


def _ids(grove: Grove, query: str, key: str) -> list[str]:
    return [i for (i,) in grove.connection.execute(query, {"id": key}).fetchall()]


def _with(node: Node, *more: Node) -> Node:
    return Node(
        node.kind, node.title, node.text, node.because, node.refers_to, (*node.children, *more)
    )


def _whole(grove: Grove, document_id: str) -> Node:
    claims = _ids(grove, IN_DOCUMENT, document_id)
    grove.read(claims)
    demands = (demand(grove, i) for i in _ids(grove, ITS_DEMANDS, document_id))
    return _with(document(grove, document_id), *(claim_node(grove, i) for i in claims), *demands)


def _source(grove: Grove, source_id: str) -> Node:
    found = _one(grove, "FROM source WHERE source_id = $id", source_id)
    claims = _ids(grove, OF_SOURCE, source_id)
    grove.read(claims)
    party = "" if found["party"] == "none" else f"; a party to the war: {found['party']}"
    return Node(
        "source",
        found["name"],
        text=f"{found['kind']}{party}",
        because=f"The figures that are said to be its own, roots first: {len(claims):,}.",
        refers_to=Ref("source", source_id),
        children=tuple(claim_node(grove, i) for i in claims),
    )


def _snapshot(grove: Grove, sha256: str) -> Node:
    return Node(
        "snapshot",
        f"SHA-256 {sha256}",
        refers_to=Ref("snapshot", sha256),
        children=tuple(_whole(grove, i) for i in _ids(grove, OF_SNAPSHOT, sha256)),
    )
