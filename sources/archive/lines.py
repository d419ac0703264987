"""The index of a folder that stands alone: one file of JSON lines, to which lines are added.

A line is written whole and synced before it counts; one that a crash cut short is passed over, and
named.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from sources.archive.entry import Entry, parsed
from sources.beside import naming

_LONGEST_LINE = 1 << 20  # bytes: every value of an entry is capped, so that no line comes near it


class Lines:
    """A file of entries, which need not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, entries: Sequence[Entry]) -> None:
        """Write entries behind those that are there."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with (
            naming(self.path),
            _open(self.path, "ab+", os.O_RDWR | os.O_CREAT | os.O_APPEND) as stream,
        ):
            fcntl.flock(stream, fcntl.LOCK_EX)
            stream.seek(0, os.SEEK_END)
            if stream.tell():
                stream.seek(-1, os.SEEK_END)
                if stream.read(1) != b"\n":  # a crash cut the last line short
                    stream.write(b"\n")
            stream.write(b"".join(entry.line() for entry in entries))
            stream.flush()
            os.fsync(stream.fileno())

    def read(self) -> tuple[list[Entry], list[str]]:
        """Every entry in the order in which they were written, and what is wrong with the rest."""
        if not self.path.exists() and not self.path.is_symlink():
            return [], []
        with _open(self.path, "rb", os.O_RDONLY) as stream:
            fcntl.flock(stream, fcntl.LOCK_SH)  # else a line half written looks damaged
            return told(iter(lambda: stream.readline(_LONGEST_LINE), b""), self.path)

    def fingerprint(self) -> str:
        """SHA-256 of the file; it changes with whatever is added."""
        if not self.path.is_file():
            return hashlib.sha256().hexdigest()
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def told(lines: Iterable[bytes], path: Path) -> tuple[list[Entry], list[str]]:
    """The entries that lines hold, and what is wrong with the rest, by place in a file."""
    entries: list[Entry] = []
    damaged: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entries.append(parsed(line))
        except ValueError as error:
            why = str(error).splitlines()[0][:200]
            damaged.append(f"{path}:{number}: not an entry: {why}")
    return entries, damaged


def _open(path: Path, mode: str, flags: int) -> IO[bytes]:
    """Without following a link out of the archive; raises `OSError` for one."""
    return os.fdopen(os.open(path, flags | os.O_NOFOLLOW, 0o666), mode)
