"""A document as CSL-JSON, the data of the Citation Style Language (schema csl-data.json, 1.0.2).

Its dates name days; what they cannot say (open, approximate, a season of an interval) stands beside
them in EDTF, which the schema has a field for.
"""

from __future__ import annotations

from typing import Any

from warehouse.citations.document import Document
from warehouse.citations.edtf import Date, parse

NEWSPAPERS = ("newspaper", "agency", "investigative")  # kinds of publishers
UNKNOWN = "und"
FIRST_SEASON = 20  # EDTF counts seasons from 21, CSL from 1


def item(document: Document) -> dict[str, Any]:
    """The item of a document, ready for JSON."""
    found: dict[str, Any] = {
        "id": document.document_id,
        "type": "article-newspaper" if document.kind in NEWSPAPERS else "webpage",
        "title": document.title,
        "container-title": document.publisher,
        "publisher": document.publisher,
        "URL": document.url,
        "issued": issued(document.published),
    }
    if document.language != UNKNOWN:
        found["language"] = document.language
    if document.captured is not None:
        day = document.captured
        found["note"] = f"SHA-256 of the captured page: {document.sha256}"
        found["accessed"] = {"date-parts": [[day.year, day.month, day.day]]}
    return found


def issued(text: str) -> dict[str, Any]:
    """An EDTF text as a date of CSL: of an open interval the side that is known, which is then
    only about when; a form that has no parts (199X) as it is written."""
    found = parse(text)
    if found is None:
        return {"literal": text, "edtf": text}
    sides = [found] if isinstance(found, Date) else [found.first, found.last]
    dates = [date for date in sides if date is not None]
    told: dict[str, Any] = {"date-parts": [_parts(date) for date in dates], "edtf": text}
    if isinstance(found, Date) and found.season is not None:
        told["season"] = found.season - FIRST_SEASON
    if len(dates) < len(sides) or any(date.mark for date in dates):
        told["circa"] = True
    return told


def _parts(date: Date) -> list[int]:
    """Year, month and day, as far as they are known; a season is none of them."""
    parts = [date.year]
    if date.month is not None and date.season is None:
        parts.append(date.month)
        parts += [] if date.day is None else [date.day]
    return parts
