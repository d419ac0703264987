"""The archive of a folder: objects, and an append-only index of what happened to which document.

The index is a file of JSON lines. A line is written whole and synced before it counts; one that a
crash cut short is passed over, and named.
"""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from sources.archive.entry import Entry, parsed
from sources.archive.objects import Objects
from sources.beside import naming

INDEX = "index.jsonl"
_LONGEST_LINE = 1 << 20  # bytes: every value of an entry is capped, so that no line comes near it


@dataclass(frozen=True)
class Snapshot:
    """One version of a document: the same bytes twice are one. `captured_at` is when they were
    first brought in, `seen_at` when they were last found standing.
    """

    document_id: str
    sha256: str
    url: str
    captured_at: datetime
    seen_at: datetime
    media_type: str
    charset: str | None
    size: int
    status: int | None
    etag: str | None
    last_modified: str | None
    how: str


class Archive:
    """The archive under a folder, which need not be there yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.objects = Objects(folder / "objects")
        self.path = folder / INDEX

    def record(self, entry: Entry, data: bytes | None = None) -> Entry:
        """Keep what happened, and the bytes where some were captured; returns the entry as kept."""
        if data is not None:
            entry = replace(entry, sha256=self.objects.put(data), size=len(data))
        self.folder.mkdir(parents=True, exist_ok=True)
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
            stream.write(entry.line())
            stream.flush()
            os.fsync(stream.fileno())
        return entry

    def read(self) -> tuple[list[Entry], list[str]]:
        """Every entry in the order in which they were written, and what is wrong with the rest."""
        entries: list[Entry] = []
        damaged: list[str] = []
        if not self.path.exists() and not self.path.is_symlink():
            return entries, damaged
        with _open(self.path, "rb", os.O_RDONLY) as stream:
            fcntl.flock(stream, fcntl.LOCK_SH)  # else a line half written looks damaged
            lines = iter(lambda: stream.readline(_LONGEST_LINE), b"")
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    entries.append(parsed(line))
                except ValueError as error:
                    told = str(error).splitlines()[0][:200]
                    damaged.append(f"{self.path}:{number}: not an entry: {told}")
        return entries, damaged


def _open(path: Path, mode: str, flags: int) -> IO[bytes]:
    """Without following a link out of the archive; raises `OSError` for one."""
    return os.fdopen(os.open(path, flags | os.O_NOFOLLOW, 0o666), mode)


def snapshots(entries: list[Entry]) -> list[Snapshot]:
    """The versions of each document in the order in which they were first captured."""
    found: dict[tuple[str, str], Snapshot] = {}
    for entry in sorted(entries, key=lambda e: e.at):
        if entry.sha256 is None:
            continue
        key = (entry.document_id, entry.sha256)
        standing = found.get(key)
        if standing is not None:
            found[key] = _seen_again(standing, entry)
        elif entry.event == "captured":
            found[key] = Snapshot(
                document_id=entry.document_id, sha256=entry.sha256, url=entry.url,
                captured_at=entry.at, seen_at=entry.at, media_type=entry.media_type or "",
                charset=entry.charset, size=entry.size or 0, status=entry.status, etag=entry.etag,
                last_modified=entry.last_modified, how=entry.how,
            )  # fmt: skip
    return list(found.values())


def _seen_again(standing: Snapshot, entry: Entry) -> Snapshot:
    """The same bytes once more. Who brings them in again may know better what they are: a page
    saved under a wrong name is mended by saving it under the right one.
    """
    captured = entry.event == "captured"
    return replace(
        standing, seen_at=entry.at, etag=entry.etag or standing.etag,
        last_modified=entry.last_modified or standing.last_modified,
        media_type=(entry.media_type if captured else None) or standing.media_type,
        charset=entry.charset if captured else standing.charset,
    )  # fmt: skip
