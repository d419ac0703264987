"""A spread that stands for any engine's, and work that is done in other processes.

Nothing is imported here that a process would wait for.
"""

from __future__ import annotations

import os
import pickle
import random
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Scattered:
    """Parts done in any order, each as if on another machine: with work, part and result pickled.

    `parts` holds how many there were, call by call.
    """

    def __init__(self, seed: int = 0) -> None:
        self.order, self.parts = random.Random(seed), list[int]()

    def __call__(self, work: Callable[[T], R], parts: Sequence[T], /) -> Iterator[R]:
        self.parts.append(len(parts))
        sent = [pickle.dumps((work, part)) for part in parts]
        made: dict[int, bytes] = {}
        for place in self.order.sample(range(len(sent)), len(sent)):
            job, part = pickle.loads(sent[place])
            made[place] = pickle.dumps(job(part))
        return (pickle.loads(made[place]) for place in range(len(sent)))


class CannotBeSentError(Exception):
    """An error that no other process can make again from its message."""

    def __init__(self, cell: str, number: int) -> None:
        super().__init__(f"{number} on {cell}")


def numbered(part: Sequence[int]) -> list[tuple[int, int]]:
    """Each number, and the process that saw it."""
    return [(number, os.getpid()) for number in part]


def failing(part: Sequence[int]) -> list[int]:
    """Fails at 7."""
    if 7 in part:
        raise ValueError("no rule for 7")
    return list(part)


def failing_badly(part: Sequence[int]) -> list[int]:
    """Fails at 7 with an error that cannot be handed over."""
    if 7 in part:
        raise CannotBeSentError("cell c", 7)
    return list(part)


def dying(part: Sequence[int]) -> list[int]:
    """Its process is killed at 7."""
    if 7 in part:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(part)
