"""Extraction in processes of its own, with a limit on time and memory: a page that hangs or bursts
its reader costs one document and not the build.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass

from sources.text.plain_text import LIMITS, Limits, Refused, Text

_TASKS = 200  # documents per process: what libraries leak goes with it


@dataclass(frozen=True)
class Job:
    """One document to read: a key of the caller's, bytes, media type and declared charset."""

    key: str
    data: bytes
    media_type: str
    charset: str | None = None


def _begin(memory: int) -> None:
    """Limit a new process; a reader that asks for more gets a MemoryError, or dies alone."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _work(job: Job) -> Text | str:
    """The text, or why there is none: exceptions of libraries do not cross processes."""
    from sources.text.extract import extract

    try:
        return extract(job.data, job.media_type, job.charset)
    except Refused as refused:
        return str(refused)
    except MemoryError:
        return "reading it takes too much memory"
    except RecursionError:
        return "it is nested too deep"
    except Exception as error:  # a parser's own error about a hostile file
        return f"it cannot be read: {type(error).__name__}: {str(error)[:200]}"


def texts(
    jobs: Iterable[Job], processes: int = 1, limits: Limits = LIMITS
) -> Iterator[tuple[str, Text | str]]:
    """(key, text) of each job in its order; instead of a text, the reason why there is none.

    Jobs are taken one by one, so that no more than two of them per process are held in memory.
    """
    from pebble import ProcessExpired, ProcessPool

    with ProcessPool(
        max_workers=processes, max_tasks=_TASKS, initializer=_begin, initargs=[limits.memory],
        context=multiprocessing.get_context("spawn"),
    ) as pool:  # fmt: skip
        waiting = []
        for job in jobs:
            waiting.append((job.key, pool.schedule(_work, args=[job], timeout=limits.seconds)))
            if len(waiting) >= 2 * processes:
                key, future = waiting.pop(0)
                yield key, _settled(future, limits, TookTooLong, ProcessExpired)
        for key, future in waiting:
            yield key, _settled(future, limits, TookTooLong, ProcessExpired)


def _settled(future, limits, late, dead) -> Text | str:  # type: ignore[no-untyped-def]
    try:
        found: Text | str = future.result()
    except late:
        return f"reading it takes more than {limits.seconds:g} seconds"
    except dead as error:
        return f"its reader died ({error})"
    return found
