"""A store in memory, which can be told to fail, to be slow, to lose, to alter and to cut."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sources.archive import Entry

AT = datetime(2026, 3, 9, 12, 30, tzinfo=UTC)


class Store:
    """What `Behind` asks for. `fails` are the numbers of calls that fail, from 1; `refuses` is the
    beginning of names that cannot be put; `loses` of names that are put and never there.
    """

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.calls: Counter[str] = Counter()
        self.fails: set[int] = set()
        self.refuses = self.loses = "\0"
        self.seconds = 0.0
        self._lock = threading.Lock()

    def get(self, name: str, most: int) -> bytes | None:
        self._call("get", name)
        data = self.kept.get(name)
        if data is not None and len(data) > most:
            raise ValueError(f"store/{name}: more than {most:,} bytes")
        return data

    def put(self, name: str, data: bytes) -> None:
        self._call("put", name)
        if name.startswith(self.refuses):
            raise OSError(f"store/{name}: refused")
        if not name.startswith(self.loses):
            self.kept[name] = data

    def names(self, folder: str) -> Iterator[tuple[str, int]]:
        self._call("names", folder)
        yield from sorted((n, len(d)) for n, d in self.kept.items() if n.startswith(folder))

    def below(self, folder: str) -> list[str]:
        """The names below a folder."""
        return sorted(name for name in self.kept if name.startswith(f"{folder}/"))

    def _call(self, what: str, name: str) -> None:
        with self._lock:
            self.calls[what] += 1
            number = self.calls.total()
        if self.seconds:
            time.sleep(self.seconds)
        if number in self.fails:
            raise OSError(f"store/{name}: no answer in time")


def entry(document_id: str = "doc", minutes: int = 0, **changed: object) -> Entry:
    """A page that was captured so many minutes later."""
    told: dict[str, object] = {"event": "captured", "how": "file", "media_type": "text/html"}
    at = AT + timedelta(minutes=minutes)
    return Entry(document_id, "https://example.org/a", at=at, **told | changed)  # type: ignore[arg-type]
