"""The archive of a folder: objects, and an append-only index of what happened to which document.

The index of a folder alone is a file of lines (lines.py); with a store behind the folder, which
other machines share, it is kept there in parts (parts.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sources.archive.batch import Batch
from sources.archive.behind import Behind, Below
from sources.archive.entry import Entry
from sources.archive.lines import Lines
from sources.archive.objects import Objects
from sources.archive.parts import Parts

INDEX = "index.jsonl"
PARTS, OBJECTS = "index", "objects"


class Archive:
    """The archive under a folder, which need not be there yet."""

    def __init__(self, folder: Path, behind: Behind | None = None) -> None:
        self.folder, self.behind = folder, behind
        self.path = folder / INDEX
        self.index: Lines | Parts = Lines(self.path)
        below = None
        if behind is not None:
            self.index = Parts(folder / PARTS, Below(behind, PARTS))
            below = Below(behind, OBJECTS)
        self.objects = Objects(folder / OBJECTS, below)
        self._batch: Batch | None = None

    def record(self, entry: Entry, data: bytes | None = None) -> Entry:
        """Keep what happened, and the bytes where some were captured; returns the entry as kept.

        Outside `batched` it counts, and is seen by all, when this returns. Raises `OSError` where
        bytes or entry cannot be kept; then nothing is recorded.
        """
        if data is not None:
            entry = replace(entry, sha256=self.objects.put(data), size=len(data))
        batch = self._batch  # which another thread may end meanwhile
        if batch is not None:
            batch.add(entry)
        else:
            self.index.add([entry])
        return entry

    @contextmanager
    def batched(self) -> Iterator[None]:
        """Let entries wait for one another where the index is kept in parts, which each cost a
        request (batch.py says how long). What still waits when this ends is recorded then, also
        when it ends in an error; a machine that dies loses it, and the pages are asked for again.
        """
        if isinstance(self.index, Lines):
            yield
            return
        batch = self._batch = Batch(self.index.add)
        try:
            yield
        finally:
            self._batch = None
            batch.end()

    def read(self) -> tuple[list[Entry], list[str]]:
        """Every entry in one order, and what is wrong with the rest: of a folder alone the order in
        which they were written, of a store one that is the same on every machine.
        """
        if self._batch is not None:
            self._batch.flush()
        if self.objects.listed is not None:
            self.objects.listed.forget()  # what is read now may tell of newer ones
        entries, damaged = self.index.read()
        if self.behind is not None and self.path.exists():
            damaged.append(f"{self.path}: its entries are not in the store, and not read")
        return entries, damaged

    def merge(self) -> str | None:
        """Merge the parts of an index that has many of them (parts.py); of other indexes nothing
        has to be merged.
        """
        return self.index.merge() if isinstance(self.index, Parts) else None

    def fingerprint(self) -> str:
        """A hash that changes with whatever happens to the archive, the same on every machine that
        sees the same.
        """
        return self.index.fingerprint()
