"""What a store publishes, brought to the desk: the published file, and the ledger of claims.

What is there already, with the right sum, is not brought again.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from pipelines.remote import pointer
from pipelines.remote.failed import StoreFailed
from pipelines.remote.pointer import Entry, Pointer, Standing
from pipelines.remote.store import Store
from sources import beside
from warehouse import keeping, versions
from warehouse.ledger import segments
from warehouse.ledger.keep import FOLDER

NOTED = "published.json"  # what is known of the desk's published file
ASIDE = "unpublished"  # under the ledger: segments that the store's history does not have
MOST = 4 << 30  # bytes of a segment
LOOKS = 3  # at the pointer, where what it named is gone


def bring(out: Path, store: Store, keep: int, *, history: bool = True) -> Standing | None:
    """Bring the desk up to the pointer: the published file and, with `history`, the ledger; returns
    the pointer, None where nothing was ever published: then the desk stays as it is.

    Raises `StoreFailed`, `LayoutError`, and `OSError` of the desk's disk; then the desk holds what
    it held before, or what is published.
    """
    for _ in range(LOOKS):
        standing = pointer.read(store)
        if standing is None or _up_to_date(out, standing.pointer, history):
            return standing
        try:
            with versions.only_publisher(out):
                if history:
                    _history(out, store, standing.pointer)
                _version(out, store, standing.pointer.version, keep)
        except FileNotFoundError as error:  # removed since: then the pointer has moved on
            gone = error
            continue
        return standing
    raise StoreFailed(store.url, f"what {pointer.NAME} names is not there: {gone.filename}")


def version(out: Path, store: Store, entry: Entry) -> Path:
    """A version of the store among those kept on the desk, with its checksum. Raises as `bring`,
    and `FileNotFoundError` where it is not in the store any more.
    """
    kept = out / versions.KEPT / Path(entry.path).name
    if not (kept.is_file() and keeping.sha256(kept) == entry.sha256):
        kept.parent.mkdir(exist_ok=True)
        part = kept.with_name(f"{versions.BESIDE}{os.getpid()}.brought")
        store.fetch(entry.path, part, entry.bytes, entry.sha256)
        keeping.checksum(kept).unlink(missing_ok=True)
        keeping.note(kept, part)
        part.replace(kept)
    return kept


def note(out: Path, sha256: str) -> None:
    """Remember which version the desk's published file is, so that it need not be hashed again."""
    told = {"sha256": sha256, "file": _seen(out / versions.PUBLISHED)}
    beside.write(out / NOTED, json.dumps(told).encode() + b"\n")


def _up_to_date(out: Path, pointer: Pointer, history: bool) -> bool:
    published = out / versions.PUBLISHED
    if history and any(not (out / FOLDER / Path(name).name).exists() for name in pointer.ledger):
        return False
    if not published.is_file() or published.stat().st_size != pointer.version.bytes:
        return False
    try:
        noted = json.loads((out / NOTED).read_bytes())
    except (OSError, ValueError):
        noted = {}
    if noted.get("file") == _seen(published):
        return bool(noted.get("sha256") == pointer.version.sha256)
    if keeping.sha256(published) != pointer.version.sha256:
        return False
    note(out, pointer.version.sha256)
    return True


def _seen(file: Path) -> list[int]:
    about = file.stat()
    return [about.st_ino, about.st_ctime_ns, about.st_size]


def _version(out: Path, store: Store, entry: Entry, keep: int) -> None:
    """Put the version in the published place, from the desk's own ones where it is among them."""
    published = out / versions.PUBLISHED
    if published.is_file() and keeping.sha256(published) == entry.sha256:
        return note(out, entry.sha256)
    part = out / f"{versions.BESIDE}{os.getpid()}.duckdb"
    kept = out / versions.KEPT / Path(entry.path).name
    try:
        if kept.is_file() and keeping.sha256(kept) == entry.sha256:
            shutil.copyfile(kept, part)
        else:
            store.fetch(entry.path, part, entry.bytes, entry.sha256)
        versions.replace(part, out, keep)
    finally:
        part.unlink(missing_ok=True)
    return note(out, entry.sha256)


def _history(out: Path, store: Store, pointer: Pointer) -> None:
    """Make the desk's ledger that of the store.

    A segment that the store does not have, where it has others in its place, was written here for a
    file that was never published, or stands in the published one too: it is set aside.
    """
    folder = out / FOLDER
    listed = {Path(name).name: name for name in pointer.ledger}
    lacking = {short: name for short, name in listed.items() if not (folder / short).exists()}
    if not lacking:
        return
    for path in sorted(folder.glob("*.parquet"), reverse=True):
        if path.name not in listed:
            (folder / ASIDE).mkdir(exist_ok=True)
            path.replace(folder / ASIDE / path.name)
    for short, name in sorted(lacking.items()):
        data = store.get(name, MOST)
        if data is None:
            raise FileNotFoundError(2, "there is no such object", f"{store.url}/{name}")
        part = folder / f"{segments.BESIDE}{os.getpid()}"
        beside.write(part, data)
        told = segments.NAME.fullmatch(short)
        if told is None or short != segments.named(int(told[1]), part):
            part.unlink()
            raise StoreFailed(f"{store.url}/{name}", "its bytes are not those of its name")
        part.chmod(0o444)
        part.replace(folder / short)
