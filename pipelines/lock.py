"""One build at a time in a folder of results: who holds it, who waits, and who died holding it.

A build that was killed takes its lock with it; what it wrote down of itself stays, and tells the
next one. Nothing of Dagster is here, and what is built is no concern of this module.
"""

from __future__ import annotations

import fcntl
import json
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

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
    """Another build has held the folder for longer than one waits."""

    def __init__(self, out: Path, holder: Holder | None, seconds: float) -> None:
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
    value = os.environ.get("MUSTER_WAIT", "").strip()
    try:
        seconds = float(value) if value else WAIT_SECONDS
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= LONGEST_WAIT:
        raise ValueError(
            f"MUSTER_WAIT={value[:80]!r}: expected seconds from 0 to {LONGEST_WAIT:,.0f}"
        )
    return seconds


@contextmanager
def holding(
    out: Path,
    run_id: str,
    seconds: float,
    waiting: Callable[[str], None] = lambda _line: None,
) -> Iterator[Holder | None]:
    """Hold OUT for a run; yields the holder that died holding it before, if one did.

    Where another process holds it, `waiting` is told so once, in a line. Raises `Busy` after
    `seconds`, and `OSError` where OUT cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    with _opened(out) as lock:
        _wait(lock, out, seconds, waiting)
        died = _read(lock)
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        _write(lock, out, json.dumps(asdict(Holder(os.getpid(), now, run_id))))
        try:
            yield died
        finally:  # not reached by who is killed
            _write(lock, out, "")


@contextmanager
def dead(out: Path) -> Iterator[Holder | None]:
    """The holder that died holding OUT, who is forgotten when the block ends well; None where
    nobody did, and where somebody holds it.
    """
    if not os.access(out / LOCK, os.W_OK):  # nothing was ever built there, or it is not ours
        yield None
        return
    with _opened(out) as lock:
        free = _try(lock)
        yield _read(lock) if free else None
        if free:
            _write(lock, out, "")


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
            raise Busy(out, _read(lock), seconds)
        if not told:
            holder = _read(lock)
            whose = f" ({holder})" if holder else ""
            waiting(f"another build{whose} holds {out}: waiting, {seconds:g} s at most")
            told = True
        sleep(LOOK_AGAIN)


def _read(lock: int) -> Holder | None:
    try:
        return Holder(**json.loads(os.pread(lock, 1_000, 0)))
    except (ValueError, TypeError):  # empty, or just being written
        return None


def _write(lock: int, out: Path, text: str) -> None:
    try:
        os.ftruncate(lock, 0)
        os.pwrite(lock, text.encode(), 0)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out / LOCK)) from error
