"""The bounds of all populations at once: which are told, on which day, and what would tighten each.

One bound argued step by step stands in bound.py, how all moved until then in moved.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb

from warehouse.answers.bound import BOTH
from warehouse.answers.ids import BoundId
from warehouse.answers.next_fact import Fact, next_fact
from warehouse.answers.told import Told, rows
from warehouse.answers.world import World, all_figures, scope_of, set_aside

Key = tuple[str, str]
"""A measure and a population."""


# Bounds are told until the last day on which anything was published: those of days to come rest on
# plans. Told of are the measures and populations that a claim counts, and whatever measure lies in
# no other, for which something follows from claims on its parts.
UNTIL = """
WITH until AS (
    SELECT coalesce((SELECT max(published_last) FROM claim), max(as_of)) AS last FROM bound
)
"""
WANTED = f"""
{UNTIL},
asked AS (
    SELECT measure, population
    FROM claim
    UNION
    SELECT b.measure, b.population
    FROM bound AS b
    JOIN measure AS m ON m.id = b.measure
    WHERE m.parents = '' AND b.low > 0 AND b.as_of <= (SELECT last FROM until)
)
SELECT
    a.measure, a.population,
    coalesce(
        max(b.as_of) FILTER (b.population = a.population AND (b.low > 0 OR b.high IS NOT NULL)),
        max(b.as_of)
    ) AS day
FROM asked AS a
JOIN bound AS b ON b.measure = a.measure AND b.as_of <= (SELECT last FROM until)
GROUP BY a.measure, a.population
ORDER BY a.measure, a.population
"""
BANDS = """
SELECT b.measure, b.population, b.evidence_used, b.low, b.high
FROM bound AS b
SEMI JOIN (
    SELECT unnest($measures) AS measure, unnest($populations) AS population, unnest($days) AS day
) AS a ON a.measure = b.measure AND a.population = b.population AND a.day = b.as_of
"""


def wanted(connection: duckdb.DuckDBPyConnection) -> dict[Key, BoundId]:
    """The bounds that are worth a page, by measure and population: each on the last day, by the
    last day of publication, on which anything follows; where nothing ever does, on the last one."""
    return {
        (measure, population): BoundId(measure, population, day, day)
        for measure, population, day in connection.execute(WANTED).fetchall()
    }


def next_facts(
    connection: duckdb.DuckDBPyConnection, asked: Iterable[BoundId], told: Mapping[str, Told]
) -> dict[Key, Fact | None]:
    """The fact that would tighten each bound most; `told` holds every claim."""
    asked = list(asked)
    given = {
        "measures": [one.measure for one in asked],
        "populations": [one.population for one in asked],
        "days": [one.day for one in asked],
    }
    nothing = {"low": 0, "high": None}
    found: dict[Key, Fact | None] = {}
    lattice, figures = all_figures(connection)
    aside = set_aside(connection)
    bands = {
        (row["measure"], row["population"], row["evidence_used"]): row
        for row in rows(connection, BANDS, given)
    }
    for one in asked:
        key = one.measure, one.population
        known = World(scope_of(one, lattice), lattice, figures, aside)
        own = [bands.get((*key, used), nothing) for used in BOTH]
        found[key] = next_fact(connection, one, own, known, lambda ids: told)
    return found
