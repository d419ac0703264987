"""Joins the parts that Spark wrote to one file of Parquet, which is what an asset is.

Read and written in blocks, so that no table has to fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from warehouse.schema import Table

# As DuckDB writes the types of a table; rows of a group as DuckDB has them.
ARROW = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
    "date": pa.date32(), "datetime": pa.timestamp("us"),
}  # fmt: skip
ROWS = 122_880


def schema_of(table: Table) -> pa.Schema:
    """The Arrow schema of a table's Parquet, whichever engine writes it."""
    return pa.schema([(field.name, ARROW[field.type]) for field in table.fields])


def join(parts: Path, table: Table, output: Path) -> int:
    """Write the rows of all Parquet files in the folder `parts` to `output`; returns how many."""
    schema = schema_of(table)
    rows = 0
    with pq.ParquetWriter(output, schema, compression="zstd") as writer:
        for block in _blocks(parts, schema):
            writer.write_table(block)
            rows += block.num_rows
    return rows


def _blocks(parts: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows in blocks of at least ROWS, but for the last."""
    files = sorted(str(path) for path in parts.glob("*.parquet"))
    scanned = ds.dataset(files, schema=schema, format="parquet").scanner(
        batch_size=ROWS, batch_readahead=1, fragment_readahead=1, use_threads=False
    )
    waiting: list[pa.RecordBatch] = []
    for batch in scanned.to_batches():
        waiting.append(batch)
        if sum(b.num_rows for b in waiting) >= ROWS:
            yield pa.Table.from_batches(waiting, schema)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting, schema)
