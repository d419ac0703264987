"""Rows in the text form of PostgreSQL's COPY: a line each, columns parted by tabs, null as `\\N`.

https://www.postgresql.org/docs/current/sql-copy.html
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from warehouse.engine import identifier
from warehouse.export.data import ROWS
from warehouse.schema import Field, Table

# What a line may not hold as it is; the backslash first, for the others are written with it.
ESCAPED = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def lines(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[str]:
    """The lines of a table, in the order of its key.

    No text can end the rows: a line that is `\\.` would need a backslash that is not doubled.
    """
    row = " || chr(9) || ".join(_cell(f) for f in table.fields)
    key = ", ".join(identifier(k) for k in table.primary_key)
    query = f"SELECT {row} || chr(10) AS line FROM {identifier(table.name)} ORDER BY {key}"
    for batch in connection.sql(query).to_arrow_reader(ROWS):
        yield from batch.column(0).to_pylist()


def _cell(field: Field) -> str:
    text = f"CAST({identifier(field.name)} AS VARCHAR)"
    if field.type == "string":
        for character, written in ESCAPED.items():
            code = f"chr({ord(character)})"
            text = f"replace({text}, {code}, '{written}')"
    return f"coalesce({text}, '\\N')"
