"""Where each thing has its page in the report: paths relative to its root, with `/`.

An id is turned into the name of a file here and nowhere else. What is linked where is a matter of
the pages.
"""

from __future__ import annotations

import hashlib
import re

QUESTION = "index.html"
COUNTRIES = "countries.html"
CONTRADICTIONS = "contradictions.html"
SOURCES = "sources.html"
METHODS = "methods.html"
DOCUMENTS = "documents.html"
DEMANDS = "demands.html"
SEARCH = "search.html"
EVERYONE = "foreign"  # a population whose page is the first one, of the question
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_OTHER = re.compile(r"[^A-Za-z0-9]+")
LONGEST = 120  # characters of a name: file systems take 255 bytes, archives and mails fewer


def slug(id_: str) -> str:
    """The id as the name of a file and of a place on a page, different for different ids.

    Ids of catalogs are mostly such names already; any other is told apart by a hash, so that no id
    leaves the folder or meets another that differs in its case or signs alone.
    """
    if _SAFE.fullmatch(id_) and len(id_) <= LONGEST:
        return id_
    digest = hashlib.sha256(id_.encode()).hexdigest()[:8]
    return f"{_OTHER.sub('-', id_).strip('-')[:LONGEST] or 'x'}-{digest}"


def document(document_id: str) -> str:
    """The page of a document, with its claims and anchors."""
    return f"documents/{slug(document_id)}.html"


def part(document_id: str, number: int) -> str:
    """A page with some claims of a document that has too many for one; no document has its name."""
    return f"documents/{slug(document_id)}.{number}.html"


def claim(claim_id: str) -> str:
    """Where a claim stands: a place on the page of its document."""
    document_id, _, own = claim_id.rpartition("/")
    return f"{document(document_id)}#{slug(own)}"


def population(population_id: str) -> str:
    """The page of a country, an area or a group; for all foreign nationals the first page."""
    return QUESTION if population_id == EVERYONE else f"countries/{slug(population_id)}.html"


def source(source_id: str) -> str:
    """The page of a source."""
    return f"sources/{slug(source_id)}.html"


def conflict(conflict_id: str) -> str:
    """The page of a contradiction between roots."""
    return f"contradictions/{slug(conflict_id)}.html"


def cell(cell_id: str) -> str:
    """The page of a thing counted: what each method makes of it, and why."""
    return f"cells/{slug(cell_id)}.html"


def bound(measure: str, population_id: str) -> str:
    """The page that argues the latest bounds of a population under a measure."""
    return f"bounds/{slug(measure)}-{slug(population_id)}.html"


def chart(name: str, kind: str) -> str:
    """The file of a chart, `kind` being svg or png."""
    return f"charts/{slug(name)}.{kind}"


def to_root(place: str) -> str:
    """What leads from a page to the root of the report: nothing, or some `../`."""
    return "../" * place.split("#")[0].count("/")
