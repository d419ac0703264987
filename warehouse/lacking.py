"""Whether a published file has what this Muster reads: files outlive the code that made them.

What is in the tables stands in content.py, which folder the file lies in in pipelines/layout.py.
"""

from __future__ import annotations

import duckdb

from warehouse.declare import MACROS
from warehouse.schema import tables

FOUND = """
SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal
UNION ALL
SELECT DISTINCT 'macro ' || function_name FROM duckdb_functions() WHERE NOT internal
"""


def lacking(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The columns (`claim.low`) and macros (`macro known_on`) that an open file does not have.

    In the order of tables, then of macros. A file of a newer Muster may have more, and lacks
    nothing.
    """
    found = {name for (name,) in connection.execute(FOUND).fetchall()}
    wanted = [f"{t.name}.{column}" for t in tables().values() for column in t.columns]
    wanted += [f"macro {path.stem}" for path in sorted(MACROS.glob("*.sql"))]
    return [name for name in wanted if name not in found]
