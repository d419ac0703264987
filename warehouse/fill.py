"""Fills a fresh DuckDB file from the Parquet of the tables, and writes down what was checked in it.

How tables are declared stands in declare.py, and when the file is published in publish.py.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse import versions
from warehouse.declare import comments, create_macros, create_table
from warehouse.engine import identifier, quoted
from warehouse.schema import Table, tables
from warehouse.validation import Result

Files = Mapping[str, Sequence[Path]]  # table -> its Parquet files

SMALL_BLOCK, LARGE_BLOCK = 16_384, 262_144  # DuckDB's smallest, and its default
FEW_BYTES = 20_000_000  # of Parquet: some 10^5 claims, which fill blocks of the default size
# What clients from February 2025 on can read; DuckDB 2.0 writes a form of its own otherwise, which
# none before it opens. docs/decisions/0033 says what it costs.
STORAGE = "v1.2.0"


@dataclass(frozen=True)
class BuildInfo:
    """What made the file: `versions` names the software that shapes results, and its versions;
    `code_version` is that of our own code, whatever version it calls itself.
    """

    build_id: str
    built_at: datetime
    catalog_sha256: str
    archive_sha256: str
    versions: Mapping[str, str] = field(default_factory=dict)
    code_version: str = ""
    vocabulary_sha256: str = ""


def _open(path: Path, block: int | None = None) -> duckdb.DuckDBPyConnection:
    settings: dict[str, str | bool | int | float | list[str]] = {
        # rows are sorted where they are inserted; beyond that, order costs memory
        "preserve_insertion_order": False,
        # one checkpoint at the end: a log on the way would be written twice for nothing
        "checkpoint_threshold": "1TB",
        "storage_compatibility_version": STORAGE,
    }
    if block is not None:
        settings["default_block_size"] = block
    if limit := os.environ.get("MUSTER_DUCKDB_MEMORY"):
        settings["memory_limit"] = limit
    return duckdb.connect(str(path), config=settings)


def _block_size(files: Files) -> int:
    """The size of the file's blocks, by how much is put into them.

    DuckDB gives every column and index a block of its own: 400 claims take 2 MB in small blocks
    and 22 MB in its default; 10^6 claims and as many pairs take 18 s to write and 13 s.
    """
    total = sum(f.stat().st_size for name in tables().keys() & files.keys() for f in files[name])
    return SMALL_BLOCK if total < FEW_BYTES else LARGE_BLOCK


def fill(files: Files, path: Path) -> None:
    """Tables in the order of their foreign keys, their rows, comments, macros.

    Raises DuckDB's error for the first row that breaks a declaration.
    """
    with _open(path, _block_size(files)) as connection:
        for table in tables().values():
            connection.execute(create_table(table))
            if table.name in files:
                connection.execute(_insert(table, files[table.name]))
        connection.begin()  # one write to the log for hundreds of small statements
        for comment in (c for table in tables().values() for c in comments(table)):
            connection.execute(comment)
        create_macros(connection)
        connection.commit()
        connection.execute("CHECKPOINT")


def _insert(table: Table, files: Sequence[Path]) -> str:
    # Sorted by key: the same inputs give the same order, and indexes grow faster at one end than
    # everywhere (a million pairs with three of them: 6 s, unsorted 10 s).
    columns = ", ".join(identifier(c) for c in table.columns)
    listing = ", ".join(quoted(str(f)) for f in files)
    key = ", ".join(identifier(k) for k in table.primary_key)
    return (
        f"INSERT INTO {identifier(table.name)} ({columns}) "
        f"SELECT {columns} FROM read_parquet([{listing}]) ORDER BY {key}"
    )


def _as_json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def record(path: Path, build: BuildInfo, results: Sequence[Result]) -> None:
    """Write the rows of check_result and build; a time without a zone is UTC."""
    built_at = build.built_at
    if built_at.tzinfo is not None:
        built_at = built_at.astimezone(UTC).replace(tzinfo=None)
    # By columns: one statement, where one for each row takes longer than filling the tables.
    columns = {
        "check_name": [r.check_name for r in results],
        "asset": [r.asset for r in results],
        "severity": [r.severity for r in results],
        "passed": [r.passed for r in results],
        "n_failing": [r.n_failing for r in results],
        "failing_ids": [_as_json(r.failing_ids) for r in results],
    }
    listed = ", ".join(f"unnest(?) AS {name}" for name in columns)
    made = {
        "build_id": build.build_id,
        "built_at": built_at,
        "catalog_sha256": build.catalog_sha256,
        "archive_sha256": build.archive_sha256,
        "versions": _as_json(dict(build.versions)),
        "code_version": build.code_version,
        "vocabulary_sha256": build.vocabulary_sha256,
    }
    given = ", ".join(f"? AS {name}" for name in made)
    with _open(path) as connection:
        connection.begin()
        connection.execute(f"INSERT INTO build BY NAME SELECT {given}", list(made.values()))
        connection.execute(
            f"INSERT INTO check_result BY NAME SELECT {listed}", list(columns.values())
        )
        connection.commit()
        connection.execute("CHECKPOINT")


def verify(path: Path) -> None:
    """Raise `RuntimeError` unless the file opens as readers open it, whole and with every table."""
    if versions.wal(path).exists():
        raise RuntimeError(f"{path.name} was closed, and its log was not written into it")
    with duckdb.connect(str(path), read_only=True) as connection:
        found = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    if absent := sorted(tables().keys() - found):
        raise RuntimeError(f"{path.name} lacks {', '.join(absent)}")
