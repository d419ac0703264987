"""The texts of snapshots: kept ones as they were made, others made now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sources.archive import Altered, Archive, Snapshot
from sources.text.bounded import Job, texts
from sources.text.kept import KeptTexts
from sources.text.plain_text import Refused, Text, method


def text_of(
    wanted: Sequence[Snapshot], archive: Archive, kept: KeptTexts
) -> Iterator[tuple[Snapshot, Text | str]]:
    """(snapshot, its text) in the order given; instead of a text, the reason why there is none."""
    for snapshot in wanted:
        try:
            data = archive.objects.get(snapshot.sha256)
            name = method(snapshot.media_type)
        except (Altered, Refused) as reason:
            yield snapshot, str(reason)
            continue
        found = kept.get(snapshot.sha256, name, snapshot.charset)
        if found is None:
            job = Job(snapshot.sha256, data, snapshot.media_type, snapshot.charset)
            ((_, found),) = texts([job])
            kept.put(snapshot.sha256, name, found, snapshot.charset)
        yield snapshot, found
