"""The versions of documents, as the entries of an index tell of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sources.archive.entry import Entry


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


def snapshots(entries: Iterable[Entry]) -> list[Snapshot]:
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
