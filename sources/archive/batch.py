"""Entries that wait for one another, so that many are written at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from sources.archive.entry import Entry

MOST = 50
LONGEST = 30.0  # seconds
"""After which, and after how many, what waits is written. A worker that dies takes no more than
this along, and its pages, asked for politely, are asked for again; a day's fetch of 100,000 pages
makes some 3,000 parts."""


class Batch:
    """Entries on their way; any thread may add some."""

    def __init__(
        self, write: Callable[[Sequence[Entry]], None], now: Callable[[], float] = time.monotonic
    ) -> None:
        self.write, self.now = write, now
        self._lock = threading.Lock()
        self._waiting: list[Entry] = []
        self._since = 0.0
        self._ended = False

    def add(self, entry: Entry) -> None:
        """Let an entry wait, or write all that do. Where that fails with an `OSError` this one is
        dropped; those before it go on waiting for the next try.
        """
        with self._lock:
            if not self._waiting:
                self._since = self.now()
            self._waiting.append(entry)
            late = self._ended or self.now() >= self._since + LONGEST
            if late or len(self._waiting) >= MOST:
                try:
                    self._write()
                except OSError:
                    self._waiting.remove(entry)
                    raise

    def flush(self) -> None:
        """Write what waits."""
        with self._lock:
            if self._waiting:
                self._write()

    def end(self) -> None:
        """Write what waits; nothing waits from now on."""
        with self._lock:
            self._ended = True
        self.flush()

    def _write(self) -> None:
        self.write(self._waiting)
        self._waiting = []
