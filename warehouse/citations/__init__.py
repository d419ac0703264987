"""Claims and documents as other people cite them: a sentence, BibTeX, CSL-JSON.

Nothing here decides what a claim says: it stands in the warehouse. Knows no phrase reader; that it
reads in a sentence what the claim states is tested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from warehouse.citations.as_bibtex import entry
from warehouse.citations.as_csl import item
from warehouse.citations.document import document
from warehouse.citations.row import read
from warehouse.citations.sentence import sentence
from warehouse.citations.wording import language, languages

if TYPE_CHECKING:
    import duckdb

__all__ = ["bibtex", "csl", "languages", "sentences"]


def sentences(
    connection: duckdb.DuckDBPyConnection, lang: str = "en", claim_id: str | None = None
) -> dict[str, str]:
    """Every claim of a warehouse as a sentence in a language, by claim id; or one of them.

    Raises `KeyError` for a language that is not among `languages()`.
    """
    words = language(lang)
    found = read(connection, None if claim_id is None else [claim_id])
    return {i: sentence(row, words) for i, row in found.items()}


def bibtex(connection: duckdb.DuckDBPyConnection, document_id: str) -> str:
    """A document as a BibTeX entry. Raises `KeyError` where there is no such document."""
    return entry(document(connection, document_id))


def csl(connection: duckdb.DuckDBPyConnection, document_id: str) -> dict[str, Any]:
    """A document as an item of CSL-JSON. Raises `KeyError` where there is no such document."""
    return item(document(connection, document_id))
