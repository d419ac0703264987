"""What tests of known answers on the catalog of the repository share."""

from __future__ import annotations

from typing import Any

import duckdb

TIMES = "the-moscow-times-2026-03-09-russian-law-against-extraditing"
KYIV = "kyiv-independent-2024-02-cnn-figure-on-nepali"


def rows(warehouse: duckdb.DuckDBPyConnection, query: str, *given: Any) -> list[tuple[Any, ...]]:
    """What a query gives."""
    return warehouse.execute(query, given).fetchall()
