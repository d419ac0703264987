"""A page of each kind in the report on the catalog of the repository, chosen by what stands in the
warehouse: those that have most to show.
"""

from __future__ import annotations

from pathlib import Path

from warehouse.reading import reader
from warehouse.report import place

CLAIM = "SELECT claim_id FROM claim WHERE derives_from IS NOT NULL ORDER BY claim_id"
COUNTRY = """
SELECT c.population FROM claim AS c SEMI JOIN demand AS d ON d.country = c.population
GROUP BY c.population ORDER BY count(*) DESC, c.population
"""
CONFLICT = "SELECT conflict_id FROM conflict ORDER BY size DESC, conflict_id"
SOURCE = "SELECT source_id FROM scorecard ORDER BY n_retold DESC, source_id"
CELL = "SELECT cell_id FROM reconciled GROUP BY cell_id ORDER BY max(n_claims) DESC, cell_id"


def kinds(warehouse: Path) -> dict[str, str]:
    """The place of a page by its kind."""
    with reader(warehouse) as connection:
        claim, country, conflict, source, cell = (
            connection.execute(query).fetchall()[0][0]
            for query in (CLAIM, COUNTRY, CONFLICT, SOURCE, CELL)
        )
    return {
        "question": place.QUESTION, "countries": place.COUNTRIES,
        "country": place.population(country), "contradictions": place.CONTRADICTIONS,
        "contradiction": place.conflict(conflict), "sources": place.SOURCES,
        "source": place.source(source), "methods": place.METHODS, "cell": place.cell(cell),
        "bound": place.bound("recruited", place.EVERYONE), "demands": place.DEMANDS,
        "documents": place.DOCUMENTS, "document": place.claim(claim).split("#")[0],
        "search": f"{place.SEARCH}?q=1500",
    }  # fmt: skip
