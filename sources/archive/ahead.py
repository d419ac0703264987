"""Work that waits for a store is done side by side, and its results are taken in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

THREADS = 16
"""One answer of a store takes tens of milliseconds, most of it waiting; each thread may hold one
object in memory."""


def ahead(items: Iterable[T], work: Callable[[T], object], threads: int = THREADS) -> Iterator[T]:
    """Each item in its order once `work` has been done for it; `work` is under way for no more than
    twice as many items as there are threads. What it raises is raised here.
    """
    pool = ThreadPoolExecutor(threads, thread_name_prefix="ahead")
    waiting: deque[tuple[T, Future[object]]] = deque()
    try:
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            if len(waiting) >= 2 * threads:
                first, future = waiting.popleft()
                future.result()
                yield first
        while waiting:
            first, future = waiting.popleft()
            future.result()
            yield first
    finally:
        pool.shutdown(cancel_futures=True)
