"""Rows that are named by their table and key: those of the comparison tables, column by column
(`comparison_by_country:CUB/serving/highest`), and documents, sources, demands and snapshots.

The ids of claims, conflicts, cells, bounds and pairs belong in ids.py.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from warehouse.answers.asked import NoneBegins, RecordId, RowId, Unknown
from warehouse.answers.nearest import nearest, unknown

SHOWN = 5  # ids that begin alike: enough to recognise the one that was meant


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
    raise Unknown(_no_column(table, column))


def country(connection: duckdb.DuckDBPyConnection, parts: list[str]) -> RowId | None:
    """A cell of the country table by `population/measure/column`; None where it does not begin with
    a population and a measure. Raises `Unknown` where the table has no such row or column."""
    measure, population = by_names(connection, parts[1], parts[0])
    column = parts[2]
    if unknown(connection, measure, population):
        return None
    if column not in COLUMNS[COUNTRY]:
        raise Unknown(_no_column(COUNTRY, column))
    return RowId(COUNTRY, found(connection, COUNTRY, f"{population}/{measure}"), column)


def _no_column(table: str, column: str) -> str:
    near = nearest(column, dict.fromkeys(COLUMNS[table], ""))
    hint = f"; did you mean {near!r}?" if near else ""
    return (
        f"{column!r} is no column of {table} that is explained{hint} "
        f"(there are {', '.join(COLUMNS[table])})"
    )


def named(connection: duckdb.DuckDBPyConnection, typed: str) -> RowId | RecordId | None:
    """The row of one of `TABLES` that has just this id."""
    for table in RECORDS:
        if _is_there(connection, table, typed):
            return RecordId(table, typed)
    population, slash, measure = typed.partition("/")
    if slash:
        measure, population = by_names(connection, measure, population)
        if _is_there(connection, COUNTRY, key := f"{population}/{measure}"):
            return RowId(COUNTRY, key)
    return None


def records(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The ids of all documents, sources and demands: those of `RECORDS` that somebody types."""
    return [key for table in RECORDS[:-1] for key in sorted(_keys(connection, table))]


def by_names(
    connection: duckdb.DuckDBPyConnection, measure: str, population: str
) -> tuple[str, str]:
    """The ids of a measure and a population that are typed by id or, as screens show them, by name;
    what is neither is left as it is."""
    return _by_name(connection, "measure", measure), _by_name(connection, "population", population)


def _by_name(connection: duckdb.DuckDBPyConnection, table: str, typed: str) -> str:
    query = f"SELECT id FROM {table} WHERE id = $typed OR lower(name) = lower($typed)"
    ids = [i for (i,) in connection.execute(query, {"typed": typed}).fetchall()]
    return ids[0] if len(ids) == 1 else typed


def _is_there(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> bool:
    query = f"SELECT 1 FROM {table} WHERE {KEYS[table]} = ? LIMIT 1"
    return bool(connection.execute(query, [key]).fetchall())


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
