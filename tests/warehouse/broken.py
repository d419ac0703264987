"""Tables that break a rule, made of sound ones."""

from __future__ import annotations

from pathlib import Path

from warehouse.engine import quoted, workspace

Files = dict[str, list[Path]]


def broken(files: Files, table: str, select: str) -> Files:
    """The same files with one table replaced by a SELECT over it (`t`)."""
    path = files[table][0].with_name(f"broken-{table}.parquet")
    with workspace() as connection:
        connection.execute(f"CREATE VIEW t AS FROM {quoted(str(files[table][0]))}")
        connection.execute(f"COPY ({select}) TO {quoted(str(path))} (FORMAT parquet)")
    return files | {table: [path]}
