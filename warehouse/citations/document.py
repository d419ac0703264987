"""A document as one row: what its references in any format are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from warehouse.answers.told import rows

DOCUMENT = """
SELECT
    d.document_id, d.title, d.url, d.published, d.language, p.name AS publisher, p.kind,
    s.captured_at, s.sha256
FROM document AS d
JOIN source AS p ON p.source_id = d.publisher_id
LEFT JOIN snapshot AS s ON s.document_id = d.document_id AND s.latest
WHERE $id::VARCHAR IS NULL OR d.document_id = $id
"""


@dataclass(frozen=True)
class Document:
    """A document: `published` is EDTF, `language` ISO 639-1 or und, `kind` that of its publisher,
    `captured` the day of its latest snapshot and `sha256` its hash, None where there is none."""

    document_id: str
    title: str
    url: str
    published: str
    language: str
    publisher: str
    kind: str
    captured: date | None
    sha256: str | None


def document(connection: duckdb.DuckDBPyConnection, document_id: str) -> Document:
    """The document with this id. Raises `KeyError` where there is none."""
    return _read(connection, document_id)[document_id]


def documents(connection: duckdb.DuckDBPyConnection) -> dict[str, Document]:
    """Every document, by its id."""
    return _read(connection, None)


def _read(connection: duckdb.DuckDBPyConnection, document_id: str | None) -> dict[str, Document]:
    found = {}
    for row in rows(connection, DOCUMENT, {"id": document_id}):
        captured: datetime | None = row.pop("captured_at")
        day = captured.date() if captured else None
        found[row["document_id"]] = Document(**row, captured=day)
    return found
