"""A warehouse file of what was known: the narrowed tables, and all that follows from them.

By the same models, steps and declarations as the published one. Nothing is published here.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb

from warehouse.as_known.narrowed import given, kept
from warehouse.derive import derive
from warehouse.engine import identifier, write
from warehouse.fill import fill, verify
from warehouse.model import models


def is_all(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether what was there is all that is published: nothing needs to be made."""

    def differs(table: str) -> bool:
        now, then = f"FROM main.{identifier(table)}", f"FROM {identifier(kept(table))}"
        query = f"({now} EXCEPT ALL {then}) UNION ALL ({then} EXCEPT ALL {now}) LIMIT 1"
        return connection.execute(query).fetchone() is not None

    return not any(differs(table.name) for table in given())


def derived(
    connection: duckdb.DuckDBPyConnection, folder: Path, only: Collection[str] | None = None
) -> dict[str, list[Path]]:
    """Write what was there into `folder` as Parquet, and what follows: all tables or `only` some,
    with those that they are made from. Returns the files by the tables' names.

    `connection` has been through `narrow`.
    """
    files = {}
    for table in given():
        path = folder / f"{table.name}.parquet"
        write(connection, f"FROM {identifier(kept(table.name))}", path)
        files[table.name] = [path]
    return derive(files, folder, models().keys() if only is None else only)


def make(connection: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    """Write a warehouse file into `folder`, beside the Parquet of its tables; returns its path.

    `connection` has been through `narrow`. The table `build` tells of the published file from
    which this one was made; check_result is empty.
    """
    files, made = derived(connection, folder), folder / "made.duckdb"
    fill(files, made)
    verify(made)
    return made
