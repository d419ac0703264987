"""A publication in a store: all that it needs is sent first, then the pointer moves.

Whoever reads meanwhile sees what stood before, or all of the new. What is removed afterwards stands
in prune.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.remote import lease, pointer, prune
from pipelines.remote.bring import bring
from pipelines.remote.failed import StoreFailed
from pipelines.remote.pointer import Entry, Pointer, Standing
from pipelines.remote.store import Store
from warehouse import keeping, versions
from warehouse.known_versions import made
from warehouse.ledger.keep import FOLDER, Overtaken


@dataclass(frozen=True)
class Sending:
    """Sends a file that is about to take the published place on the desk; `run_id` is whose."""

    out: Path
    store: Store
    standing: Standing | None
    run_id: str
    keep: int

    def __call__(self, built: Path) -> None:
        """Publish the file in the store. Raises `Overtaken` where another was published since the
        pointer was read, and `StoreFailed`; then nothing is published.
        """
        lease.not_of_another(self.store, self.run_id)
        before = self.standing.pointer if self.standing else None
        entry = self._entry(built, before)
        ledger = self._ledger(before)
        kept = prune.retained(before, entry, self.keep)
        self._move(pointer.moved(entry, ledger, kept))
        prune.prune(self.store, before)

    def _entry(self, built: Path, before: Pointer | None) -> Entry:
        """The file as a version of the store, sent unless it is one already."""
        path = f"{versions.KEPT}/{versions.name_of(built)}"
        digest = keeping.sha256(built)
        for known in before.entries() if before else ():
            if (known.path, known.sha256) == (path, digest):
                return replace(known, until=None)
        sent = self.store.send(path, built)
        self.store.put(f"{path}.sha256", f"{digest}  {Path(path).name}\n".encode())
        told = made(built)
        told["built_at"] = pointer.told_at(told["built_at"])
        return Entry(path, digest, built.stat().st_size, tag=sent.tag, **told)

    def _ledger(self, before: Pointer | None) -> tuple[str, ...]:
        """The desk's segments; those that the store lacks are sent."""
        names = [f"{FOLDER}/{p.name}" for p in sorted((self.out / FOLDER).glob("*.parquet"))]
        known = before.ledger if before else ()
        for name in names:
            if name not in known:
                self.store.send(name, self.out / name)
        return tuple(names)

    def _move(self, new: Pointer) -> None:
        data, before = new.as_json(), self.standing.tag if self.standing else None
        try:
            tag = self.store.swap(pointer.NAME, data, before)
        except StoreFailed:
            if (found := self.store.get(pointer.NAME, pointer.MOST)) != data:
                told = "another pointer" if found else "no pointer"
                raise StoreFailed(
                    f"{self.store.url}/{pointer.NAME}",
                    f"could not be written, and {told} stands there: nothing was published",
                ) from None
            return
        if tag is None:
            standing = pointer.read(self.store)
            whose = f"build {standing.pointer.version.build_id}" if standing else "another build"
            raise Overtaken(
                f"{whose} was published in {self.store.url} after this one had read what stood "
                "there: nothing was published; build again, from the asset ledger on"
            )


def sending(
    out: Path, store: Store | None, run_id: str, keep: int
) -> Callable[[Path], None] | None:
    """What publishing calls with the built file, where OUT is the desk of a store: the desk is
    brought up to what is published first.
    """
    if store is None:
        return None
    return Sending(out, store, bring(out, store, keep), run_id, keep)
