"""The rules put anew to the claims of a day: what they would have concluded then.

The tables hold what the rules conclude of all claims. Asked for those that speak of a time up to a
day, the same rules and the same SELECTs are put to the claims that remain; their results shadow the
tables in a query. What was known on a day is another file, and nothing needs to be put anew there.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.compare import Question
from warehouse.reconcile.cells import read
from warehouse.reconcile.reconcile import COLUMNS, Row, answers
from warehouse.rules.joint_bounds import NOT_TOLD
from warehouse.schema import DUCKDB_TYPES, frames_of_the_catalog

MODELS = Path(__file__).parents[1] / "models"
BOUNDS_OF_ALL = "bounds rest on all claims, of every day: none are told for fewer"
# The model reads the frame that rules hand over; here that is a table of this connection.
RECONCILED = (
    (MODELS / "reconciled.sql").read_text("utf-8").replace("ruled.reconciled", "anew_reconciled")
)
SENSITIVITY = (MODELS / "sensitivity.sql").read_text("utf-8")


def given(connection: duckdb.DuckDBPyConnection, question: Question) -> str:
    """What a SELECT on the tables of reconciliation must begin with to be put to the claims that
    the day of the question leaves: nothing, where it names none.

    Makes temporary tables, in the connection alone.
    """
    if question.as_of is None:
        return ""
    # A day of the calendar, never text that somebody typed.
    asked = f"SELECT * FROM main.claim WHERE as_of_last <= DATE '{question.as_of:%Y-%m-%d}'"
    for name, rows in answers(read(connection, asked, bounds=False)).items():
        _keep(connection, name, [_of_fewer(row) for row in rows])
    return f"""
    WITH claim AS ({asked}),
    rule AS (FROM anew_rule),
    reconciled AS ({RECONCILED}),
    reconciled_claim AS (FROM anew_reconciled_claim),
    sensitivity AS ({SENSITIVITY})
    """


def _of_fewer(row: Row) -> Row:
    """A row whose reason is that a cell has no bounds: here no cell has."""
    return tuple(BOUNDS_OF_ALL if value == NOT_TOLD else value for value in row)


def _keep(connection: duckdb.DuckDBPyConnection, name: str, rows: list[Row]) -> None:
    types = frames_of_the_catalog()["ruled"][name]
    columns = COLUMNS[name].split()
    shape = ", ".join(f'"{c}" {DUCKDB_TYPES[types[c]]}' for c in columns)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE anew_{name} ({shape})")
    connection.execute(
        f"INSERT INTO anew_{name} SELECT unnest($rows::STRUCT({shape})[], recursive := true)",
        {"rows": [dict(zip(columns, row, strict=True)) for row in rows]},
    )
