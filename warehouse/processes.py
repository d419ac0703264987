"""A spread over processes of this machine: see spread.py for what a spread is.

Belongs here: starting them, handing work and parts over, and what becomes of one that ends. Whether
they are wanted is a setting of whoever runs the steps.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, TypeVar

from warehouse.spread import Spread

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 2  # parts handed over for each process: one that it works on, one that lies ready


class PartError(Exception):
    """A part went wrong in another process; the message says how."""


@contextmanager
def processes(number: int) -> Iterator[Spread]:
    """A spread over so many processes, which end with the block; 1: `map`, in this process.

    They start with the first parts, as new interpreters: this one has threads, which no copy of it
    would have. Raises `PartError` where one ends without an answer, or what it raises cannot be
    handed over.
    """
    if number <= 1:
        yield map
        return
    started = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(number, mp_context=started, initializer=_begin)
    try:
        with tempfile.TemporaryDirectory(prefix="muster-parts-") as folder:
            yield _Processes(pool, number, Path(folder))
    finally:
        pool.shutdown(cancel_futures=True)


class _Processes:
    """What all parts share is written down once, and read once by each process."""

    def __init__(self, pool: ProcessPoolExecutor, number: int, folder: Path) -> None:
        self.pool, self.number, self.folder = pool, number, folder
        self.spreads = 0

    def __call__(self, work: Callable[[T], R], parts: Sequence[T], /) -> Iterator[R]:
        self.spreads += 1
        file = self.folder / f"{self.spreads}.pickle"
        file.write_bytes(pickle.dumps(work))
        waiting: deque[Future[R]] = deque()
        try:
            for part in parts:
                waiting.append(self.pool.submit(_done, str(file), part))
                if len(waiting) == self.number * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as ended:
            raise PartError(
                f"one of {self.number} processes ended before its part was done, as it does where"
                " memory is short: fewer processes need less"
            ) from ended
        finally:
            for future in waiting:
                future.cancel()
            file.unlink(missing_ok=True)


def _begin() -> None:
    """Ends with the process that started it, however that ends; interruptions are for that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def watch() -> None:
            wait([sentinel])
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()


@lru_cache(maxsize=1)
def _work(file: str) -> Callable[[Any], Any]:
    """What is asked of every part: what it remembers is kept from one part to the next."""
    work: Callable[[Any], Any] = pickle.loads(Path(file).read_bytes())
    return work


def _done(file: str, part: Any) -> Any:
    try:
        return _work(file)(part)
    except Exception as error:
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:  # an error that cannot be handed over would take the process with it
            raise PartError(f"{type(error).__name__}: {error}") from None
        raise
