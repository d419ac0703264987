"""How an asset made in Python reads tables, and hands frames over as inputs.yaml lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pipelines.io import Stored
from warehouse.engine import bind, workspace
from warehouse.schema import frames_of_the_catalog

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


@contextmanager
def connected(stored: Mapping[str, Stored]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which the tables that an asset reads can be asked by their names."""
    with workspace() as connection:
        bind(connection, {name: [asset.file()] for name, asset in stored.items()})
        yield connection


def read(stored: Mapping[str, Stored]) -> dict[str, pd.DataFrame]:
    """The tables as frames with DuckDB's types: days as timestamps, absent numbers as NaN."""
    with connected(stored) as connection:
        return {name: connection.table(name).df() for name in stored}


def typed(asset: str, frames: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Each frame of an asset with the columns and types that inputs.yaml lists, even where it has
    no rows.

    Raises `KeyError` where a frame or a column is not there.
    """
    import pandas as pd
    import pyarrow as pa

    types: dict[str, Any] = {
        "string": "str", "integer": "Int64", "boolean": "boolean", "number": "Float64",
        "date": pd.ArrowDtype(pa.date32()),
    }  # fmt: skip
    return {
        name: frames[name][list(columns)].astype({c: types[kind] for c, kind in columns.items()})
        for name, columns in frames_of_the_catalog()[asset].items()
    }
