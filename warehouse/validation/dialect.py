"""DuckDB as Great Expectations can use it: one connection for all, and no transactions.

Great Expectations fetches rows after its connection has gone back to the pool; the rollback that
SQLAlchemy makes on that occasion throws the pending result away on DuckDB
(great-expectations/great_expectations issue 11579). Here begin, rollback and commit do nothing:
checks only read. Importing this module costs SQLAlchemy; import it where a check runs.
"""

from __future__ import annotations

from typing import Any

import duckdb
import duckdb_engine
from sqlalchemy import URL, pool
from sqlalchemy.dialects import registry

from warehouse.engine import connect

NAME = "muster_duckdb"
_shared: list[duckdb.DuckDBPyConnection] = []


def shared_connection() -> duckdb.DuckDBPyConnection:
    """The in-memory DuckDB of this process in which checks run."""
    if not _shared:
        _shared.append(connect())
    return _shared[0]


class MusterDuckDB(duckdb_engine.Dialect):
    """duckdb-engine's dialect on the shared connection, without transactions."""

    name = NAME

    @classmethod
    def get_pool_class(cls, url: URL) -> type[pool.Pool]:
        """One connection, whichever thread asks: the views of a check stand in it."""
        return pool.StaticPool

    def connect(self, *_args: Any, **_settings: Any) -> Any:
        """The shared connection, wrapped as duckdb-engine wraps its own."""
        return duckdb_engine.ConnectionWrapper(shared_connection())

    def do_begin(self, _connection: Any) -> None:
        """Nothing: there are no transactions."""

    def do_rollback(self, _connection: Any) -> None:
        """Nothing: a rollback would discard rows that are still to be fetched."""

    def do_commit(self, _connection: Any) -> None:
        """Nothing: nothing is written."""


def register() -> str:
    """Make the dialect known to SQLAlchemy; returns the address under which it connects."""
    registry.register(NAME, __name__, MusterDuckDB.__name__)
    return f"{NAME}:///:memory:"
