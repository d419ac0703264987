"""The turns of hosts among processes: whoever brings pages into one archive asks a host alone, and
keeps the pauses that another has begun.

A file for each host, held while it is asked, which says from when on the next one may ask it. How
long the pauses are is decided in pace.py.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sources.fetch.clock import Clock
from sources.fetch.failure import Failed
from sources.fetch.limits import Limits

HOSTS = "hosts"  # under the folder of the archive; it may be deleted while nobody fetches
_LOOK_AGAIN = 0.05  # seconds: far below every pause
_LARGEST = 1_000  # bytes of a file


class Turn:
    """The turn of one host, while it lasts. `wait` is how many seconds others leave it in peace."""

    def __init__(self, handle: int, wait: float, owner: str, clock: Clock) -> None:
        self.wait = wait
        self._handle, self._owner, self._clock = handle, owner, clock

    def free_in(self, seconds: float) -> None:
        """Let the others know when they may ask the host."""
        at = self._clock.now().timestamp() + seconds
        told = json.dumps([self._owner, at]).encode()
        os.pwrite(self._handle, told, 0)
        os.ftruncate(self._handle, len(told))


class Turns:
    """The hosts of one archive, as one fetch of perhaps several takes its turns at them."""

    def __init__(self, archive: Path, clock: Clock, limits: Limits) -> None:
        self.folder, self.clock, self.limits = archive / HOSTS, clock, limits
        self._owner = secrets.token_hex(8)

    @contextmanager
    def turn(self, host: str) -> Iterator[Turn]:
        """Within it no other process asks the host. Raises `Failed` where that takes too long."""
        self.folder.mkdir(parents=True, exist_ok=True)
        # A host is what a page says it is: it names no file.
        name = hashlib.sha256(host.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
        handle = os.open(self.folder / name, flags, 0o666)
        try:
            self._take(handle, host)
            yield Turn(handle, self._wait(handle), self._owner, self.clock)
        finally:
            os.close(handle)

    def _take(self, handle: int, host: str) -> None:
        until = self.clock.seconds() + self.limits.longest_turn_seconds
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if self.clock.seconds() >= until:
                    told = f"{host} was asked by another process all the time"
                    raise Failed(told) from None
                self.clock.sleep(_LOOK_AGAIN)
            else:
                return

    def _wait(self, handle: int) -> float:
        """Seconds that another fetch wants the host left in peace; 0 for what nobody can want."""
        try:
            owner, at = json.loads(os.pread(handle, _LARGEST, 0))
            wait = float(at) - self.clock.now().timestamp()
        except (ValueError, TypeError):  # new, or its writer was killed
            return 0.0
        sensible = 0 < wait <= self.limits.longest_absence_seconds
        return wait if sensible and owner != self._owner else 0.0
