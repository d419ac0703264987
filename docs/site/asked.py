"""What pages ask of the published file: its columns, and queries that have to bind to its tables.

The other things that pages name stand in named.py.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache

import duckdb

from docs.site.markdown import Page
from docs.site.named import calls, spans
from warehouse.declare import create_macros, create_table
from warehouse.schema import tables

QUERY = re.compile(r"(?:SELECT|FROM|WITH)\s")


def wrong_columns(page: Page) -> Iterator[str]:
    """Columns, with their table, that it does not have."""
    for span in spans(page):
        table, dot, column = span.partition(".")
        known = tables()[table].columns if dot and table in tables() else ()
        if known and column.isidentifier() and column not in known:
            yield span


@cache
def declared() -> duckdb.DuckDBPyConnection:
    """The published file's tables and macros, without a row."""
    connection = duckdb.connect()
    for table in tables().values():
        connection.execute(create_table(table))
    create_macros(connection)
    return connection


def queries(page: Page) -> Iterator[str]:
    """What a page asks in SQL: blocks, spans, and what `muster sql` is given."""
    for code in page.code:
        if code.info == "sql" or (code.info is None and QUERY.match(code.text)):
            yield code.text
    for command, rest in calls(page):
        if command == "sql" and '"' in rest:
            yield from (word for word in shlex.split(rest) if QUERY.match(word))


def wrong_queries(page: Page) -> Iterator[str]:
    """Queries that do not bind to the tables, columns and macros of the published file."""
    for query in queries(page):
        try:
            declared().execute(f"EXPLAIN {query}")
        except duckdb.Error as error:
            yield f"{query}: {error}"
