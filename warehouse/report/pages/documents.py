"""All documents by collection, and a page for each: where it is kept, and what it says."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from babel import Locale

from warehouse.answers.told import grouped
from warehouse.citations.as_bibtex import entry
from warehouse.citations.as_csl import item
from warehouse.citations.document import Document
from warehouse.citations.document import documents as to_cite
from warehouse.report import place
from warehouse.report.cards import Card, cards
from warehouse.report.chains import Chains
from warehouse.report.material import Material
from warehouse.report.page import Page

DOCUMENTS = """
SELECT
    d.*, s.name AS publisher, s.party AS publisher_party,
    (SELECT count(*) FROM claim AS c WHERE c.document_id = d.document_id) AS n_claims,
    (SELECT count(*) FROM snapshot AS n WHERE n.document_id = d.document_id) AS n_snapshots
FROM document AS d
JOIN source AS s ON s.source_id = d.publisher_id
ORDER BY d.collection, d.published_first DESC NULLS LAST, d.document_id
"""
SNAPSHOTS = "FROM snapshot ORDER BY document_id, version DESC"
DEMANDS = """
SELECT m.*, s.name AS by, c.name AS country_name, a.name AS addressee_name
FROM demand AS m
JOIN source AS s ON s.source_id = m.by_id
JOIN population AS c ON c.id = m.country
JOIN population AS a ON a.id = m.addressee
ORDER BY m.demanded_first NULLS LAST, m.demand_id
"""
EVENTS = "FROM event ORDER BY date_first NULLS LAST, event_id"
UNTRANSCRIBED = 'FROM untranscribed ORDER BY document_id, "start"'
EXPLAINED = ("measure", "unit", "channel", "side", "evidence")  # vocabulary that has words for it
WITH_PAGE = "SELECT source_id FROM scorecard"
UNKNOWN = "und"  # ISO 639-2: undetermined
MOST = 60  # claims of a document on one page; more are listed there, and told in parts
PART = 40  # claims on each of these


def pages(material: Material) -> Iterator[Page]:
    """The list, then the documents in its order."""
    documents = material.rows(DOCUMENTS)
    with_page = {row["source_id"] for row in material.rows(WITH_PAGE)}
    what = {table: _what(material, table) for table in EXPLAINED}
    yield Page(
        place.DOCUMENTS, "documents.html", "Documents", place.DOCUMENTS,
        {
            "collections": grouped(documents, "collection"), "n": len(documents),
            "archived": any(document["n_snapshots"] for document in documents),
        },
    )  # fmt: skip
    of_document = {
        name: grouped(material.rows(query), "document_id")
        for name, query in (
            ("snapshots", SNAPSHOTS), ("demands", DEMANDS), ("events", EVENTS),
            ("untranscribed", UNTRANSCRIBED),
        )
    }  # fmt: skip
    cited = to_cite(material.connection)
    own = defaultdict(list)
    for card in cards(Chains(material)).values():
        own[card.claim["document_id"]].append(card)
    for document in documents:
        document_id = document["document_id"]
        claims = sorted(own[document_id], key=lambda card: card.claim["line"])
        given = {name: rows[document_id] for name, rows in of_document.items()}
        parts = _parts(document_id, claims) if len(claims) > MOST else {}
        yield Page(
            place.document(document_id), "document.html", document["title"], place.DOCUMENTS,
            {
                **given, "document": document, "n": len(claims), "parts": parts,
                "cards": [] if parts else claims,
                "language": language(document["language"]),
                "references": references(cited[document_id]),
                "what": what, "named": language, "with_page": with_page,
            },
        )  # fmt: skip
        yield from _told_in_parts(document, parts, {"what": what, "named": language})


def _told_in_parts(
    document: dict[str, Any], parts: dict[str, list[Card]], shared: dict[str, Any]
) -> Iterator[Page]:
    """The pages with the claims of a document that has too many for one."""
    spans = [
        (where, f"{n * PART + 1:,} to {n * PART + len(part):,}")
        for n, (where, part) in enumerate(parts.items())
    ]
    for where, span in spans:
        yield Page(
            where, "document_part.html", f"{document['title']}: figures {span}", place.DOCUMENTS,
            {"document": document, "cards": parts[where], "spans": spans, **shared},
        )  # fmt: skip


def _parts(document_id: str, claims: list[Card]) -> dict[str, list[Card]]:
    """The claims of a document by the page on which they are told."""
    starts = range(0, len(claims), PART)
    return {
        place.part(document_id, number): claims[start : start + PART]
        for number, start in enumerate(starts, 1)
    }


def _what(material: Material, table: str) -> dict[str, str]:
    """What each id of a vocabulary means."""
    return {row["id"]: row["what"] for row in material.rows(f'SELECT id, what FROM "{table}"')}


def references(document: Document) -> dict[str, str]:
    """A document as people cite it, by the name of the format."""
    return {
        "BibTeX": entry(document),
        "CSL-JSON": json.dumps([item(document)], ensure_ascii=False),
    }


@cache
def language(code: str) -> str:
    """The English name of a language by its ISO 639 code (CLDR); the code where it has none."""
    return "unknown" if code == UNKNOWN else Locale("en").languages.get(code, code)
