"""Where one machine ends: for each stage the size at which it takes a day, or all of the memory.

The arithmetic stands in curve.py; which costs are points, and what is told of them, here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.sizes.curve import Point, crossing, straight_crossing
from benchmarks.sizes.process import GIB
from benchmarks.sizes.records import Record

DAY = 86_400.0  # seconds of one core: what is made daily must be made in a day
MEMORY = 24 * GIB
BILLION = 1_000_000_000


@dataclass(frozen=True)
class End:
    """A stage and the size at which it ends; `of` is time or memory, whichever comes first."""

    stage: str
    day: float | None
    memory: float | None

    @property
    def first(self) -> float | None:
        """The smaller of both sizes; None where it reaches neither."""
        return min((s for s in (self.day, self.memory) if s is not None), default=None)

    @property
    def of(self) -> str:
        """What it runs out of first."""
        return "time" if self.day is not None and self.day == self.first else "memory"


def times(records: Sequence[Record]) -> list[Point]:
    """Seconds of cores, by size. Where nothing but memory stopped it, the time so far."""
    return [Point(r.size, max(r.cpu, 0.001), r.why is not None) for r in records if r.tried]


def memories(records: Sequence[Record]) -> list[Point]:
    """Bytes in memory, by size."""
    return [Point(r.size, r.peak, r.why is not None) for r in records if r.tried]


def end(stage: str, records: Sequence[Record]) -> End:
    """Where a stage ends, by its records at growing sizes."""
    return End(stage, crossing(times(records), DAY), straight_crossing(memories(records), MEMORY))


def by_first(ends: Sequence[End]) -> list[End]:
    """Those that end before a billion, the first one first."""
    reached = [e for e in ends if e.first is not None and e.first <= BILLION]
    return sorted(reached, key=lambda e: e.first or 0)
