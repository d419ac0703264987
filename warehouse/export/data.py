"""Tables as CSV and Parquet, row for row and value for value as they are published.

A text that a spreadsheet would take for a formula stays as it is: these files are for programs,
and the words of a document are evidence. `muster sql --csv` marks such texts for spreadsheets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from warehouse.engine import identifier, quoted
from warehouse.schema import Field, Table

FOLDER = "data"
ROWS = 50_000  # of a batch: the largest table goes through a few megabytes
NULL = r"\N"  # null in a column of texts that has empty ones too, as databases write it
TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us", tz="UTC"),
}


@dataclass(frozen=True)
class File:
    """A written file: its path inside the export, with forward slashes, its size and SHA-256."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Data:
    """A table as it was written. `nulls` names the columns of texts in which null is not the empty
    cell, and how it is written there.
    """

    table: Table
    n_rows: int
    csv: File
    parquet: File
    nulls: Mapping[str, str]


def described(root: Path, path: Path) -> File:
    """A file under the root of the export."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return File(path.relative_to(root).as_posix(), path.stat().st_size, digest)


def write_data(connection: duckdb.DuckDBPyConnection, table: Table, root: Path) -> Data:
    """Write ROOT/data/TABLE.csv and .parquet, in the order of the key.

    In CSV, texts are in quotes and null is nothing at all, so that readers that look at quotes tell
    it from an empty text; for the others a column that has both writes null as NULL. Times are UTC
    and say so. Integers have all of their digits.
    """
    nulls = _nulls(connection, table)
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    as_csv, as_parquet = folder / f"{table.name}.csv", folder / f"{table.name}.parquet"
    n_rows = 0
    schema = pa.schema([pa.field(f.name, TYPES[f.type], not f.required) for f in table.fields])
    with pq.ParquetWriter(as_parquet, schema, compression="zstd") as writer:
        for batch in _batches(connection, table, [identifier(f.name) for f in table.fields]):
            columns = [c.cast(f.type) for c, f in zip(batch.columns, schema, strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
            n_rows += batch.num_rows
    cells = [_cell(f, nulls.get(f.name)) for f in table.fields]
    written = pa.schema([pa.field(f.name, _written(f)) for f in table.fields])
    with pyarrow.csv.CSVWriter(as_csv, written) as csv_writer:
        for batch in _batches(connection, table, cells):
            csv_writer.write_batch(batch.cast(written))
    return Data(table, n_rows, described(root, as_csv), described(root, as_parquet), nulls)


def _written(field: Field) -> pa.DataType:
    return pa.string() if field.type == "datetime" else TYPES[field.type]


def _cell(field: Field, null: str | None) -> str:
    """A column as CSV has it: a time in ISO 8601."""
    name = identifier(field.name)
    if field.type == "datetime":
        return f"strftime({name}, '%Y-%m-%dT%H:%M:%S.%fZ') AS {name}"
    return name if null is None else f"coalesce({name}, {quoted(null)}) AS {name}"


def _batches(
    connection: duckdb.DuckDBPyConnection, table: Table, columns: list[str]
) -> Iterator[pa.RecordBatch]:
    key = ", ".join(f"{identifier(table.name)}.{identifier(k)}" for k in table.primary_key)
    query = f"SELECT {', '.join(columns)} FROM {identifier(table.name)} ORDER BY {key}"
    yield from connection.sql(query).to_arrow_reader(ROWS)


def _nulls(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[str, str]:
    """How null is written in those columns of texts that may be null and hold empty texts."""

    def has(column: str, text: str) -> bool:
        found = connection.execute(
            f"SELECT 1 FROM {identifier(table.name)} WHERE {identifier(column)} = ? LIMIT 1", [text]
        ).fetchall()
        return bool(found)

    nulls = {}
    for field in table.fields:
        if field.type == "string" and not field.required and has(field.name, ""):
            null = NULL
            while has(field.name, null):
                null += "N"
            nulls[field.name] = null
    return nulls
