"""The time as a fetch sees it, and waiting that somebody can end. Tests bring one that jumps."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

from sources.fetch.failure import Stopped


class Clock:
    """The clock of one fetch. `seconds` only goes forward; `now` is what people read."""

    def __init__(self) -> None:
        self._end = threading.Event()

    def now(self) -> datetime:
        """The time of day, in UTC."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait; raises `Stopped` as soon as the fetch is ended."""
        if self._end.wait(seconds):
            raise Stopped

    def end(self) -> None:
        """End the fetch: whoever waits or reads stops."""
        self._end.set()

    def go_on(self) -> None:
        """Raises `Stopped` where the fetch was ended."""
        if self._end.is_set():
            raise Stopped
