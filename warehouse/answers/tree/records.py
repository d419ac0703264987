"""Documents, sources, demands and snapshots in a tree, with the claims that they hold."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from warehouse.answers.ids import RecordId
from warehouse.answers.told import rows
from warehouse.answers.tree.claims import NOT_ARCHIVED, claim_node
from warehouse.answers.tree.grove import Grove
from warehouse.answers.tree.node import Node, Ref

DOCUMENTS = """
SELECT d.document_id, d.title, s.name AS published_by, d.published, d.url
FROM document AS d
JOIN source AS s ON s.source_id = d.publisher_id
"""
SNAPSHOTS = (
    "SELECT document_id, sha256, captured_at FROM snapshot ORDER BY captured_at DESC, sha256"
)
DEMANDS = """
SELECT
    d.demand_id, d.document_id, d.demand, d.demanded_on, d.response, d.responded_on, d.note,
    b.name AS by_name, p.name AS country, a.name AS addressee
FROM demand AS d
JOIN source AS b ON b.source_id = d.by_id
JOIN population AS p ON p.id = d.country
JOIN population AS a ON a.id = d.addressee
"""
SOURCES = "SELECT source_id, name, kind, party FROM source"
# Of each: the record, and the ids of what is in it.
IN_DOCUMENT = "SELECT document_id, claim_id FROM claim ORDER BY ALL"
ITS_DEMANDS = "SELECT document_id, demand_id FROM demand ORDER BY ALL"
OF_SOURCE = """
SELECT c.claimant_id, c.claim_id
FROM claim AS c
JOIN origin AS o ON o.claim_id = c.claim_id
ORDER BY o.hops, c.as_of_last DESC, c.claim_id
"""
PRINTED = """
SELECT publisher_id, claim_id
FROM claim
WHERE publisher_id IS DISTINCT FROM claimant_id
ORDER BY as_of_last DESC, claim_id
"""
OF_SNAPSHOT = "SELECT sha256, document_id FROM snapshot ORDER BY ALL"


def record(grove: Grove, asked: RecordId) -> Node:
    """A record with the claims in it: of a source, those that are said to be its figures, and those
    of others that it prints."""
    if asked.table == "demand":
        return demand(grove, asked.id)
    if asked.table == "source":
        return _source(grove, asked.id)
    if asked.table == "snapshot":
        return _snapshot(grove, asked.id)
    return _whole(grove, asked.id)


def document(grove: Grove, document_id: str) -> Node:
    """A document and its snapshots. Raises `KeyError` where there is no such document."""
    found = _by_id(grove, DOCUMENTS)[document_id]
    kept = _of(grove, SNAPSHOTS).get(document_id, [])
    return Node(
        "document",
        f"{found['title']} ({found['published_by']}, {found['published']})",
        text=found["url"],
        refers_to=Ref("document", document_id),
        children=tuple(_kept(*row) for row in kept) or (NOT_ARCHIVED,),
    )


def demand(grove: Grove, demand_id: str) -> Node:
    """A demand and the document that reports it. Raises `KeyError` where there is none."""
    found = _by_id(grove, DEMANDS)[demand_id]
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


def source_name(grove: Grove, source_id: str) -> str:
    """The name of a source. Raises `KeyError` where there is none."""
    return str(_by_id(grove, SOURCES)[source_id]["name"])


def _by_id(grove: Grove, query: str) -> dict[str, dict[str, Any]]:
    """The rows of a query by their first column, read once: there are few documents beside claims,
    and a tree of one demand soon asks for its document."""
    if query not in grove.kept:
        found = rows(grove.connection, query)
        grove.kept[query] = {next(iter(row.values())): row for row in found}
    known: dict[str, dict[str, Any]] = grove.kept[query]
    return known


def _of(grove: Grove, query: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of a query, without their first column, by that column; read once."""
    if query not in grove.kept:
        of: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for key, *row in grove.connection.execute(query).fetchall():
            of[key].append(tuple(row))
        grove.kept[query] = dict(of)
    known: dict[str, list[tuple[Any, ...]]] = grove.kept[query]
    return known


def _ids(grove: Grove, query: str, key: str) -> list[str]:
    return [i for (i,) in _of(grove, query).get(key, [])]


def _kept(sha256: str, captured_at: datetime) -> Node:
    return Node(
        "snapshot",
        f"captured {captured_at:%Y-%m-%d}",
        text=f"SHA-256 {sha256}",
        refers_to=Ref("snapshot", sha256),
    )


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
    found = _by_id(grove, SOURCES)[source_id]
    own, printed = (_ids(grove, query, source_id) for query in (OF_SOURCE, PRINTED))
    grove.read((*own, *printed))
    party = "" if found["party"] == "none" else f"; a party to the war: {found['party']}"
    return Node(
        "source",
        found["name"],
        text=f"{found['kind']}{party}",
        because=f"The figures said to be its own, roots first: {len(own):,}; then those of "
        f"others that it prints: {len(printed):,}.",
        refers_to=Ref("source", source_id),
        children=tuple(claim_node(grove, i) for i in (*own, *printed)),
    )


def _snapshot(grove: Grove, sha256: str) -> Node:
    return Node(
        "snapshot",
        f"SHA-256 {sha256}",
        refers_to=Ref("snapshot", sha256),
        children=tuple(_whole(grove, i) for i in _ids(grove, OF_SNAPSHOT, sha256)),
    )
