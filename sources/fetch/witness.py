"""Who was reached at all during a fetch: the difference between dead pages and a dead network."""

from __future__ import annotations

import threading


class Witness:
    """The network is down where many different hosts could not be connected to, and none could."""

    def __init__(self, hosts_until_down: int) -> None:
        self.hosts_until_down = hosts_until_down
        self._lock = threading.Lock()
        self._reached = False
        self._missed: set[str] = set()

    def reached(self) -> None:
        """Some host accepted a connection."""
        self._reached = True

    def missed(self, host: str) -> None:
        """A host could not be looked up or connected to."""
        with self._lock:
            self._missed.add(host)

    @property
    def down(self) -> bool:
        """Whether it is the network, as far as is known."""
        return not self._reached and len(self._missed) >= self.hosts_until_down
