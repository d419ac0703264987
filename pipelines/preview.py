"""The first rows of a Parquet file as the UI shows them, and the numbers that it follows over time.

Which rows and columns are first stands in first_rows.py, how words are made safe in shown.py.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import dagster as dg
import duckdb

from pipelines.first_rows import COLUMNS, COUNTED, ORDER
from pipelines.shown import table

ROWS = 5  # a glance; the published warehouse has the rest
FEW = 5  # columns of a table that first_rows.py does not name: more have no room beside one another


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One DuckDB for all previews of this process: opening one takes longer than looking."""
    from warehouse.engine import connect

    return connect(threads=1)


def _source(path: Path) -> str:
    from warehouse.engine import quoted

    return f"read_parquet({quoted(str(path))})"


def _columns(connection: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    return [row[0] for row in connection.execute(f"DESCRIBE FROM {_source(path)}").fetchall()]


def preview(name: str, path: Path, selected: str | None = None) -> dg.TableMetadataValue:
    """The first rows of the Parquet file of a table or frame, those that contradict before all;
    of its columns those that are `selected`, else those that first_rows.py names."""
    from warehouse.engine import identifier

    with _connection().cursor() as connection:
        few = ", ".join(identifier(c) for c in _columns(connection, path)[:FEW])
        order = f"ORDER BY {ORDER[name]}" if name in ORDER else ""
        found = connection.execute(
            f"SELECT {selected or COLUMNS.get(name, few)} FROM {_source(path)} {order} LIMIT {ROWS}"
        )
        return table([c[0] for c in found.description or []], found.fetchall())


def numbers(name: str, path: Path) -> dict[str, int]:
    """What is counted of a Parquet file beside its rows: the UI draws each over time."""
    with _connection().cursor() as connection:
        wanted = _roots(_columns(connection, path)) | {
            label: f"count(*) FILTER ({rows})" for label, rows in COUNTED.get(name, {}).items()
        }
        if not wanted:
            return {}
        query = f"SELECT {', '.join(wanted.values())} FROM {_source(path)}"
        (found,) = connection.execute(query).fetchall()
        return dict(zip(wanted, map(int, found), strict=True))


def _roots(columns: list[str]) -> dict[str, str]:
    """How many roots claims have. Before `origin` follows the chains, a root is a claim that
    retells none."""
    if "root_claim_id" in columns:
        return {"roots": "count(DISTINCT root_claim_id)"}
    if {"claim_id", "derives_from"} <= set(columns):
        return {"roots": "count(*) FILTER (derives_from IS NULL)"}
    return {}
