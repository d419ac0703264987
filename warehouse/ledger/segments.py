"""One file of the ledger: its name, its key-value metadata, and how a new one is written.

Which files belong together stands in chain.py.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.engine import quoted

FIRST = ""  # what the first segment names as the one before it
BESIDE = ".beside-"  # what half-written segments begin with
NAME = re.compile(r"(\d{6,})-([0-9a-f]{16})\.parquet")


@dataclass(frozen=True)
class Segment:
    """A segment as its file says; `previous` is the name of the one before it."""

    path: Path
    number: int
    previous: str

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.path.name


def digest(path: Path) -> str:
    """The first 16 hex digits of the file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def named(number: int, file: Path) -> str:
    """The name of the segment that has a number and the bytes of a file."""
    return f"{number:06d}-{digest(file)}.parquet"


def read(path: Path) -> Segment | None:
    """The segment in a file; None where its bytes are not those that its name promises."""
    told = NAME.fullmatch(path.name)
    if told is None or digest(path) != told[2]:
        return None
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_metadata(path).metadata or {}
    except pa.ArrowInvalid:  # another kind of file, named as a segment
        return None
    return Segment(path, int(told[1]), metadata.get(b"previous", b"?").decode())


def write(
    connection: duckdb.DuckDBPyConnection, query: str, folder: Path, after: Segment | None
) -> Path | None:
    """Write what a query gives as the segment after another one, beside its place; returns where.

    None where the query gives no row. `put` gives it its name; until then it is not there. Raises
    `OSError` where it cannot be written (a full disk), and leaves nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{BESIDE}{os.getpid()}"  # one at a time: the caller holds the lock
    previous = quoted(after.name if after else FIRST)
    try:
        copied = connection.execute(
            f"COPY ({query}) TO {quoted(str(beside))} "
            f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{previous: {previous}}})"
        ).fetchone()
        if copied and copied[0]:
            sync(beside)  # what is named later is on the disk
            beside.chmod(0o444)
            return beside
    except duckdb.IOException as error:
        beside.unlink(missing_ok=True)
        raise OSError(f"no segment can be written into {folder}: {error}") from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    beside.unlink()
    return None


def put(beside: Path, after: Segment | None) -> Segment:
    """Give a written segment its name. Nothing is overwritten: raises `FileExistsError`."""
    number = after.number + 1 if after else 1
    path = beside.with_name(named(number, beside))
    if path.exists():
        raise FileExistsError(f"{path} is there already")
    beside.rename(path)
    sync(path.parent)
    return Segment(path, number, after.name if after else FIRST)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
