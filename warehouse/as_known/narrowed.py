"""What was there in a state of knowledge, of the tables from which all others follow.

Claims, demands, events and documents have a day by which each was known. Every other table keeps
the rows whose own references are kept: a snapshot goes with its document, an anchor with its claim.
Sources and the vocabulary stay. What follows from these tables is none of this module's business.
"""

from __future__ import annotations

from datetime import date, datetime

import duckdb

from warehouse.as_known.knowledge import Knowledge
from warehouse.engine import identifier
from warehouse.model import models
from warehouse.schema import Table, tables
from warehouse.steps import STEPS

WRITTEN_ANEW = {"check_result"}  # tells of checks of the published file, and not of this one
OF_CLAIMS = {"claim_id", "published_last", "as_of_last", "recorded_at"}

# As the macro known_on: published by then or, where publication is open, speaking of a time that
# was over by then.
UNKNOWN_CLAIMS = """
DELETE FROM kept_{table}
WHERE NOT coalesce(coalesce(published_last, as_of_last) <= $known_on, FALSE)
"""
# There once a document tells of it and its last day has come; where neither day is known, the first
# day of an open publication is all that there is to go by.
UNKNOWN_DATED = """
DELETE FROM kept_{table} AS x
WHERE NOT coalesce((
    SELECT greatest(
        d.published_last, x.{last}, CASE WHEN x.{last} IS NULL THEN d.published_first END
    ) <= $known_on
    FROM main.document AS d
    WHERE d.document_id = x.document_id
), FALSE)
"""
# No answer was known, which does not say that there was none.
LATER_ANSWERS = """
UPDATE kept_demand
SET response = 'unknown', responded_on = NULL, responded_first = NULL, responded_last = NULL
WHERE responded_last > $known_on
"""
# Where publication is open, a document was there once anything in it was known or, holding nothing,
# from the first day on which it may have been.
UNKNOWN_DOCUMENTS = """
WITH told AS (
    SELECT document_id FROM kept_claim
    UNION ALL SELECT document_id FROM kept_demand
    UNION ALL SELECT document_id FROM kept_event
),
holding AS (
    SELECT document_id FROM main.claim
    UNION ALL SELECT document_id FROM main.demand
    UNION ALL SELECT document_id FROM main.event
)
DELETE FROM kept_document
WHERE
    document_id NOT IN (FROM told)
    AND NOT coalesce(
        published_last <= $known_on,
        published_first <= $known_on AND document_id NOT IN (FROM holding),
        FALSE
    )
"""
# A claim may have been recorded in a document that the catalog no longer has: what it tells of
# that document is all that is left.
GONE_DOCUMENTS = """
INSERT INTO kept_document BY NAME
SELECT
    document_id, collection, publisher_id, 'no longer in the catalog' AS title, '' AS url,
    CASE
        WHEN published_first = published_last THEN published_last::VARCHAR
        ELSE
            coalesce(published_first::VARCHAR, '..')
            || '/' || coalesce(published_last::VARCHAR, '..')
    END AS published,
    published_first, published_last, 'und' AS language, file, line
FROM kept_claim
WHERE document_id NOT IN (SELECT document_id FROM main.document)
QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY claim_id) = 1
"""
# A claim that repeats, or is part of, one that was not there stands alone, as a catalog has it.
LOST_LINKS = """
UPDATE kept_claim SET {links}
WHERE {reference} NOT IN (SELECT claim_id FROM kept_claim)
"""


def given() -> list[Table]:
    """The tables that no model or step makes of others, in the order of their foreign keys."""

    def follows(name: str) -> bool:
        return name in models() and all(
            i in models() or i.partition(".")[0] in STEPS for i in models()[name].inputs
        )

    return [t for name, t in tables().items() if not follows(name) and name not in WRITTEN_ANEW]


def kept(table: str) -> str:
    """The name of the temporary table that holds what was there of a table."""
    return f"kept_{table}"


def narrow(connection: duckdb.DuckDBPyConnection, asked: Knowledge) -> None:
    """Make a temporary table of each table of `given`, by the name `kept`, of what was there.

    `connection` is to the published file, which may be open for reading only.
    """
    for table in given():
        _begin(connection, table, asked.recorded_on)
    if asked.recorded_on is not None:
        connection.execute(GONE_DOCUMENTS)
    if asked.known_on is not None:
        _take_away_unknown(connection, asked.known_on)
    for table in given():
        for key in table.foreign_keys:
            column = identifier(key.column)
            connection.execute(
                f"DELETE FROM {identifier(kept(table.name))} "
                f"WHERE {column} IS NOT NULL AND {column} "
                f"NOT IN (SELECT {identifier(key.target)} FROM {identifier(kept(key.table))})"
            )
    for reference, links in (
        ("derives_from", "derives_from = NULL, link = NULL"), ("part_of", "part_of = NULL")
    ):  # fmt: skip
        connection.execute(LOST_LINKS.format(reference=reference, links=links))


def _tells_of_claims(table: Table) -> bool:
    return set(table.columns) >= OF_CLAIMS


def _begin(connection: duckdb.DuckDBPyConnection, table: Table, moment: datetime | None) -> None:
    """All rows of a table; of claims, and of tables like it, those recorded by the moment."""
    source, given_to = f"main.{identifier(table.name)}", {}
    if moment is not None and _tells_of_claims(table):
        given_to = {"moment": moment}
        source = (
            "recorded_on($moment)"
            if table.name == "claim"
            else f"{source} WHERE recorded_at <= $moment"
        )
    name, columns = identifier(kept(table.name)), ", ".join(map(identifier, table.columns))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {columns} FROM {source}", given_to
    )


def _take_away_unknown(connection: duckdb.DuckDBPyConnection, day: date) -> None:
    queries = [UNKNOWN_CLAIMS.format(table=t.name) for t in given() if _tells_of_claims(t)]
    queries += [
        UNKNOWN_DATED.format(table=name, last=last)
        for name, last in (("demand", "demanded_last"), ("event", "date_last"))
    ]
    for query in (*queries, LATER_ANSWERS, UNKNOWN_DOCUMENTS):
        connection.execute(query, {"known_on": day})
