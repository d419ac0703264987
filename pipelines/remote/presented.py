"""The report and the exports of a published version, beside it in the store.

They are sent under a name that tells their bytes, and then named by the pointer: a publication does
not wait for them.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pipelines.remote import pointer
from pipelines.remote.desk import store_of
from pipelines.remote.prune import AT_ONCE, BUILDS
from pipelines.remote.store import Store
from warehouse import keeping
from warehouse.versions import PUBLISHED

TRIES = 3  # of naming it, where the pointer moves meanwhile
Kind = Literal["report", "export"]


def present(out: Path, kind: Kind, folder: Path) -> str | None:
    """Send a folder that was made of OUT's published file to the store that OUT is the desk of, and
    name it beside its version; returns its address. None where OUT is no desk, or where another
    version is published by now. Raises `StoreFailed`.
    """
    store = store_of(out)
    if store is None:
        return None
    at = _sent(store, kind, folder, keeping.sha256(out / PUBLISHED))
    return at and f"{store.url}/{at}"


def _sent(store: Store, kind: Kind, folder: Path, version: str) -> str | None:
    standing = pointer.read(store)
    if standing is None or standing.pointer.version.sha256 != version:
        return None
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    sums = {p.relative_to(folder).as_posix(): keeping.sha256(p) for p in files}
    digest = hashlib.sha256("".join(f"{s}  {n}\n" for n, s in sums.items()).encode()).hexdigest()
    name = Path(standing.pointer.version.path).stem
    target = f"{BUILDS}/{name}/{kind}-{digest[:12]}"
    there = {kept.name: kept.size for kept in store.listed(target)}
    lacking = [p for p in files if there.get(_at(target, folder, p)) != p.stat().st_size]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda p: store.send(_at(target, folder, p), p), lacking))
    return _named(store, kind, target, version)


def _at(target: str, folder: Path, file: Path) -> str:
    return f"{target}/{file.relative_to(folder).as_posix()}"


def _named(store: Store, kind: Kind, target: str, version: str) -> str | None:
    for _ in range(TRIES):
        standing = pointer.read(store)
        if standing is None or standing.pointer.version.sha256 != version:
            return None
        stood = standing.pointer.version
        entry = replace(stood, report=target) if kind == "report" else replace(stood, export=target)
        new = pointer.again(standing.pointer, entry)
        if store.swap(pointer.NAME, new.as_json(), standing.tag) is not None:
            return target
    return None
