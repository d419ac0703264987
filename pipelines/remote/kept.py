"""The versions that can be named, wherever they are kept; and one of them, at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from pipelines.lock import holding, patience
from pipelines.remote import pointer
from pipelines.remote.bring import bring
from pipelines.remote.bring import version as brought
from pipelines.remote.desk import store_of
from pipelines.remote.pointer import Entry
from pipelines.remote.send import Sending
from pipelines.remote.way import Kept
from warehouse import keeping, known_versions
from warehouse import rollback as puts_back
from warehouse.known_versions import Unknown, Version, find
from warehouse.versions import KEPT, PUBLISHED


def versions(out: Path) -> list[Version]:
    """The published version, then those kept, the latest first: of OUT, or of the store that OUT is
    the desk of. There `path` is where a version lies once it is `at_hand`, and whole is one whose
    size and tag are as when it was sent. Raises `StoreFailed`.
    """
    store = store_of(out)
    if store is None:
        return known_versions.versions(out)
    standing = pointer.read(store)
    if standing is None:
        return []
    there = {kept.name: kept for kept in store.listed(KEPT)}
    entries = standing.pointer.entries()
    return [_version(out, e, n == 0, there.get(e.path)) for n, e in enumerate(entries)]


def _version(out: Path, entry: Entry, published: bool, there: Kept | None) -> Version:
    state: keeping.State = "whole"
    if there is None or there.size != entry.bytes:
        state = "damaged"
    elif there.tag is None or entry.tag is None:
        state = "unknown"
    elif there.tag != entry.tag:
        state = "damaged"
    return Version(
        entry.build_id, published, state, entry.bytes,
        out / PUBLISHED if published else out / KEPT / Path(entry.path).name,
        entry.when(), entry.catalog_sha256, entry.code_version, entry.vocabulary_sha256,
        entry.n_claims,
    )  # fmt: skip


def at_hand(out: Path, version: Version) -> Path:
    """The file of a version, brought from the store where OUT is its desk. Raises `StoreFailed`,
    and `FileNotFoundError` where it is not kept any more.
    """
    store = store_of(out)
    if store is not None and not version.published:
        standing = pointer.read(store)
        for entry in standing.pointer.before if standing else ():
            if Path(entry.path).name == version.path.name:
                return brought(out, store, entry)
    return version.path


def rollback(
    out: Path, typed: str, keep: int, waiting: Callable[[str], None]
) -> puts_back.RolledBack:
    """Publish a kept version again (warehouse/rollback.py), in the store too that OUT is the desk
    of. Raises also `lock.Busy`, `StoreFailed`, and `ledger.keep.Overtaken` where another was
    published meanwhile.
    """
    store = store_of(out)
    if store is None:
        return puts_back.rollback(out, typed)
    run_id = str(uuid4())
    with holding(out, run_id, patience(), waiting):
        standing = bring(out, store, keep)
        _at_hand(out, typed)
        return puts_back.rollback(out, typed, Sending(out, store, standing, run_id, keep))


def _at_hand(out: Path, typed: str) -> None:
    """Bring the version that is meant; where none is, rolling back says so."""
    try:
        at_hand(out, find([v for v in versions(out) if not v.published], typed))
    except Unknown:
        return
