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
from warehouse.versions import BESIDE, KEPT, PUBLISHED, name_of, second_name

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
    kept = sorted((out / KEPT).glob("*.duckdb"), reverse=True)
    listed = [_version(path, path) for path in kept]
    published = out / PUBLISHED
    if published.is_file():
        listed.insert(0, _version(published, _noted_as(published), published=True))
    return listed


def _noted_as(published: Path) -> Path:
    """The name under which the published file will be kept, and its checksum is noted."""
    beside = second_name(published, f"{BESIDE}looked-at")
    try:
        return published.parent / KEPT / name_of(beside)
    finally:
        beside.unlink(missing_ok=True)


def _version(path: Path, noted_as: Path, published: bool = False) -> Version:
    state = keeping.state(noted_as, path)
    made: dict[str, Any] = {}
    if state != "damaged":
        try:
            made = _made(path)
        except duckdb.Error:
            state = "damaged"
    if not made:
        named = NAME.fullmatch(noted_as.name)
        when = datetime.strptime(named[1], "%Y%m%dT%H%M%S%f") if named else None
        made = {"build_id": named[2] if named else "unknown", "built_at": when}
    return Version(
        published=published, state=state, bytes=path.stat().st_size, path=path, **made
    )  # fmt: skip


def _made(path: Path) -> dict[str, Any]:
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH {quoted(str(path))} AS version (READ_ONLY)")
        result = connection.execute("FROM version.build")
        names = [column[0] for column in result.description or ()]
        row = dict(zip(names, result.fetchone() or (), strict=True))
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
