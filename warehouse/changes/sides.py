"""Two published files, open side by side and read-only: the schemas `old` and `new`.

What is asked of them stands in the modules beside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from warehouse.answers.told import claims, rows
from warehouse.changes.change import Made
from warehouse.engine import connect, identifier, quoted
from warehouse.schema import tables

READ = (
    "anchor", "bound", "bound_claim", "build", "cell", "channel", "claim", "comparison",
    "comparison_by_country", "conflict", "conflict_claim", "demand", "document", "event", "measure",
    "origin", "population", "reconciled", "rejected", "rule", "sensitivity", "set_aside", "source",
    "unit",
)  # fmt: skip
Row = dict[str, Any]
# What DuckDB says of blocks that are not what was written; anything else is a fault of ours.
DAMAGED = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.FatalException,
    duckdb.InternalException,
)


class Unreadable(Exception):  # noqa: N818  # named for what is the matter with a file
    """A file cannot be compared; the message names it and says why."""


@dataclass
class Sides:
    """The two files in one connection; `kept` remembers claims and names that were told."""

    connection: duckdb.DuckDBPyConnection
    kept: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def rows(self, query: str, given: Row | None = None) -> list[Row]:
        """What a query over `old.TABLE` and `new.TABLE` gives, each row by its columns."""
        return rows(self.connection, query, given)

    def figures(self, side: str, ids: Iterable[str]) -> dict[str, str]:
        """Claims of a side by id: the words, whose they are, and what they count."""
        known = self.kept.setdefault((side, "claim"), {})
        if wanted := set(ids) - known.keys():
            self.connection.execute(f"USE memory.{side}")
            for told in claims(self.connection, wanted).values():
                party = "" if told.party == "none" else f"; a party's figure: {told.party}"
                known[told.claim_id] = f"“{told.says}” ({told.source}: {told.counts}{party})"
            self.connection.execute("USE memory.main")
        return known

    def name(self, side: str, table: str, given: str) -> str:
        """The name of a measure, population, channel or source; its id where it has none."""
        if (side, table) not in self.kept:
            key = "source_id" if table == "source" else "id"
            listing = self.connection.execute(f"SELECT {key}, name FROM {side}.{table}")
            self.kept[side, table] = dict(listing.fetchall())
        return self.kept[side, table].get(given, given)

    def made(self, side: str) -> Made:
        """Which build made the file. Raises `Unreadable` where it holds none."""
        found = self.rows(f"FROM {side}.build")
        if not found:
            raise Unreadable("it holds no build")
        known: Row = {name: found[0].get(name) for name in Made.__dataclass_fields__}
        return Made(**known)


def _lacking(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """What a file lacks of the layout that is read here: tables and columns."""
    found = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = ?", [database]
    ).fetchall()
    has: dict[str, set[str]] = {}
    for table, column in found:
        has.setdefault(table, set()).add(column)
    return [
        name if name not in has else f"{name}.{column}"
        for name in READ
        for column in (tables()[name].columns if name in has else [""])
        if name not in has or column not in has[name]
    ]


def _absent(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """The tables that a file lacks: what it lacks of columns may be nothing that is asked for."""
    return [name for name in _lacking(connection, database) if "." not in name]


def absent(path: Path) -> list[str]:
    """The tables that are read here and that a file lacks. Raises `duckdb.Error` where damaged."""
    with connect() as connection:
        connection.execute(f"ATTACH {quoted(str(path))} AS file (READ_ONLY)")
        return _absent(connection, "file")


def _older(path: Path, lacking: Collection[str]) -> Unreadable:
    few = ", ".join(list(lacking)[:5]) + (", ..." if len(lacking) > 5 else "")
    return Unreadable(
        f"{path} is of another layout than this Muster reads: it lacks {few}; "
        "build it anew from its catalog to compare it"
    )


def _attach(connection: duckdb.DuckDBPyConnection, side: str, path: Path) -> None:
    if not path.is_file():
        raise Unreadable(f"{path} is no file")
    try:
        connection.execute(f"ATTACH {quoted(str(path))} AS {side}_file (READ_ONLY)")
    except duckdb.Error as error:
        raise Unreadable(f"{path} cannot be opened, it may be damaged: {error}") from error
    if missing := _absent(connection, f"{side}_file"):
        raise _older(path, missing)
    connection.execute(f"CREATE SCHEMA {side}")
    for table in READ:
        name = identifier(table)
        connection.execute(f"CREATE VIEW {side}.{name} AS FROM {side}_file.main.{name}")


@contextmanager
def sides(old: Path, new: Path) -> Iterator[Sides]:
    """The two files side by side, until the block ends, in an engine of their own: what a damaged
    file does to it harms nobody else, and nothing beside the two can be read.

    Raises `Unreadable` where a file is missing, damaged or of another layout, also where that only
    shows when the block reads it.
    """
    with connect() as connection:
        try:
            for side, path in (("old", old), ("new", new)):
                _attach(connection, side, path)
            connection.execute("SET enable_external_access = false")
            yield Sides(connection)
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            for side, path in (("old", old), ("new", new)):
                if lacking := _lacking(connection, f"{side}_file"):
                    raise _older(path, lacking) from error
            raise
        except duckdb.PermissionException as error:
            raise Unreadable(f"{old} or {new} asks for another file: {error}") from error
        except DAMAGED as error:
            raise Unreadable(f"{old} or {new} is damaged: {error}") from error
