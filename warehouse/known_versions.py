"""The versions that can be named: the published file and those kept, what made each, and whether it
is whole.

How they are kept stands in versions.py and keeping.py, how one is put back in rollback.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse import keeping
from warehouse.engine import identifier, quoted
from warehouse.versions import KEPT, PUBLISHED, named

NAME = re.compile(r"(\d{8}T\d{12})Z-(.+)\.duckdb")
SHOWN = 5  # ids that begin alike: enough to recognise the one that was meant


class Unknown(Exception):  # noqa: N818  # named for what is the matter with an id
    """No version, or more than one, has this id; the message says which there are."""


@dataclass(frozen=True)
class Version:
    """One version. `state`: whole, damaged, or unknown where no checksum was noted. What made it is
    None where the file does not say, or is damaged; `n_claims` likewise.
    """

    build_id: str
    published: bool
    state: keeping.State
    bytes: int
    path: Path
    built_at: datetime | None = None
    catalog_sha256: str | None = None
    code_version: str | None = None
    vocabulary_sha256: str | None = None
    n_claims: int | None = None


def versions(out: Path) -> list[Version]:
    """The published file, then those kept, the latest first."""
    listed = [_kept(path) for path in sorted((out / KEPT).glob("*.duckdb"), reverse=True)]
    published = out / PUBLISHED
    return [_published(published), *listed] if published.is_file() else listed


def _kept(path: Path) -> Version:
    """A kept version; of a damaged one what its name says."""
    state = keeping.state(path)
    if state != "damaged":
        try:
            return _version(path, state, False, made(path))
        except duckdb.Error:
            state = "damaged"
    found = NAME.fullmatch(path.name)
    when = datetime.strptime(found[1], "%Y%m%dT%H%M%S%f") if found else None
    return _version(
        path, state, False, {"build_id": found[2] if found else "unknown", "built_at": when}
    )


def _published(path: Path) -> Version:
    """The published file. Its checksum stands where it will be kept: that is told by its build."""
    try:
        told = made(path)
    except duckdb.Error:
        return _version(path, "damaged", True, {"build_id": "unknown"})
    noted_as = path.parent / KEPT / named(told["built_at"], told["build_id"])
    return _version(path, keeping.state(noted_as, path), True, told)


def _version(path: Path, state: keeping.State, published: bool, told: dict[str, Any]) -> Version:
    return Version(
        published=published, state=state, bytes=path.stat().st_size, path=path, **told
    )  # fmt: skip


def made(path: Path) -> dict[str, Any]:
    """What a file says of its build, and how many claims it has.

    Raises `duckdb.Error` where it cannot be read.
    """
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH {quoted(str(path))} AS version (READ_ONLY)")
        result = connection.execute("FROM version.build")
        names = [column[0] for column in result.description or ()]
        found = result.fetchall()
        if not found:
            raise duckdb.Error("it holds no build")
        row = dict(zip(names, found[0], strict=True))
        (n_claims,) = connection.execute("SELECT count(*) FROM version.claim").fetchall()[0]
    wanted = ("build_id", "built_at", "catalog_sha256", "code_version", "vocabulary_sha256")
    return {name: row.get(name) for name in wanted} | {"n_claims": n_claims}


def find(listed: Sequence[Version], typed: str) -> Version:
    """The version whose id is `typed`, or begins so; of one build the published file.

    Raises `Unknown` where there is none, or where there are several.
    """
    begun = [v for v in listed if typed and v.build_id.startswith(typed)]
    begun = [v for v in begun if v.build_id == typed] or begun
    ids = list(dict.fromkeys(v.build_id for v in begun))
    if len(ids) == 1:
        return begun[0]
    if ids:
        some = ", ".join(ids[:SHOWN]) + (", ..." if len(ids) > SHOWN else "")
        raise Unknown(f"{typed!r} begins {len(ids)} versions: {some}")
    raise Unknown(f"there is no version {typed!r}; muster versions lists those that are kept")


def reads_through(path: Path) -> bool:
    """Whether every row of every table can be read: the engine checks each block as it reads it."""
    try:
        with duckdb.connect(":memory:") as connection:
            connection.execute(f"ATTACH {quoted(str(path))} AS version (READ_ONLY)")
            found = connection.execute(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = 'version'"
            ).fetchall()
            for (table,) in found:
                name = identifier(table)
                connection.execute(f"SELECT sum(hash(t)) FROM version.main.{name} AS t").fetchall()
    except duckdb.Error:
        return False
    return True
