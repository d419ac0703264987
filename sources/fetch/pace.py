"""Politeness: one request to a host at a time, a pause in between, and none before it said so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sources.fetch.clock import Clock
from sources.fetch.failure import Failed
from sources.fetch.limits import Limits


@dataclass
class _Host:
    """`free_at` is on the clock's seconds."""

    delay: float
    free_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Pace:
    """The hosts of one fetch, and when each may be asked again."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self.clock, self.limits = clock, limits
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    def _of(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host.lower(), _Host(self.limits.host_delay_seconds))

    @contextmanager
    def turn(self, host: str, pause: bool = True) -> Iterator[None]:
        """Within it nobody else asks the host; it begins when the host may be asked, and a pause
        follows unless what is asked for is robots.txt, which belongs to the page behind it.

        Raises `Failed` where that would take too long.
        """
        it = self._of(host)
        with it.lock:
            wait = it.free_at - self.clock.seconds()
            if wait > self.limits.longest_wait_seconds:
                raise Failed(f"{host} asked to be left in peace", host=host, wait=wait)
            if wait > 0:
                self.clock.sleep(wait)
            self.clock.go_on()
            try:
                yield
            finally:
                if pause:
                    it.free_at = max(it.free_at, self.clock.seconds() + it.delay)

    def slow_down(self, host: str, delay: float) -> None:
        """Seconds between requests that a host asks for; never less than our own."""
        it = self._of(host)
        it.delay = max(it.delay, min(delay, self.limits.longest_delay_seconds))

    def hold(self, host: str, seconds: float) -> None:
        """Ask nothing of the host for so long."""
        it = self._of(host)
        it.free_at = max(it.free_at, self.clock.seconds() + seconds)
