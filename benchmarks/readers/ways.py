"""The ways of reading, as a client goes them: each opens what it was told of, and answers.

Only what a way needs is imported, for its readers weigh as much as their clients do. What is
published, and how, stands in published.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Rows = Sequence[Sequence[object]]
Ask = Callable[[dict[str, Any]], Rows]


def by_file(target: dict[str, Any]) -> Ask:
    """The published path, kept open, and opened again when another file stands there."""
    import duckdb

    path = Path(target["file"])
    opened: list[tuple[int, duckdb.DuckDBPyConnection]] = []

    def ask(question: dict[str, Any]) -> Rows:
        stands = path.stat().st_ino
        if not opened or opened[0][0] != stands:
            while opened:
                opened.pop()[1].close()  # else this process is shown the old file again
            opened.append((stands, duckdb.connect(str(path), True, {"threads": 1})))
        return opened[0][1].execute(question["duckdb"]).fetchall()

    return ask


def by_bi(target: dict[str, Any]) -> Ask:
    """The published path through SQLAlchemy, a connection for each question, as BI tools do."""
    from sqlalchemy import NullPool, create_engine

    engine = create_engine(
        f"duckdb:///{target['file']}?access_mode=read_only&threads=1", poolclass=NullPool
    )

    def ask(question: dict[str, Any]) -> Rows:
        with engine.connect() as connection:
            return connection.exec_driver_sql(question["duckdb"]).fetchall()

    return ask


def by_postgres(target: dict[str, Any]) -> Ask:
    """The tables on a server, through one connection that stays."""
    import psycopg2

    connection = psycopg2.connect(target["address"], options="-c search_path=muster")
    connection.set_session(readonly=True, autocommit=True)

    def ask(question: dict[str, Any]) -> Rows:
        with connection.cursor() as cursor:
            cursor.execute(question["postgres"])
            rows: Rows = cursor.fetchall()
            return rows

    return ask


class _InStore:
    """What the pointer in a store names, opened again when it names something else."""

    def __init__(self, target: dict[str, Any], named: str) -> None:
        import duckdb
        import fsspec

        self.named, self.stands = named, ""
        self.store = fsspec.filesystem(
            "dir", path=target["bucket"], target_protocol="s3", target_options=target["options"]
        )
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.register_filesystem(self.store)

    def moved(self) -> bool:
        """Whether the pointer names another version than at the last time."""
        before, pointer = self.stands, json.loads(self.store.cat_file("current.json"))
        self.stands = pointer["version"][self.named]
        return self.stands != before


def in_place(target: dict[str, Any]) -> Ask:
    """The published file in an object store, attached there: pages are fetched as they are read."""
    store = _InStore(target, "path")

    def ask(question: dict[str, Any]) -> Rows:
        if store.moved():
            store.connection.execute("USE memory")
            store.connection.execute("DETACH DATABASE IF EXISTS muster")
            store.connection.execute(f"ATTACH 'dir://{store.stands}' AS muster (READ_ONLY)")
            store.connection.execute("USE muster")
        return store.connection.execute(question["duckdb"]).fetchall()

    return ask


def by_parquet(target: dict[str, Any]) -> Ask:
    """The Parquet of the exports in an object store, read where it lies."""
    store = _InStore(target, "export")

    def ask(question: dict[str, Any]) -> Rows:
        store.moved()
        for table in question["tables"]:
            at = f"dir://{store.stands}/data/{table}.parquet"
            store.connection.execute(
                f"CREATE OR REPLACE TEMP VIEW \"{table}\" AS FROM read_parquet('{at}')"
            )
        return store.connection.execute(question["duckdb"]).fetchall()

    return ask


OPENED: dict[str, Callable[[dict[str, Any]], Ask]] = {
    "file": by_file, "bi": by_bi, "in place": in_place, "parquet": by_parquet,
    "postgres": by_postgres,
}  # fmt: skip


def memory(process: int | str = "self") -> int:
    """Bytes of a process, pages that it shares divided among those who share them; 0 of one that
    has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) << 10
