"""The page that searches all others, and what it searches: data that static/search.js reads.

The data is a file of JavaScript, for a page opened from disk may load one, and no other. What many
entries share is said once and referred to by its number, and files are named without folder and
ending.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from babel import Locale

from warehouse.citations.places import territory
from warehouse.report import place
from warehouse.report.material import Material
from warehouse.report.page import Page

INDEX = "search-index.js"
ID = "ID"  # stands for the name of a file where places are handed over
NAMED_IN = ("en", "uk", "ru", "es", "fr", "de", "pt", "ar", "zh")
"""Languages in which a country is found by its name (Unicode CLDR)."""
SOURCES = """
SELECT s.source_id, s.name, c.source_id IS NOT NULL AS has_page
FROM source AS s
LEFT JOIN scorecard AS c ON c.source_id = s.source_id
ORDER BY s.source_id
"""
DOCUMENTS = "SELECT document_id, title, publisher_id, published FROM document ORDER BY document_id"
POPULATIONS = """
SELECT p.id, p.name, p.kind
FROM population AS p
WHERE p.id IN (SELECT population FROM claim UNION SELECT country FROM demand)
ORDER BY p.id
"""
CONFLICTS = "SELECT conflict_id, statement FROM conflict ORDER BY conflict_id"
DEMANDS = """
SELECT demand_id, document_id, country, by_id, demand, demanded_on, note
FROM demand ORDER BY demand_id
"""
EVENTS = 'SELECT event_id, document_id, "date", instrument, what FROM event ORDER BY event_id'
RULES = "SELECT name, what FROM rule ORDER BY rule"


def pages(material: Material) -> Iterator[Page]:
    """The page, and its data."""
    yield Page(place.SEARCH, "search.html", "Search", place.SEARCH, {"index": INDEX})
    yield Page(
        INDEX, "search-index.js", "What is searched", place.SEARCH, {"entries": entries(material)}
    )


def entries(material: Material) -> dict[str, Any]:
    """What is found, by kind; a row for each, whose columns search.js names. `places` says where
    each kind has its pages."""
    sources, documents = material.rows(SOURCES), material.rows(DOCUMENTS)
    populations = material.rows(POPULATIONS)
    source = _numbers(row["source_id"] for row in sources)
    document = _numbers(row["document_id"] for row in documents)
    population = _numbers(row["id"] for row in populations)
    return {
        "places": {
            "source": place.source(ID), "document": place.document(ID),
            "conflict": place.conflict(ID), "rule": place.METHODS,
        },
        "sources": [
            [place.slug(row["source_id"]) if row["has_page"] else None, row["name"]]
            for row in sources
        ],
        "documents": [
            [place.slug(row["document_id"]), row["title"], source[row["publisher_id"]],
             row["published"]]
            for row in documents
        ],
        "populations": [
            [place.population(row["id"]), row["name"], _names(row)] for row in populations
        ],
        "claims": [
            [document[claim["document_id"]], _own(i), claim["says"], claim["language"],
             source[claim["claimant_id"]], population[claim["population"]],
             material.counts[i], *_printed(claim)]
            for i, claim in material.claims.items()
        ],
        "conflicts": [
            [place.slug(row["conflict_id"]), row["statement"]] for row in material.rows(CONFLICTS)
        ],
        "demands": [
            [document[row["document_id"]], _own(row["demand_id"]), source[row["by_id"]],
             population[row["country"]], row["demand"].replace("_", " "), row["demanded_on"],
             row["note"]]
            for row in material.rows(DEMANDS)
        ],
        "events": [
            [document[row["document_id"]], _own(row["event_id"]), row["what"], row["instrument"],
             row["date"]]
            for row in material.rows(EVENTS)
        ],
        "rules": [[row["name"], row["what"]] for row in material.rows(RULES)],
    }  # fmt: skip


def _numbers(ids: Iterable[str]) -> dict[str, int]:
    return {id_: n for n, id_ in enumerate(ids)}


def _own(full_id: str) -> str:
    """Where a claim, a demand or an event stands on the page of its document."""
    return place.slug(full_id.rpartition("/")[2])


def _printed(claim: dict[str, Any]) -> list[int]:
    """The numbers by which a claim is found: its bounds and the number printed, each once."""
    found = (claim[column] for column in ("point", "low", "high"))
    return list(dict.fromkeys(n for n in found if n is not None))


def _names(population: dict[str, Any]) -> str:
    """Other names of a country or an area."""
    if population["kind"] not in ("country", "area"):
        return ""
    names = (territory(population["id"], Locale(code)) for code in NAMED_IN)
    return ", ".join(dict.fromkeys(n for n in names if n and n != population["name"]))
