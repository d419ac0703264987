"""The pointer: the one small object that says what is published, moved in one step.

All that it names is immutable. Its form is public (docs/object-storage.md).
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from typing import Any

from pipelines.layout import LAYOUT, LayoutError
from pipelines.remote import urls
from pipelines.remote.failed import StoreFailed
from pipelines.remote.store import Store

NAME = "current.json"
MOST = 16 << 20  # bytes: a hundred thousand segments of the ledger
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Entry:
    """A version in the store: where, its sum and size, and what made it.

    Times are UTC, in ISO form. `tag` is what the store said of it (its ETag), `until` the time when
    another took its place. `report` and `export` are folders, where these were made of it.
    """

    path: str
    sha256: str
    bytes: int
    build_id: str
    built_at: str
    catalog_sha256: str | None = None
    code_version: str | None = None
    vocabulary_sha256: str | None = None
    n_claims: int | None = None
    tag: str | None = None
    until: str | None = None
    report: str | None = None
    export: str | None = None

    def when(self) -> datetime:
        """`built_at` as a time without a zone, as the file itself has it."""
        return datetime.fromisoformat(self.built_at).replace(tzinfo=None)


@dataclass(frozen=True)
class Pointer:
    """What is published, the segments of the ledger, and the versions kept before, latest first.

    `move` is unlike that of any other pointer, so that whoever wrote one can tell it.
    """

    layout: int
    muster: str
    moved_at: str
    move: str
    version: Entry
    ledger: tuple[str, ...] = ()
    before: tuple[Entry, ...] = ()

    def as_json(self) -> bytes:
        """As it stands in the store."""
        return json.dumps(_told(asdict(self)), indent=1, ensure_ascii=False).encode() + b"\n"

    def entries(self) -> tuple[Entry, ...]:
        """The published version, then those before."""
        return (self.version, *self.before)


@dataclass(frozen=True)
class Standing:
    """A pointer as it was read; `tag` by which the next takes its place if it still stands."""

    pointer: Pointer
    tag: str


def now() -> str:
    """The time, as entries tell it."""
    return told_at(datetime.now(UTC))


def told_at(time: datetime) -> str:
    """A time in UTC, with or without its zone, as entries tell it."""
    return time.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moved(version: Entry, ledger: tuple[str, ...], before: tuple[Entry, ...]) -> Pointer:
    """A pointer to be written now."""
    made = version_of("muster")
    return Pointer(LAYOUT, made, now(), uuid.uuid4().hex, version, ledger, before)


def again(pointer: Pointer, version: Entry) -> Pointer:
    """The same pointer, with more known of its version."""
    return replace(pointer, version=version, moved_at=now(), move=uuid.uuid4().hex)


def read(store: Store) -> Standing | None:
    """The pointer; None where nothing was ever published.

    Raises `StoreFailed` where it is none, and `LayoutError` where a newer Muster wrote it.
    """
    found = store.tagged(NAME, MOST)
    if found is None:
        return None
    at = f"{store.url}/{NAME}"
    try:
        told = json.loads(found[0])
        if told["layout"] > LAYOUT:
            raise LayoutError(
                f"{at} was written by a newer Muster ({str(told.get('muster'))[:40]}), in layout "
                f"{told['layout']}, and this one knows layouts up to {LAYOUT}: upgrade Muster"
            )
        return Standing(_parsed(told), found[1])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreFailed(at, f"is not a pointer that this Muster reads: {error}") from error


def _parsed(told: Mapping[str, Any]) -> Pointer:
    ledger = tuple(urls.name(str(name)) for name in told.get("ledger", ()))
    before = tuple(_entry(one) for one in told.get("before", ()))
    return Pointer(
        int(told["layout"]), str(told.get("muster")), str(told["moved_at"]), str(told["move"]),
        _entry(told["version"]), ledger, before,
    )  # fmt: skip


def _entry(told: Mapping[str, Any]) -> Entry:
    entry = Entry(**{k: v for k, v in told.items() if k in Entry.__dataclass_fields__})
    for path in (entry.path, entry.report, entry.export):
        if path is not None:
            urls.name(path)
    if not _SHA256.fullmatch(entry.sha256) or type(entry.bytes) is not int or entry.bytes < 0:
        raise ValueError("a version without its sum and size")
    entry.when()
    return entry


def _told(value: Any) -> Any:
    """Without what is not known: readers ask for keys that are there."""
    if isinstance(value, dict):
        return {k: _told(v) for k, v in value.items() if v is not None}
    return [_told(one) for one in value] if isinstance(value, list | tuple) else value
