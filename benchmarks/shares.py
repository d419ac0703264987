"""How much of each step in Python is done in parts, and how much quicker that can make it.

`python -m benchmarks.shares [CLAIMS]` runs the steps on a synthetic world (world.py), `python -m
benchmarks.shares OUT/assets` on what a build made, in this process, timing each part; nothing runs
at once. What is told for several workers is what the parts allow: each goes to whichever worker is
free, and handing over costs nothing.
"""

from __future__ import annotations

import heapq
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from benchmarks.handed import handed_over
from benchmarks.world import generate
from warehouse import steps
from warehouse.derive import derive
from warehouse.engine import Inputs, bind, workspace

T = TypeVar("T")
R = TypeVar("R")
CLAIMS = 1_000
WORKERS = (2, 8, 64)


def _name(work: object) -> str:
    """What the work is called: a function, a method, or one of these with arguments."""
    return str(getattr(getattr(work, "func", work), "__name__", work)).strip("_")


@dataclass
class Timed:
    """`map`, with the processor seconds that each part took: a list for each spread, by name."""

    spreads: list[tuple[str, list[float]]] = field(default_factory=list)

    def __call__(self, work: Callable[[T], R], parts: Sequence[T], /) -> Iterator[R]:
        seconds: list[float] = []
        self.spreads.append((_name(work), seconds))
        for part in parts:
            began = time.process_time()
            made = work(part)
            seconds.append(time.process_time() - began)
            yield made

    @property
    def in_parts(self) -> float:
        """The seconds of all parts."""
        return sum(sum(seconds) for _, seconds in self.spreads)

    def of(self, workers: int) -> float:
        """The seconds that the parts take on so many workers."""
        return sum(_scheduled(seconds, workers) for _, seconds in self.spreads)

    def by_name(self) -> dict[str, float]:
        """The seconds of the parts by what was asked of them, the longest first."""
        found: dict[str, float] = defaultdict(float)
        for name, seconds in self.spreads:
            found[name] += sum(seconds)
        return dict(sorted(found.items(), key=lambda item: -item[1]))


def _scheduled(seconds: Sequence[float], workers: int) -> float:
    """When the last part ends, each being begun in its order by the first worker that is free."""
    free = [0.0] * workers
    for own in seconds:
        heapq.heapreplace(free, free[0] + own)
    return max(free)


def tell(step: str, whole: float, timed: Timed) -> None:
    """Print the share of a step that is done in parts."""
    alone = whole - timed.in_parts
    print(f"  {step}: {whole:.1f} s, {timed.in_parts / whole:.0%} of it in parts")
    for workers in WORKERS:
        print(f"    {workers} workers: {whole / (alone + timed.of(workers)):.1f} times as quick")
    for name, seconds in timed.by_name().items():
        print(f"    {name}: {seconds / whole:.0%}")


def steps_of(files: Inputs) -> None:
    """Run each step on the tables in these files, and tell of it."""
    for step in steps.STEPS.values():
        with workspace() as connection:
            bind(connection, {table: files[table] for table in step.reads})
            timed, began = Timed(), time.process_time()
            steps.run(step, connection, timed)
            tell(step.name, time.process_time() - began, timed)


def of_world(claims: int) -> None:
    """The steps on a synthetic world."""
    with tempfile.TemporaryDirectory() as name:
        catalog, folder = Path(name) / "catalog", Path(name) / "derived"
        folder.mkdir()
        given = handed_over(generate(catalog, claims), folder)
        files = derive(given, folder, steps.STEPS["ruled"].reads + steps.STEPS["suspected"].reads)
        print(f"{claims:,} synthetic claims, processor seconds of one process", flush=True)
        steps_of(files)


def of_assets(folder: Path) -> None:
    """The steps on the assets of a build."""
    print("the assets of a build, processor seconds of one process", flush=True)
    tables = {table for step in steps.STEPS.values() for table in step.reads}
    steps_of({table: [folder / f"{table}.parquet"] for table in tables})


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else str(CLAIMS)
    if asked.isdigit():
        of_world(int(asked))
    else:
        of_assets(Path(asked))
