"""The lease: one build at a time in a store, whichever machine it runs on.

It keeps builds from working for nothing. What keeps them from losing anything is that the pointer
moves only where it stands as it was read (send.py).
"""

from __future__ import annotations

import json
import os
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep, time

from pipelines.lock import Busy
from pipelines.remote.desk import identity
from pipelines.remote.failed import StoreFailed
from pipelines.remote.store import Store
from pipelines.settings import number
from warehouse.ledger.keep import Overtaken

NAME = "lease.json"
SECONDS = 120.0  # after which a lease that is not renewed is nobody's
BEATS = 4  # renewals within that time: three may fail
LOOK_AGAIN = 1.0  # seconds


@dataclass(frozen=True)
class Tenant:
    """Who holds a store: a run, where, since when (UTC); `desk` tells machines of one name apart.

    `expires` is in seconds since 1970, 0 where it was given back; `beat` is unlike any other.
    """

    run_id: str
    host: str
    pid: int
    desk: str
    since: str
    expires: float
    beat: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {self.since}, run {self.run_id}"

    def lives(self) -> bool:
        """Whether the lease has not run out. Clocks of machines differ: see above."""
        return self.expires > time()

    def as_json(self) -> bytes:
        """As it stands in the store."""
        return json.dumps(asdict(self)).encode() + b"\n"


def lasting() -> float:
    """MUSTER_STORE_LEASE: seconds for which a lease lasts where it is not renewed."""
    return max(number("MUSTER_STORE_LEASE", SECONDS, 86_400, "seconds"), 1.0)


def read(store: Store) -> tuple[Tenant | None, str | None]:
    """Who holds the store, or held it last, and the tag of that; what is no lease is nobody's."""
    found = store.tagged(NAME)
    if found is None:
        return None, None
    try:
        return Tenant(**json.loads(found[0])), found[1]
    except (ValueError, TypeError):
        return None, found[1]


def not_of_another(store: Store, run_id: str) -> None:
    """Raise `Overtaken` where another run holds the store."""
    tenant, _ = read(store)
    if tenant and tenant.lives() and tenant.run_id != run_id:
        raise Overtaken(
            f"another build ({tenant}) holds {store.url}, for this one gave no sign of life in "
            "time: nothing was published; build again"
        )


@contextmanager
def leased(
    out: Path, store: Store, run_id: str, seconds: float, waiting: Callable[[str], None]
) -> Iterator[None]:
    """Hold the store for a run, until the block ends; whoever calls holds the desk.

    Raises `Busy` after `seconds`, and `StoreFailed`.
    """
    lasts = lasting()
    since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    mine = Tenant(run_id, socket.gethostname(), os.getpid(), identity(out), since, 0.0, "")
    held = _Held(store, mine, lasts, _taken(store, mine, lasts, seconds, waiting))
    with held.renewing():
        yield


def _taken(
    store: Store, mine: Tenant, lasts: float, seconds: float, waiting: Callable[[str], None]
) -> str:
    until, told = monotonic() + seconds, False
    while True:
        tenant, tag = read(store)
        # The desk is ours alone: whoever had it before and did not give back is dead.
        if tenant is None or not tenant.lives() or tenant.desk == mine.desk:
            if (taken := store.swap(NAME, _beat(mine, lasts).as_json(), tag)) is not None:
                return taken
            continue
        if monotonic() >= until:
            raise Busy(store.url, tenant, seconds)
        if not told:
            waiting(f"another build ({tenant}) holds {store.url}: waiting, {seconds:g} s at most")
            told = True
        sleep(LOOK_AGAIN)


def _beat(mine: Tenant, lasts: float) -> Tenant:
    expires = time() + lasts if lasts else 0.0
    return replace(mine, expires=expires, beat=uuid.uuid4().hex)


@dataclass
class _Held:
    store: Store
    mine: Tenant
    lasts: float
    tag: str | None

    @contextmanager
    def renewing(self) -> Iterator[None]:
        """Renew it in a thread beside, and give it back in the end, if it is still ours."""
        ended = threading.Event()
        thread = threading.Thread(target=self._renew, args=(ended,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
            with suppress(StoreFailed):
                self._write(0.0)

    def _renew(self, ended: threading.Event) -> None:
        while not ended.wait(self.lasts / BEATS):
            with suppress(StoreFailed):  # until it runs out, the next beat may come through
                self._write(self.lasts)

    def _write(self, lasts: float) -> None:
        if self.tag is None:  # another took it over
            return
        data = _beat(self.mine, lasts).as_json()
        tag = self.store.swap(NAME, data, self.tag)
        if tag is None:
            tenant, tag = read(self.store)
            # Ours still, where the answer to an earlier beat was lost.
            ours = tenant is not None and (tenant.run_id, tenant.desk) == self._who
            tag = self.store.swap(NAME, data, tag) if ours else None
        self.tag = tag

    @property
    def _who(self) -> tuple[str, str]:
        return self.mine.run_id, self.mine.desk
