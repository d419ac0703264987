"""What was published, by whom: sources, documents, their snapshots, the claims in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.answers.told import claims as told_of
from warehouse.answers.told import rows
from warehouse.export.about import utc
from warehouse.export.addresses import address, of_claim, urn
from warehouse.export.provenance.context import Node, node

Row = dict[str, Any]

# Snapshots in which the words of a claim stand and read as it says.
CLAIMS = """
SELECT
    c.*, d.url, d.language, o.root_claim_id, o.hops,
    (
        SELECT coalesce(list(a.sha256 ORDER BY a.sha256), [])
        FROM anchor AS a
        WHERE a.claim_id = c.claim_id AND a.status IN ('verified', 'moved')
    ) AS stands_in
FROM claim AS c
JOIN document AS d ON d.document_id = c.document_id
JOIN origin AS o ON o.claim_id = c.claim_id
ORDER BY c.claim_id
"""
SNAPSHOTS = """
SELECT s.*, d.url AS document_url
FROM snapshot AS s JOIN document AS d ON d.document_id = s.document_id
ORDER BY s.document_id, s.version
"""


def source(source_id: str) -> str:
    """The name of a source."""
    return urn("source", source_id)


def document(row: Row, url: str = "url") -> str:
    """The name of a document: its address, or where that is none a name made of its id."""
    return address(row[url]) or urn("document", row["document_id"])


def snapshot(row: Row, sha256: str) -> str:
    """The name of a captured version of a document."""
    return urn("snapshot", row["document_id"], sha256)


def text(row: Row, sha256: str) -> str:
    """The name of the plain text of a snapshot, which offsets are into."""
    return urn("text", row["document_id"], sha256)


def sources(connection: duckdb.DuckDBPyConnection) -> Iterator[Node]:
    """The organisations, as agents."""
    for row in rows(connection, "SELECT * FROM source ORDER BY source_id"):
        yield node(
            source(row["source_id"]), "prov:Agent", "prov:Organization",
            foaf_name=row["name"], foaf_homepage=address(row["homepage"] or ""),
            muster_kind=row["kind"], muster_country=row["country"], muster_party=row["party"],
        )  # fmt: skip


def documents(connection: duckdb.DuckDBPyConnection) -> Iterator[Node]:
    """The documents, under their addresses."""
    for row in rows(connection, "SELECT * FROM document ORDER BY document_id"):
        yield node(
            document(row), "prov:Entity", "muster:Document",
            dcterms_identifier=row["document_id"], dcterms_title=row["title"],
            dcterms_issued=row["published"], dcterms_language=row["language"],
            prov_wasAttributedTo=source(row["publisher_id"]),
            muster_url=None if address(row["url"]) else row["url"],
        )  # fmt: skip


def snapshots(connection: duckdb.DuckDBPyConnection) -> Iterator[Node]:
    """Each captured version of a document, and the plain text that was made of it."""
    for row in rows(connection, SNAPSHOTS):
        captured = snapshot(row, row["sha256"])
        yield node(
            captured, "prov:Entity", "muster:Snapshot",
            prov_specializationOf=document(row, "document_url"),
            prov_generatedAtTime=utc(row["captured_at"]), prov_atLocation=address(row["url"]),
            schema_sha256=row["sha256"], dcterms_format=row["media_type"],
            muster_bytes=row["bytes"],
        )  # fmt: skip
        if row["text_sha256"]:
            yield node(
                text(row, row["sha256"]), "prov:Entity", "muster:Text",
                prov_wasDerivedFrom=captured, schema_sha256=row["text_sha256"],
                muster_method=row["method"], muster_characters=row["characters"],
            )  # fmt: skip


def claims(connection: duckdb.DuckDBPyConnection) -> Iterator[Node]:
    """The figures: the words, what they state, the scope, whose they are and where from."""
    found = rows(connection, CLAIMS)
    told = told_of(connection, [row["claim_id"] for row in found])
    for row in found:
        yield _claim(row, told[row["claim_id"]].counts)


def _claim(row: Row, counts: str) -> Node:
    quoted = [document(row), *(snapshot(row, sha256) for sha256 in row["stands_in"])]
    retold = of_claim(row["derives_from"]) if row["derives_from"] else None
    return node(
        of_claim(row["claim_id"]), "prov:Entity", "muster:Claim",
        prov_value=_in_language(row["says"], row["language"]), rdfs_label=counts,
        **{f"muster_{name}": row[name] for name in READING},
        muster_excluding=row["excluding"].split(",") if row["excluding"] else None,
        prov_wasQuotedFrom=quoted,
        prov_wasAttributedTo=source(row["claimant_id"]),
        prov_wasDerivedFrom=retold,
        prov_qualifiedDerivation=_derivation(retold, row["link"]) if retold else None,
        prov_hadPrimarySource=of_claim(row["root_claim_id"]) if row["hops"] else None,
        dcterms_isPartOf=of_claim(row["part_of"]) if row["part_of"] else None,
        prov_generatedAtTime=utc(row["recorded_at"]),
    )  # fmt: skip


READING = (
    "low", "high", "point", "qualifier", "hedged", "true_low", "true_high", "measure", "unit",
    "population", "basis", "channel", "evidence", "side", "since", "as_of", "cell_id",
)  # fmt: skip


def _derivation(retold: str, link: str) -> Node:
    return {"@type": ["prov:Derivation"], "prov:entity": retold, "muster:link": link}


def _in_language(words: str, language: str) -> Node:
    """Words, marked with their language (ISO 639-1) where it is known."""
    known = len(language) == 2 and language.isascii() and language.isalpha()
    return {"@value": words} | ({"@language": language.lower()} if known else {})
