"""Politeness: one request to a host at a time, a pause in between, and none before it said so.

Among the threads of a fetch here, among processes in turns.py.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field

from sources.fetch.clock import Clock
from sources.fetch.failure import Failed
from sources.fetch.limits import Limits
from sources.fetch.turns import Turn, Turns


@dataclass
class _Host:
    """`free_at` is on the clock's seconds."""

    delay: float
    free_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Pace:
    """The hosts of one fetch, and when each may be asked again; `turns` tells what others ask."""

    def __init__(self, clock: Clock, limits: Limits, turns: Turns | None = None) -> None:
        self.clock, self.limits, self.turns = clock, limits, turns
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
        with it.lock, self._among_all(host) as among:
            wait = max(it.free_at - self.clock.seconds(), among.wait if among else 0.0)
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
                if among:  # others wait after robots.txt too
                    among.free_in(max(it.free_at - self.clock.seconds(), it.delay))

    def _among_all(self, host: str) -> AbstractContextManager[Turn | None]:
        return self.turns.turn(host.lower()) if self.turns else nullcontext()

    def slow_down(self, host: str, delay: float) -> None:
        """Seconds between requests that a host asks for; never less than our own."""
        it = self._of(host)
        it.delay = max(it.delay, min(delay, self.limits.longest_delay_seconds))

    def hold(self, host: str, seconds: float) -> None:
        """Ask nothing of the host for so long."""
        it = self._of(host)
        it.free_at = max(it.free_at, self.clock.seconds() + seconds)
        with self._among_all(host) as among:
            if among:
                among.free_in(max(among.wait, it.free_at - self.clock.seconds()))
