"""What a published file holds, as one hash for each table: the table `content`.

Two builds of one catalog and archive give the same hashes, whatever the threads, the folder or the
order of files. Which files there are, and how they take one another's place, stands in versions.py.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.engine import identifier, quoted
from warehouse.schema import Table, tables

# They tell when and by which build something was written down, not what the catalog says.
OF_A_BUILD = frozenset({"build_id", "built_at", "recorded_at"})


def hashed() -> list[str]:
    """The tables that have a hash: all but `content` and those that tell of builds, by name."""
    return sorted(
        name for name, t in tables().items() if name != "content" and "build_id" not in t.columns
    )


def write_content(path: Path) -> None:
    """Write the table `content` of a filled file that nobody has open.

    Raises DuckDB's error where a table is missing or `content` has rows already.
    """
    with duckdb.connect(str(path)) as connection:
        connection.begin()
        for name in hashed():
            connection.execute(f"INSERT INTO content BY NAME {content_of(tables()[name])}")
        connection.commit()
        connection.execute("CHECKPOINT")


def content_of(table: Table) -> str:
    """A SELECT of one row: table_name, n_rows, sha256.

    JSON tells null from '' and numbers from text, and writes a double in the fewest digits that
    give it back. Rows are hashed one by one: 64 characters each are what has to be sorted.
    """
    columns = [c for c in table.columns if c not in OF_A_BUILD]
    values = ", ".join(identifier(c) for c in columns)
    key = ", ".join(identifier(k) for k in table.primary_key)
    return f"""
        SELECT {quoted(table.name)} AS table_name, count(*) AS n_rows,
            sha256({quoted(",".join(columns))} || coalesce(string_agg(row, '' ORDER BY {key}), ''))
                AS sha256
        FROM (
            SELECT {key}, sha256(CAST(json_array({values}) AS VARCHAR)) AS row
            FROM {identifier(table.name)}
        )
    """
