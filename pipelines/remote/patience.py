"""How long a store is waited for, and how often it is asked again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from time import sleep
from typing import TypeVar

from pipelines.remote.failed import Passing, StoreFailed
from pipelines.settings import number

SECONDS = 20.0  # without a byte: a store that answers at all answers sooner
TRIES = 5.0
FIRST = 0.2  # seconds before the second try; then twice as long each time
LONGEST = 5.0
LEAST_SPEED = 50_000  # bytes a second; what is slower counts as stuck

Result = TypeVar("Result")


@dataclass(frozen=True)
class Patience:
    """`seconds` without a byte of an answer, and how often a request is made in all."""

    seconds: float = SECONDS
    tries: int = int(TRIES)
    first: float = FIRST

    @classmethod
    def from_environment(cls) -> Patience:
        """MUSTER_STORE_TIMEOUT and MUSTER_STORE_TRIES. Raises `WrongSetting`."""
        return cls(
            max(number("MUSTER_STORE_TIMEOUT", SECONDS, 3_600, "seconds"), 0.1),
            max(int(number("MUSTER_STORE_TRIES", TRIES, 100, "a number of tries")), 1),
        )

    def limit(self, size: int) -> float:
        """Seconds within which a request ends that moves so many bytes."""
        return self.seconds + size / LEAST_SPEED

    def again(self, ask: Callable[[], Result]) -> Result:
        """What `ask` returns, asked again where what it raises may pass.

        Raises what it raises otherwise, and in the end `StoreFailed` that says how often.
        """
        for n in range(1, self.tries + 1):
            try:
                return ask()
            except Passing as error:
                if n == self.tries:
                    told = f"{error.strerror} (asked {n} times)"
                    raise StoreFailed(str(error.filename), told) from error
                # At random within it: several workers that were refused do not come back at once.
                sleep(min(self.first * 2 ** (n - 1), LONGEST) * random.uniform(0.5, 1.0))
        raise AssertionError("at least one try")
