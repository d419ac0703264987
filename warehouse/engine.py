"""Runs a SQL model in DuckDB over the Parquet files of its inputs and writes its result as Parquet.

What a model says stands in models/; what its columns are, in tables/. No database file is shared:
each run has an in-memory database of its own, so that runs never wait for one another.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import duckdb

from warehouse.model import Model
from warehouse.schema import tables

Inputs = Mapping[str, Sequence[Path]]  # "claim" or "catalog.claim" -> its Parquet files
_numbers = count(1)


def connect(
    memory_limit: str | None = None, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB; order of rows is not kept, which frees memory and threads."""
    settings: dict[str, str | bool | int | float | list[str]] = {"preserve_insertion_order": False}
    if limit := memory_limit or os.environ.get("MUSTER_DUCKDB_MEMORY"):
        settings["memory_limit"] = limit
    if threads:
        settings["threads"] = threads
    return duckdb.connect(":memory:", config=settings)


@cache
def _engine(_process: int) -> duckdb.DuckDBPyConnection:
    """The DuckDB in which this process works: none survives a fork."""
    return connect()


@contextmanager
def workspace() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to an empty in-memory database, which is gone when the block ends.

    Starting a DuckDB takes 15 ms, more than most models take; a database in one that runs, 1 ms.
    """
    name = f"workspace_{next(_numbers)}"
    with _engine(os.getpid()).cursor() as connection:
        connection.execute(f"ATTACH ':memory:' AS {name}")
        try:
            connection.execute(f"USE {name}")
            yield connection
        finally:
            connection.execute("USE memory")
            connection.execute(f"DETACH {name}")


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def bind(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    """Make each input readable under its name: `claim`, or `catalog.claim` in a schema."""
    for name, files in inputs.items():
        *schema, table = name.split(".")
        if schema:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {identifier(schema[0])}")
        target = ".".join(identifier(part) for part in (*schema, table))
        listing = ", ".join(quoted(str(f)) for f in files)
        connection.execute(f"CREATE VIEW {target} AS SELECT * FROM read_parquet([{listing}])")


def select(model: Model) -> str:
    """The model's SELECT with its columns in the order and types of its table."""
    columns = ", ".join(
        f"CAST({identifier(f.name)} AS {f.duckdb_type}) AS {identifier(f.name)}"
        for f in tables()[model.name].fields
    )
    return f"SELECT {columns} FROM (\n{model.sql}\n)"


def write(connection: duckdb.DuckDBPyConnection, query: str, output: Path) -> int:
    """Write what a query gives as Parquet: beside `output`, then renamed. Returns its rows."""
    output.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    os.close(handle)
    beside = Path(name)
    try:
        copied = connection.execute(
            f"COPY ({query}) TO {quoted(name)} (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
        beside.chmod(0o644)
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)
    return int(copied[0]) if copied else 0


def inputs_of(model: Model, inputs: Inputs) -> Inputs:
    """Those of the inputs that the model reads. Raises `KeyError` where one is not given."""
    missing = sorted(set(model.inputs) - set(inputs))
    if missing:
        raise KeyError(f"model {model.name}: no file for its input {', '.join(missing)}")
    return {name: inputs[name] for name in model.inputs}


def run(model: Model, inputs: Inputs, output: Path) -> int:
    """Write the model's result to `output`; returns its rows.

    Raises `KeyError` where an input of the model is not given, and DuckDB's own error where the
    model and its table disagree.
    """
    given = inputs_of(model, inputs)
    with workspace() as connection:
        bind(connection, given)
        return write(connection, select(model), output)
