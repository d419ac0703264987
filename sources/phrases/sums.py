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
        self.great = 0  # the last of thousands and more
        self.started = False

    def fits(self, value: float) -> bool:
        """Whether a number may follow what came before."""
        if self.current is None:
            return not (self.started and self.scale and value >= self.scale)
        below_hundred = self.current >= 100 and self.current % 100 == 0 and 0 < value < 100
        unit = self.current % 10 == 0 and self.current % 100 >= 10 and 0 < value < 10
        return below_hundred or unit

    def add(self, value: float) -> bool:
        """Take a number; False where it cannot belong to what came before."""
        if not self.fits(value):
            return False
        self.current = value if self.current is None else self.current + value
        self.started = True
        return True

    def times(self, scale: int) -> bool:
        """Take a scale; False where it cannot belong to what came before."""
        if scale < 1000:
            if self.current is not None and self.current >= 100:
                return False
            self.current = (1 if self.current is None else self.current) * scale
        elif self.current is None and self.started:
            self.total *= scale
            self.great = scale
        elif self.great and scale >= self.great:  # the greater stands first
            return False
        else:
            self.total += (1 if self.current is None else self.current) * scale
            self.current, self.great = None, scale
        self.scale = scale
        self.started = True
        return True

    @property
    def value(self) -> float:
        return self.total + (self.current or 0)


class Places:
    """The same for numbers written digit by scale, as in Chinese: a digit stands before each scale,
    zero fills a gap, and a last digit without one counts the next scale (两万五 is 25,000).
    """

    MYRIAD = 10_000

    def __init__(self) -> None:
        self.total = 0.0
        self.section = 0.0
        self.digit: float | None = None
        self.scale = 0
        self.great = 0  # the last scale from a myriad on
        self.gap = False
        self.started = False

    @property
    def current(self) -> float | None:
        return self.digit

    def fits(self, value: float) -> bool:
        """Whether a number may follow what came before."""
        return self.digit is None and (not self.scale or value < self.scale)

    def add(self, value: float) -> bool:
        """Take a digit, or a number in digits; False where it cannot follow."""
        if not self.fits(value):
            return False
        if value == 0 and self.started:
            self.gap = True
        else:
            self.digit = value
        self.started = True
        return True

    def times(self, scale: int) -> bool:
        """Take a scale; False where it cannot follow."""
        one = 1 if self.digit is None else self.digit
        if scale < self.MYRIAD:
            if self.scale and scale >= self.scale:
                return False
            self.section += one * scale
        else:
            held = self.section + (self.digit or 0)
            if not held:
                self.total = self.total * scale if self.started else scale
            elif scale == self.great:
                return False
            elif scale > self.great > 0:  # 一万二千亿: the greater scale holds for all of it
                self.total = (self.total + held) * scale
            else:
                self.total += held * scale
            self.section, self.great = 0.0, scale
        self.digit, self.gap, self.scale, self.started = None, False, scale, True
        return True

    @property
    def value(self) -> float:
        last = self.digit or 0
        if 0 < last < 10 and self.scale >= 100 and not self.gap:
            last *= self.scale // 10
        return self.total + self.section + last


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
            if not total.started:
                return None
        elif n and pieces[n - 1][0] == "joiner" and total.current and total.current % 100:
            if not total.current % 100 < 10 or value % 10:
                return None
            total.current += value
        elif not total.add(value):
            return None
    return total.value
