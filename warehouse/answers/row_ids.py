"""Rows that are named by their table and key: those of the comparison tables, column by column
(`comparison_by_country:CUB/serving/highest`), and documents, sources, demands and snapshots.

The ids of claims, conflicts, cells, bounds and pairs belong in ids.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from warehouse.answers.nearest import nearest, unknown

SHOWN = 5  # ids that begin alike: enough to recognise the one that was meant


class Unknown(Exception):  # noqa: N818  # named for what is the matter with an id
    """Nothing has this id; the message says what does."""


class NoneBegins(Unknown):
    """No id begins so."""


@dataclass(frozen=True)
class RowId:
    """A row of a comparison table by its key, and the column that is meant; None for all of it."""

    table: str
    key: str
    column: str | None = None


@dataclass(frozen=True)
class RecordId:
    """A document, source, demand or snapshot."""

    table: str
    id: str


COUNTRY, TOTAL, OUTCOME = "comparison_by_country", "comparison_total", "demand_outcome"
COLUMNS = {
    COUNTRY: (
        "lowest", "highest", "latest_point", "spread", "contradictory", "possible", "n_claims",
        "n_roots", "n_witnesses", "first_demand",
    ),
    TOTAL: ("low", "high", "point", "n_contradictions", "n_possible"),
    OUTCOME: (
        "response", "highest_before", "highest_after", "last_before_claim_id",
        "first_after_claim_id", "n_before", "n_after", "new_after",
    ),
}  # fmt: skip
"""The columns of each that follow from something: the others name what the row is about."""
KEYS = {
    COUNTRY: "population || '/' || measure", TOTAL: "claim_id", OUTCOME: "demand_id",
    "claim": "claim_id", "conflict": "conflict_id", "cell": "cell_id",
    "document": "document_id", "source": "source_id", "demand": "demand_id",
    "snapshot": "sha256",
}  # fmt: skip
RECORDS = ("document", "source", "demand", "snapshot")
TABLES = (*COLUMNS, *RECORDS)


def resolve(connection: duckdb.DuckDBPyConnection, table: str, typed: str) -> RowId | RecordId:
    """The row of a table of `TABLES` whose key is typed, with a column behind it or without.

    Raises `Unknown` where there is none."""
    if table in RECORDS:
        return RecordId(table, found(connection, table, typed))
    keys = _keys(connection, table)
    key, slash, column = typed.rpartition("/")
    if typed in keys or not slash or key not in keys:
        return RowId(table, found(connection, table, typed))
    if column in COLUMNS[table]:
        return RowId(table, key, column)
    near = nearest(column, dict.fromkeys(COLUMNS[table], ""))
    hint = f"; did you mean {near!r}?" if near else ""
    raise Unknown(
        f"{column!r} is no column of {table} that is explained{hint} "
        f"(there are {', '.join(COLUMNS[table])})"
    )


def country(connection: duckdb.DuckDBPyConnection, parts: list[str]) -> RowId | None:
    """A cell of the country table by `population/measure/column`; None where it is no such."""
    population, measure, column = parts
    if column not in COLUMNS[COUNTRY] or unknown(connection, measure, population):
        return None
    return RowId(COUNTRY, found(connection, COUNTRY, f"{population}/{measure}"), column)


def named(connection: duckdb.DuckDBPyConnection, typed: str) -> RowId | RecordId | None:
    """The row of one of `TABLES` that has just this id."""
    for table in (*RECORDS, COUNTRY):
        query = f"SELECT 1 FROM {table} WHERE {KEYS[table]} = ? LIMIT 1"
        if connection.execute(query, [typed]).fetchall():
            return RecordId(table, typed) if table in RECORDS else RowId(table, typed)
    return None


def found(connection: duckdb.DuckDBPyConnection, table: str, typed: str) -> str:
    """The id of a table that is typed, or of which the beginning is. Raises `Unknown`."""
    keys = _keys(connection, table)
    try:
        return typed if typed in keys else one_of(keys, typed)
    except NoneBegins:
        near = nearest(typed, dict.fromkeys(sorted(keys), ""))
        hint = f"; did you mean {near!r}?" if near else ""
        raise Unknown(f"there is no {typed!r} in the table {table}{hint}") from None


def one_of(ids: Iterable[str], typed: str) -> str:
    """The one id that begins as typed. Raises `Unknown` where several do, `NoneBegins` where none
    does."""
    begun = sorted(i for i in ids if typed and i.startswith(typed))
    if not begun:
        raise NoneBegins(f"no id begins with {typed!r}")
    if len(begun) > 1:
        some = ", ".join(begun[:SHOWN]) + (", ..." if len(begun) > SHOWN else "")
        raise Unknown(f"{typed!r} begins {len(begun)} ids: {some}")
    return begun[0]


def _keys(connection: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    rows = connection.execute(f"SELECT DISTINCT {KEYS[table]} FROM {table}").fetchall()
    return {key for (key,) in rows if key is not None}
