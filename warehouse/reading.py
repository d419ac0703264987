"""The published file opened to be asked: shut off from everything around it, and within bounds.

Every command that reads goes through here. What a query may be stands in may_ask; how answers
look belongs in pipelines/cli.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = "4GB"
"""What DuckDB may hold for a query, so that one that asks for too much fails and takes nothing else
of the machine along. MUSTER_DUCKDB_MEMORY says otherwise."""
ADDRESSES = 8 << 30
"""Bytes of addresses that a process may add to those it has when it begins to ask: MEMORY, and as
much again for Python and for what DuckDB does not count (one text of gigabytes, a list of a billion
numbers)."""
_ASKS = re.compile(r"[\s(]*(?:SELECT|FROM|WITH|PIVOT|PIVOT_WIDER|UNPIVOT|VALUES|TABLE)\b", re.I)
_EXPLAIN = re.compile(
    r"\s*EXPLAIN\b\s*(?:ANALYZE\b|\((?:\s*(?:ANALYZE|FORMAT\s+\w+)\s*,?)+\))?", re.I
)


def shut_off() -> dict[str, str | bool | int | float | list[str]]:
    """Settings of a connection that reads one file and nothing else: no other file, no network, no
    extension, no setting that would undo this, and no file beside it for what does not fit into
    memory."""
    return {
        "enable_external_access": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "python_enable_replacements": False,
        "temp_directory": "",
        "memory_limit": os.environ.get("MUSTER_DUCKDB_MEMORY", MEMORY),
        "lock_configuration": True,
    }


def reader(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads `path`, shut off from everything else."""
    return duckdb.connect(str(path), read_only=True, config=shut_off())


def may_ask(connection: duckdb.DuckDBPyConnection, query: str) -> bool:
    """Whether every statement of a text only asks. Raises `duckdb.ParserException`.

    A connection that is read-only and shut off is not enough: DuckDB 2.0 counts the log of the
    open file (`muster.duckdb.wal`) among the files that it may write, so that COPY puts one there,
    alone or under EXPLAIN ANALYZE, and the next reader stumbles over it.
    """
    return all(_asks(connection, one) for one in connection.extract_statements(query))


def _asks(connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> bool:
    try:
        kind = statement.type
    except ValueError:  # a kind that Python's list lacks: CONNECT and others of DuckDB 2.0
        return False
    if kind in (duckdb.StatementType.SELECT, duckdb.StatementType.PRAGMA):
        return True
    if kind == duckdb.StatementType.MULTI:  # PIVOT, and whatever has one inside it, COPY too
        return _ASKS.match(statement.query) is not None
    if kind == duckdb.StatementType.EXPLAIN and (found := _EXPLAIN.match(statement.query)):
        rest = statement.query[found.end() :]
        try:
            return _ASKS.match(rest) is not None and may_ask(connection, rest)
        except duckdb.ParserException:
            return False
    return False


@contextmanager
def within_memory(more: int = ADDRESSES) -> Iterator[None]:
    """Bounds the addresses of this process: an allocation beyond them fails, as an error of the
    query, before the machine runs out. Does nothing where the system knows no such bound."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + more
    hard = before[1]
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
