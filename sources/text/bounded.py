"""Documents read in processes of their own, with a limit on time and memory: a page that hangs or
bursts its reader costs one document and not the build.

How a process is started, asked and ended stands in worker.py.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from queue import SimpleQueue
from typing import Any

from sources.text.plain_text import LIMITS, Limits, Refused, Text, Unread, method
from sources.text.wire import Job
from sources.text.worker import NO_TEXT, Worker

Answer = tuple[dict[str, Any], bytes] | Unread


def answers(
    jobs: Iterable[Job], processes: int = 1, limits: Limits = LIMITS
) -> Generator[tuple[Job, Answer]]:
    """Each job in its order, with what its process said.

    Jobs are taken one by one: no more than two per process are held in memory. No process is
    started before the first job, and none is left behind.
    """
    workers = [Worker(limits) for _ in range(max(1, processes))]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def ask(job: Job) -> Answer:
        worker = idle.get()
        try:
            return worker.ask(job)
        finally:
            idle.put(worker)

    threads = ThreadPoolExecutor(len(workers), thread_name_prefix="reading")
    waiting: deque[tuple[Job, Future[Answer]]] = deque()
    try:
        for job in jobs:
            waiting.append((job, threads.submit(ask, job)))
            if len(waiting) >= 2 * len(workers):
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.stop()
        threads.shutdown()
        for worker in workers:
            worker.close()


def texts(
    jobs: Iterable[Job], processes: int = 1, limits: Limits = LIMITS
) -> Generator[tuple[str, Text | str]]:
    """(key, text) of each job in its order; instead of a text, the reason why there is none."""
    with closing(answers(jobs, processes, limits)) as answered:
        for job, answer in answered:
            yield job.key, settled(job, answer)


def settled(job: Job, answer: Answer) -> Text | str:
    """The text that an answer holds, or the reason why there is none."""
    if isinstance(answer, Unread):
        return answer
    head, data = answer
    if isinstance(said := head.get("refused"), str):
        return said
    if isinstance(said := head.get("unread"), str):
        return Unread(said)
    try:
        text, main = data.decode(), int(head["main"])
        if not 0 <= main <= len(text):
            raise ValueError(main)
        return Text(text, main, method(job.media_type, job.charset))
    except (ValueError, KeyError, TypeError, Refused):
        return Unread(NO_TEXT)
