"""A folder's own archive brought into a store, and everything archived read to see that it stands.

Neither is part of a build: the first is done once, the second now and then, for it reads all bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sources.archive.ahead import ahead
from sources.archive.batch import MOST
from sources.archive.entry import Entry
from sources.archive.index import Archive
from sources.archive.lines import Lines
from sources.archive.objects import Altered, Objects, name_of

SHARED = "index.shared.jsonl"
"""Beside the index of a folder: what it was when it was brought into the store."""


@dataclass(frozen=True)
class Shared:
    """How many objects and entries were put into the store, and what is wrong with the rest."""

    objects: int
    entries: int
    wrong: list[str]


def share(archive: Archive, *, aside: bool = True) -> Shared:
    """Bring what only this folder has into the store behind it: objects first, then the entries of
    its own index, which is then set aside under `SHARED`, unless the folder is to be used alone.

    What the store has is not sent again, so that one that was interrupted is done again. Nobody may
    record into the folder alone meanwhile. Raises `OSError` where the store does not take it.
    """
    own, wrong = Lines(archive.path).read()
    if archive.objects.listed is not None:
        archive.objects.listed.forget()
    entries, damaged = archive.index.read()
    standing = set(entries)
    lacking = [entry for entry in own if entry not in standing]
    sent: list[str] = []

    def send(sha256: str) -> None:
        if _sent(sha256, archive.objects):
            sent.append(sha256)

    for _ in ahead(_captured([*entries, *own]), send):
        pass
    for start in range(0, len(lacking), MOST):
        archive.index.add(lacking[start : start + MOST])
    while archive.merge():
        pass
    if aside and archive.path.exists():
        archive.path.rename(archive.folder / SHARED)
    return Shared(len(sent), len(lacking), wrong + damaged)


def verified(archive: Archive) -> Iterator[str]:
    """What is wrong with any object, here or behind, or with any line of the index: every byte is
    read, and nothing is mended or kept.
    """
    entries, damaged = archive.read()
    yield from damaged
    found: dict[str, list[str]] = {}

    def verify(sha256: str) -> None:
        found[sha256] = list(_wrong(sha256, archive.objects))

    for sha256 in ahead(_captured(entries), verify):
        yield from found.pop(sha256)


def _sent(sha256: str, objects: Objects) -> bool:
    """Put an object behind that is whole here, where the store has none or one of another size."""
    if objects.listed is None or objects.altered_here(sha256) is not None:
        return False
    data = objects.get(sha256)
    if objects.listed.size(name_of(sha256)) == len(data):
        return False
    objects.send(sha256, data)
    return True


def _wrong(sha256: str, objects: Objects) -> Iterator[str]:
    here = objects.altered_here(sha256)
    alone = objects.listed is None
    if here is not None and (alone or objects.path(sha256).exists()):
        yield here
    if not alone:
        try:
            objects.fetched(sha256)
        except Altered as altered:
            yield str(altered)


def _captured(entries: Iterable[Entry]) -> list[str]:
    return sorted({entry.sha256 for entry in entries if entry.sha256 is not None})
