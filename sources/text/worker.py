"""One process that reads documents, seen from our side: started when needed, asked, ended in time.

It is started as a program of its own, not forked and not by multiprocessing: so it works from
threads, from daemonic processes and from any main program, and takes nothing of ours along.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sources.text import wire
from sources.text.plain_text import Limits, Unread

_PROGRAM = "sources.text.reader"
_ROOT = Path(__file__).parents[2]
_JOBS = 200  # per process: what libraries leak goes with it
_START = 60.0  # seconds for Python and its libraries on a busy machine; they take one
NO_TEXT = "its reader gave no text"  # but something else, or more than any text has
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME")
_LARGEST = 4  # bytes that UTF-8 has for a character


class Worker:
    """A process that reads one document at a time. Close it when done."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.process: subprocess.Popen[bytes] | None = None
        self.jobs = 0
        self.stopped = False

    def ask(self, job: wire.Job) -> tuple[dict[str, Any], bytes] | Unread:
        """The answer to a job, or why there is none; the process is then ended.

        Raises `RuntimeError` where no process can be started at all.
        """
        if len(job.data) > self.limits.bytes:
            said = f"{len(job.data):,} bytes; at most {self.limits.bytes:,} are read"
            return {"refused": said}, b""
        process = self._ready()
        head = {"task": job.task, "media_type": job.media_type, "charset": job.charset}
        found = _within(process, self.limits.seconds, head, job.data, self._most())
        self.jobs += 1
        if isinstance(found, Unread) or "unread" in found[0] or self.jobs >= _JOBS:
            self.close()
        return found

    def close(self) -> None:
        """End the process, whatever it does."""
        process, self.process, self.jobs = self.process, None, 0
        if process is not None:
            _end(process)

    def stop(self) -> None:
        """Let no more be asked, and end what is being read; another thread may wait for it."""
        self.stopped = True
        if (process := self.process) is not None:
            process.kill()

    def _most(self) -> int:
        return self.limits.characters * _LARGEST + (1 << 20)

    def _ready(self) -> subprocess.Popen[bytes]:
        """The process, started where there is none or where it died while idle."""
        if self.process is None or self.process.poll() is not None:
            self.close()
            self.process = _started(self.limits)
        if self.stopped:  # perhaps while the process was being started
            self.close()
            raise RuntimeError("no document is read any more")
        return self.process


def _started(limits: Limits) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", _PROGRAM, json.dumps(asdict(limits))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=_environment(), start_new_session=True,
    )  # fmt: skip
    late = threading.Timer(_START, process.kill)
    late.daemon = True
    late.start()
    try:
        assert process.stdout is not None
        wire.receive(process.stdout, 1 << 20)
    except wire.Broken as error:
        _, said = process.communicate()
        told = said.decode(errors="replace").strip().splitlines()[-1:] or [_died(process)]
        raise RuntimeError(f"no process to read documents in can be started: {told[0]}") from error
    finally:
        late.cancel()
    return process


def _environment() -> dict[str, str]:
    """What Python needs, and nothing that a document should not see. One seed for hashes, so that
    whatever a library puts in an order of its own is in the same order every time.
    """
    paths = [str(_ROOT), *(str(Path(path).absolute()) for path in sys.path if path)]
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {
        **kept, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC",
    }  # fmt: skip


def _within(
    process: subprocess.Popen[bytes], seconds: float, head: dict[str, Any], data: bytes, most: int
) -> tuple[dict[str, Any], bytes] | Unread:
    """Ask, and kill the process where it does not answer in time."""
    assert process.stdin is not None
    assert process.stdout is not None
    late = threading.Event()

    def kill() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        wire.send(process.stdin, head, data)
        found = wire.receive(process.stdout, most)
    except (wire.Ended, OSError):
        if late.is_set():
            return Unread(f"reading it takes more than {seconds:g} seconds")
        return Unread(f"its reader died ({_died(process)})")
    except wire.Broken:
        return Unread(NO_TEXT)
    finally:
        timer.cancel()
        timer.join()
    return Unread(f"reading it takes more than {seconds:g} seconds") if late.is_set() else found


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):  # what was not yet written, to one that is gone
                stream.close()


def _died(process: subprocess.Popen[bytes]) -> str:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=1)
    process.kill()  # one that closed its end and lives on
    code = process.wait()
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
