"""The events of claims: in segments, and in a published file.

An older published file has no history: that its claims stand, since when, is what is known of it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import duckdb

from warehouse import versions
from warehouse.engine import identifier, quoted
from warehouse.recorded import content_sha256
from warehouse.schema import DUCKDB_TYPES, frames_of_the_catalog, tables

VERSION = "claim_version"
# What makes an event that one and no other; the rest of its row is in the hash.
IDENTITY = ("claim_id", "version", "event", "recorded_at", "build_id", "content_sha256")
_numbers = count(1)


def columns() -> dict[str, str]:
    """The columns of an event with their DuckDB types, in their order."""
    kinds = frames_of_the_catalog()["ledger"]["version"]
    return {name: DUCKDB_TYPES[kind] for name, kind in kinds.items()}


def _in_order(source: str, there: Sequence[str]) -> str:
    """The columns of an event out of a source that has some of them; null for the others."""
    listed = ", ".join(
        f"CAST({identifier(c) if c in there else 'NULL'} AS {kind}) AS {identifier(c)}"
        for c, kind in columns().items()
    )
    return f"SELECT {listed} FROM {source}"


def _names(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    return [row[0] for row in connection.execute(f"DESCRIBE {query}").fetchall()]


def of_segments(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> str:
    """The query for all events in segments."""
    if not paths:
        return _in_order("(SELECT 1 WHERE FALSE)", ())
    listing = ", ".join(quoted(str(p)) for p in paths)
    source = f"read_parquet([{listing}], union_by_name = TRUE)"
    return _in_order(source, _names(connection, f"FROM {source}"))


def of_published(connection: duckdb.DuckDBPyConnection) -> str:
    """The query for all events that an open warehouse has.

    Where it keeps no history yet, each of its claims was recorded when it says, by its build.
    """
    names = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    if VERSION in names:
        return _in_order(VERSION, _names(connection, f"FROM {VERSION}"))
    there = _names(connection, "FROM claim")
    lacking = "".join(
        f", NULL AS {identifier(c)}" for c in tables()["claim"].columns if c not in there
    )
    begun = f"""(
        SELECT
            'recorded' AS event, 1 AS version, (SELECT any_value(build_id) FROM build) AS build_id,
            {content_sha256()} AS content_sha256, *
        FROM (SELECT *{lacking} FROM claim)
    )"""
    return _in_order(begun, list(columns()))


def beyond(one: str, other: str) -> str:
    """The query for the events of one that the other has not."""
    same = " AND ".join(f"o.{c} IS NOT DISTINCT FROM a.{c}" for c in IDENTITY)
    return f"SELECT a.* FROM ({one}) AS a ANTI JOIN ({other}) AS o ON {same}"


def any_row(connection: duckdb.DuckDBPyConnection, query: str) -> bool:
    """Whether a query gives a row."""
    return connection.execute(f"SELECT 1 FROM ({query}) LIMIT 1").fetchone() is not None


def load_beyond(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> str:
    """Load what an open warehouse has beyond some segments; returns the query for it.

    After that nothing is read from the file: what goes wrong then is no fault of it.
    """
    new = beyond(of_published(connection), of_segments(connection, paths))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE beyond AS {new}")
    return "SELECT * FROM beyond ORDER BY claim_id, version"


@contextmanager
def opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A published file as it stands on the disk, read-only, under a name of its own.

    To a process that has the file open DuckDB shows under its own name what it was when first
    opened. Where somebody has it open for writing, a copy is read. The caller holds the lock.
    Raises DuckDB's error where the file cannot be read.
    """
    own = path.parent / f"{versions.BESIDE}read-{os.getpid()}-{next(_numbers)}.duckdb"
    try:
        try:
            os.link(path, own)
            connection = duckdb.connect(str(own), read_only=True)
        except (OSError, duckdb.IOException):
            own.unlink(missing_ok=True)
            shutil.copy2(path, own)
            connection = duckdb.connect(str(own), read_only=True)
        with connection:
            yield connection
    finally:
        own.unlink(missing_ok=True)
