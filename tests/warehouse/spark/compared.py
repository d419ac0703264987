"""What two files of Parquet, or two engines, have not in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from warehouse.engine import quoted


def differences(ours: Path, theirs: Path) -> dict[str, Any]:
    """Columns and types, and rows that only one file has; nothing where the tables are equal."""
    a, b = (f"FROM read_parquet({quoted(str(path))})" for path in (ours, theirs))
    types = [[(f.name, str(f.type)) for f in pq.read_schema(path)] for path in (ours, theirs)]
    found: dict[str, Any] = {"types": types} if types[0] != types[1] else {}
    with duckdb.connect() as connection:
        for name, query in {"ours alone": (a, b), "theirs alone": (b, a)}.items():
            rows = connection.execute(f"({query[0]}) EXCEPT ALL ({query[1]}) LIMIT 5").fetchall()
            if rows:
                found[name] = rows
    return found
