"""One build at a time in a folder of results: who holds it, who waits, and who died holding it.

A build that was killed takes its lock with it; what it wrote down of itself stays, and tells the
next one. Nothing of Dagster is here, and what is built is no concern of this module.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from pipelines.settings import number

if TYPE_CHECKING:
    from pipelines.remote.store import Store

LOCK = ".build.lock"
WAIT_SECONDS = 600.0  # ten times what a million claims take
LONGEST_WAIT = 86_400.0
LOOK_AGAIN = 0.1  # seconds; a person does not notice them


@dataclass(frozen=True)
class Holder:
    """The process that holds a folder, since when (UTC, ISO form), and its run."""

    pid: int
    since: str
    run_id: str

    def __str__(self) -> str:
        return f"process {self.pid}, since {self.since}"


class Busy(Exception):  # noqa: N818 - a finding about another process, not an error of ours
    """Another build has held the folder, or the store, for longer than one waits."""

    def __init__(self, out: Path | str, holder: object | None, seconds: float) -> None:
        self.holder = holder
        whose = f"another build ({holder})" if holder else "another build"
        super().__init__(
            f"{whose} holds {out}; waited {seconds:g} s for it. Wait for its end, "
            "or set MUSTER_WAIT to the seconds to wait"
        )


def patience() -> float:
    """How long a build waits for another one, in seconds: MUSTER_WAIT.

    Raises `ValueError` that names the variable, its value and what was expected.
    """
    return number("MUSTER_WAIT", WAIT_SECONDS, LONGEST_WAIT, "seconds")


@contextmanager
def holding(
    out: Path,
    run_id: str,
    seconds: float,
    waiting: Callable[[str], None] = lambda _line: None,
) -> Iterator[list[Holder]]:
    """Hold OUT for a run, and the store that it is the desk of; yields those who died holding OUT
    since a build last went well.

    Where another process holds it, `waiting` is told so once, in a line. Raises `Busy` after
    `seconds`, and `OSError` where OUT cannot be written or the store cannot be reached.
    """
    from pipelines.remote.desk import store_of

    out.mkdir(parents=True, exist_ok=True)
    store = store_of(out)
    with _opened(out) as lock:
        _wait(lock, out, seconds, waiting)
        died = _read(lock)
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        _write(lock, out, [*died, Holder(os.getpid(), now, run_id)])
        try:
            with _held(out, store, run_id, seconds, waiting):
                yield died
        except BaseException:
            _write(lock, out, died)  # for the next one to tell of
            raise
        _write(lock, out, [])  # not reached by who is killed


@contextmanager
def _held(
    out: Path, store: Store | None, run_id: str, seconds: float, waiting: Callable[[str], None]
) -> Iterator[None]:
    if store is None:
        yield
        return
    from pipelines.remote.lease import leased

    with leased(out, store, run_id, seconds, waiting):
        yield


@contextmanager
def dead(out: Path) -> Iterator[list[Holder]]:
    """Those who died holding OUT, who are forgotten when the block ends well; none where somebody
    holds it.
    """
    if not os.access(out / LOCK, os.W_OK):  # nothing was ever built there, or it is not ours
        yield []
        return
    with _opened(out) as lock:
        free = _try(lock)
        yield _read(lock) if free else []
        if free:
            _write(lock, out, [])


@contextmanager
def _opened(out: Path) -> Iterator[int]:
    lock = os.open(out / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        yield lock
    finally:
        os.close(lock)


def _try(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait(lock: int, out: Path, seconds: float, waiting: Callable[[str], None]) -> None:
    until, told = monotonic() + seconds, False
    while not _try(lock):
        if monotonic() >= until:
            raise Busy(out, _holder(lock), seconds)
        if not told:
            holder = _holder(lock)
            whose = f" ({holder})" if holder else ""
            waiting(f"another build{whose} holds {out}: waiting, {seconds:g} s at most")
            told = True
        sleep(LOOK_AGAIN)


def _holder(lock: int) -> Holder | None:
    return _read(lock)[-1] if _read(lock) else None


def _read(lock: int) -> list[Holder]:
    """Those who died, then who holds it."""
    try:
        # What stands behind the list is left of a longer one, whose cutting a kill prevented.
        listed, _ = json.JSONDecoder().raw_decode(os.pread(lock, 1_000_000, 0).decode())
        return [Holder(**told) for told in listed]
    except (ValueError, TypeError):  # empty, or just being written
        return []


def _write(lock: int, out: Path, holders: list[Holder]) -> None:
    text = json.dumps([asdict(holder) for holder in holders]).encode() if holders else b""
    try:
        # In this order: a kill in between leaves more than there should be, not less.
        os.pwrite(lock, text, 0)
        os.ftruncate(lock, len(text))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out / LOCK)) from error
