"""The arithmetic of number words: units, tens and scales added up, also within one word."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

LONGEST_COMPOUND = 100  # letters; the longest German number below a million has 66


class Sum:
    """Adds up what is read from left to right: (current) so far in its scale, (total) above it."""

    def __init__(self) -> None:
        self.total = 0.0
        self.current: float | None = None
        self.scale = 0  # the last scale
        self.started = False

    def add(self, value: float) -> bool:
        """Take a number; False where it cannot belong to what came before."""
        if self.current is None:
            if self.started and self.scale and value >= self.scale:
                return False
            self.current = value
        elif (self.current % 100 == 0 and 0 < value < 100 and self.current >= 100) or (
            self.current % 10 == 0 and self.current % 100 >= 20 and 0 < value < 10
        ):
            self.current += value
        else:
            return False
        self.started = True
        return True

    def times(self, scale: int) -> bool:
        """Take a scale."""
        if scale < 1000:
            if self.current is not None and self.current >= 100:
                return False
            self.current = (1 if self.current is None else self.current) * scale
        else:
            if self.current is None and self.started:
                self.total *= scale
            else:
                self.total += (1 if self.current is None else self.current) * scale
            self.current = None
        self.scale = scale
        self.started = True
        return True

    @property
    def value(self) -> float:
        return self.total + (self.current or 0)


@lru_cache(maxsize=4096)
def split(word: str, parts: tuple[tuple[str, Any], ...], joiner: str) -> float | None:
    """The number that a compound writes as one word (fünfzehntausend, duecento), or None.

    `parts` are (word, ("number" | "scale", value)); `joiner` stands between unit and ten (und).
    """
    table = dict(parts)
    longest = max(map(len, table), default=0)

    def walk(rest: str, pending: tuple[tuple[str, float], ...]) -> float | None:
        if not rest:
            return _evaluate(pending)
        for size in range(min(longest, len(rest)), 0, -1):
            piece = table.get(rest[:size])
            if piece is not None:
                found = walk(rest[size:], (*pending, piece))
                if found is not None:
                    return found
        if joiner and pending and rest.startswith(joiner) and len(rest) > len(joiner):
            return walk(rest[len(joiner):], (*pending, ("joiner", 0)))  # fmt: skip
        return None

    return walk(word, ()) if len(word) <= LONGEST_COMPOUND else None


def _evaluate(pieces: tuple[tuple[str, float], ...]) -> float | None:
    total = Sum()
    for n, (kind, value) in enumerate(pieces):
        if kind == "scale":
            if not total.times(int(value)):
                return None
        elif kind == "joiner":
            if total.current is None:
                return None
        elif n and pieces[n - 1][0] == "joiner":
            if total.current is None or not 0 < total.current % 100 < 10 or value % 10:
                return None
            total.current += value
        elif not total.add(value):
            return None
    return total.value
