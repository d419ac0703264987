"""What one try of a page may use: seconds and bytes, over all its redirects. Waiting is free."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sources.fetch.clock import Clock
from sources.fetch.failure import Failed


class Budget:
    """Seconds count only inside `running`, so that a polite pause costs a page nothing."""

    def __init__(self, clock: Clock, seconds: float, wire_bytes: int) -> None:
        self.clock, self.seconds, self.wire_bytes = clock, seconds, wire_bytes
        self._used = 0.0
        self._bytes = 0
        self._began = clock.seconds()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Within it, time is used up."""
        self._began = self.clock.seconds()
        try:
            yield
        finally:
            self._used += self.clock.seconds() - self._began
            self._began = self.clock.seconds()

    def left(self) -> float:
        """Seconds left; raises `Failed` where there are none, `Stopped` where the fetch ended."""
        self.clock.go_on()
        left = self.seconds - self._used - (self.clock.seconds() - self._began)
        if left <= 0:
            raise Failed(f"the page takes more than {self.seconds:g} seconds")
        return left

    def took(self, count: int) -> None:
        """Count bytes from the wire; raises `Failed` where they are too many."""
        self._bytes += count
        if self._bytes > self.wire_bytes:
            raise Failed(f"the server sends more than {self.wire_bytes:,} bytes")
