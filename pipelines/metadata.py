"""What the UI is told about an asset: columns, their descriptions and lineage, rows, a preview.

All of it is derived from the table definitions, the SQL and the Parquet; nothing is typed twice.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import dagster as dg

from pipelines.io import Stored
from pipelines.lineage import lineage
from pipelines.preview import preview, roots
from warehouse.model import models
from warehouse.schema import DUCKDB_TYPES, Field, Table, frames_of_the_catalog, tables

# The frame of a folder that is shown first.
MAIN_FRAME = {
    "vocabulary": "population", "registry": "source", "archive": "snapshot", "anchored": "anchor",
    "ledger": "version", "inferred": "conflict", "ruled": "reconciled",
    "suspected": "suspected_repeat",
}  # fmt: skip


def _column(table: Table, field: Field) -> dg.TableColumn:
    other = [f"→ {k.table}.{k.target}" for k in table.foreign_keys if k.column == field.name]
    if "enum" in field.constraints:
        other.append("one of " + ", ".join(map(str, field.constraints["enum"])))
    if "minimum" in field.constraints:
        other.append(f"≥ {field.constraints['minimum']}")
    if field.name in table.primary_key:
        other.insert(0, "key")
    constraints = dg.TableColumnConstraints(
        nullable=not (field.required or field.name in table.primary_key),
        unique=table.primary_key == (field.name,),
        other=other,
    )
    return dg.TableColumn(field.name, field.duckdb_type, field.description, constraints)


@cache
def schema_of_table(name: str) -> dg.TableSchema:
    """The columns of a table with descriptions and constraints."""
    table = tables()[name]
    rules = [f"key ({', '.join(table.primary_key)})", *table.checks]
    columns = [_column(table, f) for f in table.fields]
    return dg.TableSchema(columns, dg.TableConstraints(other=rules))


def schema_of_frames(frames: dict[str, dict[str, str]]) -> dg.TableSchema:
    """The columns of a folder of frames, as `frame.column`; described where a table has them."""
    described = {
        (t.name, f.name): f.description for t in tables().values() for f in t.fields
    }  # fmt: skip
    return dg.TableSchema(
        [
            dg.TableColumn(f"{frame}.{column}", DUCKDB_TYPES[kind], described.get((frame, column)))
            for frame, columns in frames.items()
            for column, kind in columns.items()
        ]
    )


def schema(asset: str) -> dg.TableSchema:
    """The columns of an asset: a table's, those of its frames, or a collection's."""
    frames = frames_of_the_catalog()
    if asset in models():
        return schema_of_table(asset)
    if asset == "recorded":
        columns = frames["recorded"]["recorded"]
        return dg.TableSchema([dg.TableColumn(c, DUCKDB_TYPES[t]) for c, t in columns.items()])
    if asset == "registry":
        return schema_of_frames({k: frames["catalog"][k] for k in ("source", "rejected")})
    if asset in frames:
        return schema_of_frames(frames[asset])
    return schema_of_frames({k: v for k, v in frames["catalog"].items() if k != "source"})


def of_materialization(asset: str, stored: Stored, seconds: float | None) -> dict[str, Any]:
    """The metadata of a materialization: rows, roots of claims, preview, lineage, and seconds of a
    query."""
    files = stored.frames()
    shown = asset if asset in files else MAIN_FRAME.get(asset, "claim")
    text, rows = preview(shown, files[shown])
    told: dict[str, Any] = {
        "dagster/row_count": rows,
        "dagster/column_schema": schema(asset),
        "preview": dg.MetadataValue.md(text),
    }
    if len(files) > 1 or asset not in files:
        counts = _counts(files)
        told["dagster/row_count"] = sum(counts.values())
        told |= {f"rows/{name}": count for name, count in counts.items()}
    if (behind := roots(files[shown])) is not None:
        told["roots"] = behind
    if asset in models():
        told["dagster/column_lineage"] = lineage(asset)
    if seconds is not None:
        told["seconds"] = round(seconds, 4)
    return told


def _counts(files: dict[str, Any]) -> dict[str, int]:
    import pyarrow.parquet as pq

    return {name: pq.read_metadata(path).num_rows for name, path in files.items()}
