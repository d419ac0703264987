"""Where warehouses as they were known are kept: OUT/known/<build>/<state of knowledge>.duckdb.

Each is made beside and renamed. They can be made again from the published file at any time, so
none is precious: a handful is kept, and those of other builds go when one is made.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from warehouse.as_known.knowledge import Knowledge
from warehouse.as_known.make import is_all, make
from warehouse.as_known.narrowed import narrow
from warehouse.versions import PUBLISHED

FOLDER = "known"
MAKING = ".making-"  # what unfinished files lie in
KEPT = 8  # files, each as large as the published one: a month compared with the months before it
TRIES = 3


def opened(
    out: Path,
    asked: Knowledge,
    config: Mapping[str, Any] | None = None,
    making: Callable[[], None] = lambda: None,
) -> tuple[duckdb.DuckDBPyConnection, bool]:
    """A read-only connection to the warehouse of OUT as it was known, and whether that is the
    published one itself; `config` is DuckDB's.

    `making` is called before the seconds in which a file is made. A file that another process
    removes before it is opened, or that does not open, is made again.

    Raises `OSError` or DuckDB's error where OUT/known cannot be written.
    """
    for attempt in range(1, TRIES + 1):
        path = as_known(out, asked, making)
        everything = path == out / PUBLISHED
        try:
            found = duckdb.connect(str(path), read_only=True, config=dict(config or {}))
        except duckdb.Error:
            if attempt == TRIES or everything:
                raise
            path.unlink(missing_ok=True)
        else:
            return found, everything
    raise AssertionError("the last attempt returns or raises")


def as_known(out: Path, asked: Knowledge, making: Callable[[], None] = lambda: None) -> Path:
    """The warehouse of OUT as it was known: the file that is kept, or one that is made now; the
    published one itself where all that it holds was known.

    Another process that makes one meanwhile is waited for. Raises as `opened` does.
    """
    with duckdb.connect(str(out / PUBLISHED), read_only=True) as connection:
        path = out / FOLDER / _build(connection) / f"{asked.name}.duckdb"
        if _is_kept(path):
            return path
        narrow(connection, asked)
        if is_all(connection):
            return out / PUBLISHED
        making()
        with _only_maker(out / FOLDER):
            if not _is_kept(path):
                _made(connection, path)
    return path


def _build(connection: duckdb.DuckDBPyConnection) -> str:
    """The id of the build that made a file, as the name of a folder."""
    row = connection.execute("SELECT build_id FROM build").fetchone()
    return re.sub(r"[^A-Za-z0-9_-]", "_", str(row[0])) if row else "unknown"


def _is_kept(path: Path) -> bool:
    """Whether the file is there; it then counts as used now."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    except PermissionError:  # somebody else's: it can be read all the same
        return True
    return True


@contextmanager
def _only_maker(folder: Path) -> Iterator[None]:
    """Hold the folder for making a file; another maker waits. The lock dies with its process, so
    that whoever holds it knows that what is left unfinished belongs to nobody."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in folder.glob(f"{MAKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _made(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make the file and remove those of other builds, and of this one those used longest ago."""
    folder = path.parent.parent
    with tempfile.TemporaryDirectory(dir=folder, prefix=MAKING) as beside:
        made = make(connection, Path(beside))
        path.parent.mkdir(exist_ok=True)
        made.replace(path)
    for other in folder.iterdir():
        if other.is_dir() and other != path.parent:
            shutil.rmtree(other, ignore_errors=True)
    for old in sorted(path.parent.glob("*.duckdb"), key=_used, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)


def _used(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0.0
