"""The texts of snapshots: those that are kept, and those still to be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from sources.archive import Altered, Archive, Snapshot
from sources.text.bounded import texts
from sources.text.kept import KeptTexts
from sources.text.plain_text import LIMITS, Limits, Refused, Text, method
from sources.text.wire import Job

Key = tuple[str, str]  # SHA-256 and method


def text_of(
    snapshots: Iterable[Snapshot],
    archive: Archive,
    kept: KeptTexts,
    processes: int = 1,
    limits: Limits = LIMITS,
) -> Iterator[tuple[Snapshot, Text | str]]:
    """Each snapshot in its order, with its text, or with the reason why there is none.

    The captured bytes are verified each time: of an altered or missing object there is a reason
    and no text, even where one is kept from before. What is not kept is made, in as many
    `processes`, and kept; where nothing is missing none is started.
    """
    planned = [(snapshot, _key(snapshot)) for snapshot in snapshots]
    missing = {
        key: snapshot
        for snapshot, key in planned
        if not isinstance(key, str) and kept.get(*key) is None
    }
    with closing(_Made(missing, archive, kept, processes, limits)) as made:
        for snapshot, key in planned:
            if isinstance(key, str):
                yield snapshot, key
            elif key in missing:
                yield snapshot, made.text(key)
            else:
                yield snapshot, _standing(key, archive, kept)


def _key(snapshot: Snapshot) -> Key | str:
    """Under which the text of a snapshot is kept, or why it has none."""
    try:
        return snapshot.sha256, method(snapshot.media_type, snapshot.charset)
    except Refused as refused:
        return str(refused)


def _standing(key: Key, archive: Archive, kept: KeptTexts) -> Text | str:
    """A kept text, if the bytes that it was made of still stand."""
    said = archive.objects.altered(key[0])
    found = kept.get(*key)
    return said or found or f"{kept.path(*key)}: the kept text is gone; it is made next time"


class _Made:
    """Texts made in the order in which they are missing, kept as soon as they are there."""

    def __init__(
        self,
        missing: dict[Key, Snapshot],
        archive: Archive,
        kept: KeptTexts,
        processes: int,
        limits: Limits,
    ) -> None:
        self.missing, self.archive, self.kept = missing, archive, kept
        self.gone: dict[Key, str] = {}
        self.ahead: set[Key] = set()
        self.texts = texts(self._jobs(), processes, limits)

    def text(self, key: Key) -> Text | str:
        """The text of a key that is missing; more than one snapshot may ask for it."""
        if key not in self.gone and key not in self.ahead:
            for told, found in self.texts:
                made = _split(told)
                self.kept.put(*made, found)
                self.ahead.add(made)
                if made == key or key in self.gone:
                    break
        return self.gone.get(key) or _standing(key, self.archive, self.kept)

    def close(self) -> None:
        """End what is still being made."""
        self.texts.close()

    def _jobs(self) -> Iterator[Job]:
        for key, snapshot in self.missing.items():
            try:
                data = self.archive.objects.get(snapshot.sha256)
            except Altered as altered:
                self.gone[key] = str(altered)
                continue
            yield Job(" ".join(key), data, snapshot.media_type, snapshot.charset)


def _split(told: str) -> Key:
    sha256, _, name = told.partition(" ")
    return sha256, name
