"""The archived pages of a catalog: the public door to archive, texts and anchors of a folder.

Gives frames, as load.py does for the catalog. What is kept where stands in archive/ and text/.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sources.archive import Archive, Entry, Snapshot, snapshots
from sources.counts.kept import KeptCounts
from sources.text import KeptTexts, Text, text_of

if TYPE_CHECKING:
    import pandas as pd

TEXTS, COUNTS = "text", "counts"  # beside the objects: both can be made again


class Pages:
    """The pages under OUT/archive, which need not be there yet."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder)
        self.kept = KeptTexts(folder / TEXTS)
        self.counts = KeptCounts(folder / COUNTS)

    @cached_property
    def _read(self) -> tuple[list[Entry], list[str]]:
        return self.archive.read()

    @property
    def entries(self) -> list[Entry]:
        """What happened, in the order in which it was written."""
        return self._read[0]

    @property
    def damaged(self) -> list[str]:
        """Lines of the index that are none, with file and line."""
        return self._read[1]

    def snapshots(self) -> list[Snapshot]:
        """Every version, document by document; the one that was seen last comes last."""
        found = snapshots(self.entries)
        return sorted(found, key=lambda s: (s.document_id, s.seen_at, s.captured_at, s.sha256))

    def versions(self, document_id: str) -> list[Snapshot]:
        """The versions of one document."""
        return [s for s in self.snapshots() if s.document_id == document_id]

    def texts(self, wanted: Sequence[Snapshot]) -> Iterator[tuple[Snapshot, Text | str]]:
        """The text of each snapshot in the order given, or why there is none."""
        return text_of(wanted, self.archive, self.kept)


def by_document(found: Iterable[Snapshot]) -> Iterator[tuple[str, list[Snapshot]]]:
    """(document id, its versions) of snapshots that stand document by document."""
    for document_id, group in groupby(found, key=lambda s: s.document_id):
        yield document_id, list(group)


def fingerprint(folder: Path) -> str:
    """SHA-256 of the archive's index: it changes with whatever happens to the archive."""
    path = Archive(folder).path
    digest = hashlib.sha256()
    if path.is_file():
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
    return digest.hexdigest()


def archive_frames(folder: Path) -> dict[str, pd.DataFrame]:
    """snapshot and capture of the archive in a folder, also of documents that no catalog has."""
    from sources.frames import CAPTURE, from_rows

    pages = Pages(folder)
    return {
        "snapshot": snapshot_frame(pages, pages.snapshots()),
        "capture": from_rows(_captures(pages.entries), CAPTURE),
    }


def snapshot_frame(pages: Pages, found: Sequence[Snapshot]) -> pd.DataFrame:
    """The frame snapshot: every version, as they stand document by document, with its text."""
    from sources.frames import SNAPSHOT, from_rows

    latest = {s.document_id: s.sha256 for s in found}
    numbers: dict[str, int] = {}
    rows = []
    for snapshot, text in pages.texts(found):
        numbers[snapshot.document_id] = number = numbers.get(snapshot.document_id, 0) + 1
        rows.append(
            (
                snapshot.document_id, snapshot.sha256, number,
                latest[snapshot.document_id] == snapshot.sha256, snapshot.captured_at,
                snapshot.seen_at, snapshot.url, snapshot.how, snapshot.media_type,
                snapshot.charset, snapshot.size, snapshot.status, snapshot.etag,
                snapshot.last_modified, *_told(snapshot, text),
            )
        )  # fmt: skip
    return from_rows(rows, SNAPSHOT)


def _told(snapshot: Snapshot, text: Text | str) -> tuple[str | None, ...]:
    """method, text_sha256, characters, body_characters, problem."""
    if isinstance(text, str):
        return None, None, None, None, text
    digest = hashlib.sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest()
    return text.method, digest, len(text.text), text.main, None  # type: ignore[return-value]


def _captures(entries: list[Entry]) -> list[tuple[object, ...]]:
    last = {e.document_id: e for e in sorted(entries, key=lambda e: e.at)}
    return [
        (
            e.document_id, e.at, e.event, e.how, e.url, e.final_url, e.sha256, e.status, e.message,
            last[e.document_id] is e,
        )
        for e in entries
    ]  # fmt: skip
