"""Which versions a store keeps, and the removal of the others.

Nothing is removed that the pointer names; and what it named is named on for some time after it
moved, for readers who may still be loading it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipelines.remote import pointer
from pipelines.remote.failed import StoreFailed
from pipelines.remote.pointer import Entry, Pointer
from pipelines.remote.store import Store
from pipelines.settings import number
from warehouse.versions import KEPT

BUILDS = "builds"  # what is made of a version: <build id>/report-<sum>/..., <build id>/export-...
GRACE = 3_600.0  # seconds: a file of 10 GB at 3 MB/s
ABANDONED = 86_400.0  # seconds after which an upload that no pointer named is nobody's
AT_ONCE = 8  # requests
_BUILT = re.compile(rf"{KEPT}/(\d{{8}}T\d{{6}})\d{{6}}Z-")


def grace() -> float:
    """MUSTER_STORE_GRACE: seconds that a version stays after another took its place."""
    return number("MUSTER_STORE_GRACE", GRACE, 30 * 86_400, "seconds")


def retained(before: Pointer | None, new: Entry, keep: int) -> tuple[Entry, ...]:
    """The versions that stay beside a new one, latest first: as many as are kept, and all that were
    published a moment ago.
    """
    if before is None:
        return ()
    now = datetime.now(UTC)
    stood = before.version
    others = [replace(stood, until=pointer.told_at(now)), *before.before]
    others = sorted((e for e in others if e.path != new.path), key=Entry.when, reverse=True)
    young = pointer.told_at(now - timedelta(seconds=grace()))
    return tuple(e for n, e in enumerate(others) if n < keep or (e.until or "") > young)


def prune(store: Store, before: Pointer | None) -> None:
    """Remove versions that the pointer names no more, what was made of them, and uploads that it
    never named. What cannot be removed now is removed after the next publication.
    """
    with suppress(StoreFailed):
        standing = pointer.read(store)
        if standing is None:
            return
        named = standing.pointer.entries()
        old = {e.path for e in before.entries()} if before else set()
        remove(store, [*_versions(store, named, old), *_made_of(store, named)])
        store.way.tidy(KEPT, ABANDONED)


def remove(store: Store, names: Iterable[str]) -> None:
    """Remove objects, some at once."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(store.delete, names))


def _versions(store: Store, named: tuple[Entry, ...], old: set[str]) -> list[str]:
    paths = {e.path for e in named}
    nobodys = f"{datetime.now(UTC) - timedelta(seconds=ABANDONED):%Y%m%dT%H%M%S}"

    def goes(name: str) -> bool:
        path = name.removesuffix(".sha256")
        built = _BUILT.match(path)
        return path not in paths and (path in old or (built is not None and built[1] < nobodys))

    return [kept.name for kept in store.listed(KEPT) if goes(kept.name)]


def _made_of(store: Store, named: tuple[Entry, ...]) -> list[str]:
    folders = tuple(f"{f}/" for e in named for f in (e.report, e.export) if f)
    return [kept.name for kept in store.listed(BUILDS) if not kept.name.startswith(folders)]
