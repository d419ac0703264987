"""References to documents: BibTeX that no title can break, CSL-JSON as its schema has it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.citations import bibtex, csl
from warehouse.citations.as_bibtex import entry
from warehouse.citations.as_csl import item
from warehouse.citations.document import Document

DOCUMENT = Document(
    "paper-1", "Кубинці: 100% & більше", "https://example.org/a_b?c=1%20#d", "2025-10-02/..", "uk",
    "The Paper {daily}", "newspaper", date(2026, 1, 2), "ab12",
)  # fmt: skip
FIELD = re.compile(r"^  (\w+) = \{(.*)\},$")
# Of csl-data.json: the types of the fields that are used here, and the fields of a date.
STRINGS = {"id", "type", "title", "container-title", "publisher", "URL", "language", "note"}
DATE = {"date-parts": list, "season": int, "circa": bool, "literal": str, "edtf": str}
EDTF = re.compile("[0-9,-,%,~,X,?,..,/]")


def balanced(text: str) -> bool:
    """Whether every brace of a text is closed, as BibTeX counts: a backslash escapes none."""
    depth = 0
    for c in text:
        depth += (c == "{") - (c == "}")
        if depth < 0:
            return False
    return depth == 0


def fields(document: Document) -> dict[str, str]:
    """The fields of the entry of a document, by name."""
    first, *lines, last = entry(document).split("\n")
    assert (first, last) == (f"@online{{{document.document_id},", "}")
    found = [FIELD.match(line) for line in lines]
    return {match[1]: match[2] for match in found if match}


def made(**changes: Any) -> Document:
    return Document(**{**DOCUMENT.__dict__, **changes})


@given(st.text(), st.text(), st.text(st.characters(exclude_categories=["Cs"])))
def test_braces_balance_whatever_a_title_a_publisher_and_an_address_hold(
    title: str, publisher: str, url: str
) -> None:
    document = made(title=title, publisher=publisher, url=url)
    assert balanced(entry(document))
    found = fields(document)
    assert len(found) == 6
    assert all(balanced(value) for value in found.values())
    bare = re.sub(r"\\(text\w+\{\}|[$&#_%])", "", found["title"])
    assert not set("\\$&#_%~^") & set(bare)


def test_an_entry_says_when_and_in_what_language_and_keeps_letters_as_they_are() -> None:
    assert fields(DOCUMENT) == {
        "title": r"{Кубинці: 100\% \& більше}",
        "organization": r"The Paper \textbraceleft{}daily\textbraceright{}",
        "date": "2025-10-02/..",
        "url": "https://example.org/a_b?c=1%20#d",
        "urldate": "2026-01-02",
        "language": "ukrainian",
    }


def test_what_nobody_captured_has_no_day_of_access() -> None:
    document = made(captured=None, sha256=None, language="und")
    assert {"urldate", "language"}.isdisjoint(fields(document))
    assert {"accessed", "note", "language"}.isdisjoint(item(document))


def valid(found: dict[str, Any]) -> None:
    """What csl-data.json says of an item with these fields."""
    assert found.keys() <= STRINGS | {"issued", "accessed"}
    assert {"id", "type"} <= found.keys()
    assert all(isinstance(found[key], str) for key in found.keys() & STRINGS)
    assert found["type"] in ("webpage", "article-newspaper")
    for told in (found[key] for key in ("issued", "accessed") if key in found):
        assert all(isinstance(value, DATE[key]) for key, value in told.items())
        parts = told.get("date-parts", [[2025]])
        assert len(parts) in (1, 2)
        assert all(len(part) in (1, 2, 3) and all(type(n) is int for n in part) for part in parts)
        assert "edtf" not in told or EDTF.search(told["edtf"])


def test_an_item_of_csl_says_the_same() -> None:
    found = item(DOCUMENT)
    valid(found)
    assert found["accessed"] == {"date-parts": [[2026, 1, 2]]}
    assert found["issued"] == {
        "date-parts": [[2025, 10, 2]], "edtf": "2025-10-02/..", "circa": True,
    }  # fmt: skip
    assert found["note"] == "SHA-256 of the captured page: ab12"
    assert (found["id"], found["type"]) == ("paper-1", "article-newspaper")
    assert item(made(kind="government"))["type"] == "webpage"


def test_every_document_of_the_catalog_has_its_references(
    published: duckdb.DuckDBPyConnection,
) -> None:
    for document_id, title in published.execute(
        "SELECT document_id, title FROM document"
    ).fetchall():
        found = csl(published, document_id)
        valid(found)
        assert json.loads(json.dumps(found))["title"] == title
        assert balanced(bibtex(published, document_id))


def test_an_unknown_document_is_an_error(published: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(KeyError):
        bibtex(published, "nothing-1")
