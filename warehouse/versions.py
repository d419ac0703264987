"""The published file and those before it: one publisher at a time, the old one kept.

Knows files and their names, not what is in them beyond the row of `build`.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse import keeping

PUBLISHED = "muster.duckdb"
KEPT = "versions"
BESIDE = ".muster."  # what unfinished builds begin with


@contextmanager
def only_publisher(out: Path) -> Iterator[None]:
    """Hold OUT for publishing; a second publisher waits. The lock dies with its process."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".publish.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def remove_leftovers(out: Path) -> None:
    """Remove what killed builds left beside; whoever holds the lock knows that they are dead."""
    for path in out.glob(f"{BESIDE}*"):
        if path.is_dir():  # where DuckDB puts what does not fit into memory
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def wal(path: Path) -> Path:
    """DuckDB's write-ahead log of a database file."""
    return path.with_name(path.name + ".wal")


def named(built_at: datetime, build_id: str) -> str:
    """The name of a version, such that names sort by time."""
    return f"{built_at:%Y%m%dT%H%M%S%f}Z-{re.sub(r'[^A-Za-z0-9._-]', '_', build_id)}.duckdb"


def name_of(path: Path) -> str:
    """The name of a file among the versions: when it was built and by which build."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            row = connection.execute("SELECT built_at, build_id FROM build").fetchone()
    except duckdb.Error:  # made by other hands, or open elsewhere in this process for writing
        row = None
    built_at, build_id = row or (datetime.fromtimestamp(path.stat().st_mtime, UTC), "unknown")
    return named(built_at, str(build_id))


def second_name(published: Path, name: str) -> Path:
    """A second name for a file in its folder; a copy where links cannot be made."""
    beside = published.with_name(name)
    beside.unlink(missing_ok=True)
    try:
        os.link(published, beside)
    except OSError:
        shutil.copy2(published, beside)
    return beside


def _keep(published: Path) -> Path:
    """Keep the published file under versions/, with its checksum."""
    folder = published.parent / KEPT
    folder.mkdir(exist_ok=True)
    # Its name is read from the second name: to a process that has the published path open already,
    # DuckDB shows under that path the file as it was when first opened.
    beside = second_name(published, f"{BESIDE}{os.getpid()}.kept")
    kept = folder / name_of(beside)
    # After a rollback the version stands there already, and somebody may have written into the
    # published file since: the one that is whole stays.
    if not (kept.exists() and keeping.state(kept) == "whole"):
        keeping.note(kept, beside)
        beside.replace(kept)
    beside.unlink(missing_ok=True)  # a rename does nothing where both are one file
    # A log left by somebody who wrote into the published file belongs to that file, and would
    # be read as the new one's.
    if wal(published).exists():
        wal(published).replace(wal(kept))
    return kept


def replace(built: Path, out: Path, keep: int | None) -> Path | None:
    """Put a built file in the published one's place in one step, and keep the latter.

    Whoever has the old file open goes on reading it. Keeps the latest `keep` versions: all where
    None, none where 0, and then the old file is gone. Returns where the old file now is.
    """
    published = out / PUBLISHED
    if keep == 0:
        built.replace(published)
        return None
    kept = _keep(published) if published.exists() else None
    version = out / KEPT / name_of(built)
    keeping.note(version, built)
    built.replace(published)
    if kept and keep:
        keeping.forget_old(kept.parent, keep, kept, version.name)
    return kept
