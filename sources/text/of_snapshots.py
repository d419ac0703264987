"""The texts of snapshots: those that are kept, and those still to be made."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing

from sources.archive import Altered, Archive, Snapshot
from sources.archive.ahead import ahead
from sources.text.bounded import texts
from sources.text.kept import KeptTexts
from sources.text.plain_text import LIMITS, Limits, Refused, Text, method
from sources.text.wire import Job

Key = tuple[str, str]  # SHA-256 and method

MOST_PROCESSES = 8  # each may take 3 GiB at its worst, and 0.2 at its best
PER_PROCESS = 20  # texts that take as long to make as a process takes to start


def text_of(
    snapshots: Iterable[Snapshot],
    archive: Archive,
    kept: KeptTexts,
    processes: int | None = None,
    limits: Limits = LIMITS,
) -> Iterator[tuple[Snapshot, Text | str]]:
    """Each snapshot in its order, with its text, or with the reason why there is none.

    The captured bytes that are here are verified each time: of an altered or missing object there
    is a reason and no text, even where one is kept from before. What is not kept is made, in as
    many `processes` (by default as many as there are processors for it), and kept; where nothing is
    missing none is started. One text is held at a time.
    """
    planned = [(snapshot, _key(snapshot)) for snapshot in snapshots]
    missing = _missing(planned, kept)
    made = _Made(missing, archive, kept, processes or _processes(len(missing)), limits)
    with closing(made):
        for snapshot, key in _brought(planned, missing, kept):
            if isinstance(key, str):
                yield snapshot, key
            elif key in missing:
                yield snapshot, made.text(key)
            else:
                yield snapshot, _standing(key, snapshot, archive, kept, limits)


def _key(snapshot: Snapshot) -> Key | str:
    """Under which the text of a snapshot is kept, or why it has none."""
    try:
        return snapshot.sha256, method(snapshot.media_type, snapshot.charset)
    except Refused as refused:
        return str(refused)


def _missing(planned: Iterable[tuple[Snapshot, Key | str]], kept: KeptTexts) -> dict[Key, Snapshot]:
    """What is kept neither here nor behind. What is kept, but not as it was, is seen when read."""
    here: dict[str, set[str]] = {}
    found: dict[Key, Snapshot] = {}
    for snapshot, key in planned:
        if isinstance(key, str) or key in found:
            continue
        sha256, name = key
        if name not in here:
            here[name] = kept.here(name)
        if sha256 not in here[name] and not kept.elsewhere(*key):
            found[key] = snapshot
    return found


def _processes(jobs: int) -> int:
    able = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(able, MOST_PROCESSES, jobs // PER_PROCESS))


def _brought(
    planned: list[tuple[Snapshot, Key | str]], missing: dict[Key, Snapshot], kept: KeptTexts
) -> Iterable[tuple[Snapshot, Key | str]]:
    """What is planned; texts that only the store behind has are fetched ahead, side by side."""
    if kept.behind is None:
        return planned

    def bring(item: tuple[Snapshot, Key | str]) -> None:
        if not isinstance(item[1], str) and item[1] not in missing:
            kept.bring(*item[1])

    return ahead(planned, bring)


def _standing(
    key: Key, snapshot: Snapshot, archive: Archive, kept: KeptTexts, limits: Limits
) -> Text | str:
    """A kept text, if the bytes that it was made of still stand; made anew where it is damaged."""
    if (said := archive.objects.altered(key[0], snapshot.size or None)) is not None:
        return said
    if (found := kept.get(*key)) is not None:
        return found
    with closing(_Made({key: snapshot}, archive, kept, 1, limits)) as again:
        return again.text(key)


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
        self.missing, self.archive, self.kept, self.limits = missing, archive, kept, limits
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
                if made == key:
                    return found
                if key in self.gone:
                    break
        if key in self.gone:
            return self.gone[key]
        return _standing(key, self.missing[key], self.archive, self.kept, self.limits)

    def close(self) -> None:
        """End what is still being made."""
        self.texts.close()

    def _jobs(self) -> Iterator[Job]:
        for key, snapshot in self._brought():
            try:
                data = self.archive.objects.get(snapshot.sha256)
            except Altered as altered:
                self.gone[key] = str(altered)
                continue
            yield Job(" ".join(key), data, snapshot.media_type, snapshot.charset)

    def _brought(self) -> Iterable[tuple[Key, Snapshot]]:
        """What is missing; objects that only the store behind has are fetched ahead."""
        if self.archive.behind is None:
            return self.missing.items()
        return ahead(self.missing.items(), lambda item: self.archive.objects.bring(item[0][0]))


def _split(told: str) -> Key:
    sha256, _, name = told.partition(" ")
    return sha256, name
