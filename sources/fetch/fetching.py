"""Many documents: their pages fetched side by side, each recorded as soon as it is known.

Only this module knows threads. Hosts are asked side by side, pages of one host one by one.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sources.archive import Archive, Entry
from sources.fetch.clock import Clock
from sources.fetch.configuration import Configuration
from sources.fetch.failure import Stopped
from sources.fetch.wanted import Standing, Wanted, standing

if TYPE_CHECKING:
    from sources.fetch.visit import Visits

Progress = Callable[[int, int, str], None]
_GLANCE = 0.2  # seconds between looks at whether somebody ended the fetch


def fetch(
    documents: Sequence[Wanted],
    archive: Archive,
    configuration: Configuration,
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> Fetching:
    """Ask for the page of every document; yields what was recorded, in the order in which it was.

    `progress(done, total, document_id)` is called after each. A page or a network that is dead is
    a `failed` entry, never an exception; raises `OSError` where the archive cannot be written.
    """
    once = list({wanted.document_id: wanted for wanted in documents}.values())
    return Fetching(once, archive, configuration, progress, clock or Clock())


class Fetching(Iterator[Entry]):
    """An iterator over what is recorded. `given_up` says afterwards why pages were left out, and
    `not_asked` how many; closing it ends the fetch, with everything before that recorded.
    """

    def __init__(
        self,
        documents: Sequence[Wanted],
        archive: Archive,
        configuration: Configuration,
        progress: Progress | None,
        clock: Clock,
    ) -> None:
        self.archive, self.configuration, self.clock = archive, configuration, clock
        self.progress, self.total = progress, len(documents)
        self.given_up: str | None = None
        self.not_asked = self.total
        self._waiting = deque(interleaved(documents))
        self._recorded: queue.SimpleQueue[Entry | Exception | None] = queue.SimpleQueue()
        self._under_way = 0
        self._lock = threading.Condition()
        self._entries = self._run()

    def __next__(self) -> Entry:
        return next(self._entries)

    def close(self) -> None:
        """End the fetch; pages under way are dropped, nothing more is recorded."""
        self._entries.close()

    def _run(self) -> Generator[Entry, None, None]:
        if not self.total:
            return
        with self.archive.batched():
            yield from self._fetched()

    def _fetched(self) -> Generator[Entry, None, None]:
        from sources.fetch.visit import Visits

        visits = Visits(self.configuration, self.clock, self.archive.folder)
        before = self._standing()
        workers = min(self.configuration.limits.workers, self.total)
        for number in range(workers):
            name = f"fetch {number + 1}"
            threading.Thread(
                target=self._work, args=[visits, before], name=name, daemon=True
            ).start()
        try:
            while workers:
                told = self._recorded.get()
                if told is None:
                    workers -= 1
                elif isinstance(told, Exception):
                    raise told
                else:
                    self.not_asked -= 1
                    if self.progress is not None:
                        self.progress(self.total - self.not_asked, self.total, told.document_id)
                    yield told
        finally:
            with self._lock:  # whatever is being written now is written whole
                self.clock.end()

    def _standing(self) -> dict[str, Standing]:
        """What stands, where its bytes do: a page whose bytes are gone is asked for in full."""
        entries, _ = self.archive.read()
        wanted = {w.document_id for w in self._waiting}
        return {
            document_id: it
            for document_id, it in standing(entries).items()
            if document_id in wanted and self.archive.objects.altered(it.sha256) is None
        }

    def _work(self, visits: Visits, before: dict[str, Standing]) -> None:
        try:
            while (wanted := self._next(visits)) is not None:
                visited = visits.visit(wanted, before.get(wanted.document_id))
                with self._lock:
                    self.clock.go_on()
                    self._recorded.put(self.archive.record(visited.entry, visited.data))
                    self._under_way -= 1
                    self._lock.notify_all()
        except Stopped:
            pass
        except Exception as error:
            self._recorded.put(error)
        self._recorded.put(None)

    def _next(self, visits: Visits) -> Wanted | None:
        """The next document, or None; a dead network is one where nobody under way arrives."""
        with self._lock:
            while visits.witness.down:
                self.clock.go_on()
                if not self._under_way:
                    hosts = self.configuration.limits.hosts_until_down
                    told = f"none of {hosts} different hosts can be reached"
                    self.given_up = f"the network is down: {told}"
                    return None
                self._lock.wait(_GLANCE)
            if not self._waiting:
                return None
            self._under_way += 1
            return self._waiting.popleft()


def interleaved(documents: Iterable[Wanted]) -> list[Wanted]:
    """The documents in rounds, one of each host in a round, so that no host is asked in a row."""
    hosts: dict[str, deque[Wanted]] = {}
    for wanted in documents:
        hosts.setdefault(_host(wanted.url), deque()).append(wanted)
    found: list[Wanted] = []
    while hosts:
        found += [left.popleft() for left in hosts.values()]
        hosts = {host: left for host, left in hosts.items() if left}
    return found


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
