"""A command in a process of its own: what it took, and its end where it takes too much.

What is run, and what is made of the figures, is no concern of this module.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sizes.records import FAILED

ROOT = Path(__file__).parents[2]
GLANCE = 0.2  # seconds between looks at the memory of the processes
GIB = 2**30


@dataclass(frozen=True)
class Limits:
    """Seconds by the clock, and bytes of memory of a process with all that it starts."""

    seconds: float
    bytes: float


@dataclass(frozen=True)
class Took:
    """`why` says what ended the process, None where it ended by itself and well.

    `wall` and `cpu` (user and system, of all its processes that ended) are seconds from its start;
    `peak` is bytes: the highest of what the largest of them held and of what all held at a glance.
    """

    why: str | None
    wall: float
    cpu: float
    peak: int


def measured(arguments: Sequence[str], limits: Limits, log: Path) -> Took:
    """Run Python with these arguments until it ends or takes too much; errors go into `log`."""
    began = time.perf_counter()
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=errors, stderr=errors, start_new_session=True,
        )  # fmt: skip
    seen, cpu, why = 0, 0.0, None
    try:
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            wall = time.perf_counter() - began
            if pid:
                break
            held, used = _held(process.pid)
            seen, cpu = max(seen, held), max(cpu, used)
            if why is None and (why := _too_much(wall, held, limits)):
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(GLANCE)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        os.waitpid(process.pid, 0)
        raise
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code and why is None:
        why = f"{FAILED} {code}: {_last_line(log)}"
    cpu = max(cpu, usage.ru_utime + usage.ru_stime)
    return Took(why, wall, cpu, max(seen, usage.ru_maxrss * 1024))


def _too_much(wall: float, held: int, limits: Limits) -> str | None:
    if wall > limits.seconds:
        return f"stopped after {limits.seconds:,.0f} s"
    if held > limits.bytes:
        return f"stopped at {limits.bytes / GIB:,.0f} GiB"
    return None


def _held(root: int) -> tuple[int, float]:
    """Bytes in memory of a process and all below it now, and the seconds that these have used."""
    children: dict[int, list[int]] = {}
    held: dict[int, tuple[int, float]] = {}
    for pid, parent, pages, ticks in _processes():
        children.setdefault(parent, []).append(pid)
        held[pid] = pages * os.sysconf("SC_PAGE_SIZE"), ticks / os.sysconf("SC_CLK_TCK")
    total, used, waiting = 0, 0.0, [root]
    while waiting:
        pid = waiting.pop()
        own, seconds = held.get(pid, (0, 0.0))
        total, used = total + own, used + seconds
        waiting += children.get(pid, [])
    return total, used


def _processes() -> Iterator[tuple[int, int, int, int]]:
    """(process, its parent, pages in memory, ticks of itself and of its ended children)."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        yield int(path.parent.name), int(told[1]), int(told[21]), sum(map(int, told[11:15]))


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it said nothing"
