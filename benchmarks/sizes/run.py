"""Goes through stages and sizes, leaves out what is in the results already, tells how it goes.

What a stage does, and how its process is watched, stands in stage.py and process.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sizes.process import GIB, Limits, measured
from benchmarks.sizes.records import CLAIMS, DOCUMENTS, ROUTES, Record, Results
from benchmarks.sizes.stage import marker, stages

WORLD = "world"  # the made-up catalog, or pages: no stage, and not measured
GENERATE = {
    CLAIMS: "from benchmarks.sizes.world import generate as g; g(folder, size)",
    ROUTES: "from benchmarks.world import generate as g; g(folder / 'catalog', size)",
    DOCUMENTS: "from benchmarks.sizes.pages import generate as g; g(folder, size)",
}


@dataclass
class Run:
    """One size of one kind, in its folder of work. `again`: stages to measure although they are
    among the results."""

    results: Results
    kind: str
    size: int
    folder: Path
    limits: Limits
    again: set[str]
    tell: Callable[[str], None]

    def measure(self, wanted: Collection[str]) -> None:
        """Measure these stages, and those whose results they take, where that is still to do."""
        for name in stages(self.kind):
            if name in wanted and (name in self.again or self._record(name) is None):
                self._reach(name, due=True)

    def _record(self, name: str) -> Record | None:
        return self.results.records.get((self.kind, self.size, name))

    def _reach(self, name: str, due: bool = False) -> set[str]:
        """The stages behind this one, and itself, that were stopped; what is not there is made."""
        without: set[str] = set()
        record = self._record(name)
        if not due and record is not None:
            if record.why is not None:
                return {name}
            if marker(self.folder, name).exists():
                return set(record.without)
        for needed in stages(self.kind)[name].needs:
            due_first = needed in self.again
            without |= self._reach(needed, due_first)
        self._measured(name, without)
        record = self._record(name)
        assert record is not None
        return {name} if record.why is not None else without

    def _measured(self, name: str, without: set[str]) -> None:
        self.again.discard(name)
        if why := self._hopeless(name, without):
            self._add(Record(self.kind, self.size, name, 0, 0, 0, f"not tried: {why}"))
            return
        self._world()
        marker(self.folder, name).unlink(missing_ok=True)
        load = os.getloadavg()[0]
        empty = sorted(without)
        took = measured(
            ["-m", "benchmarks.sizes.stage", self.kind, name, str(self.folder), *empty],
            self.limits, self.folder / f"{name}.log",
        )  # fmt: skip
        told = {"wall": took.wall, "cpu": took.cpu}
        if took.why is None:
            told |= json.loads(marker(self.folder, name).read_text(encoding="utf-8"))
        record = Record(
            kind=self.kind, size=self.size, stage=name, peak=took.peak, why=took.why,
            load=round(load, 2), without=tuple(empty), **told,
        )  # fmt: skip
        self._add(record)

    def _add(self, record: Record) -> None:
        self.results.add(record)
        self.tell(_line(record))

    def _hopeless(self, name: str, without: set[str]) -> str | None:
        """Why a stage need not be tried: it was stopped at a smaller size, or stands on pages of
        which some are not there. Tables can be empty, pages cannot."""
        if self.kind == DOCUMENTS and without:
            return f"without {', '.join(sorted(without))}"
        smaller = self._stopped_before(name)
        return None if smaller is None else f"stopped at {smaller:,}"

    def _stopped_before(self, name: str) -> int | None:
        """A smaller size at which the stage took too much, by the limits of now."""
        for record in self.results.of(self.kind, name):
            if record.size < self.size and record.why is not None and not record.failed:
                enough = record.wall >= self.limits.seconds or record.peak >= self.limits.bytes
                return record.size if enough else None
        return None

    def _world(self) -> None:
        """The made-up catalog, or pages, where they are not there yet."""
        there = marker(self.folder, WORLD)
        if there.exists():
            return
        there.parent.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        told = f"from pathlib import Path; folder, size = Path({str(self.folder)!r}), {self.size}\n"
        subprocess.run([sys.executable, "-c", told + GENERATE[self.kind]], check=True)
        there.touch()
        self.tell(f"{self.size:>10,} {self.kind}: made up in {time.perf_counter() - began:,.0f} s")


def _line(r: Record) -> str:
    made = ", ".join(f"{name} {rows:,}" for name, (rows, _) in r.made.items() if rows)
    told = ", ".join(f"{value:,.0f} {what}" for what, value in r.told.items())
    empty = f" without {', '.join(r.without)}" if r.without else ""
    end = r.why or f"{made} {told}".strip()
    return (
        f"{r.size:>10,} {r.kind}: {r.stage:<16} {r.wall:9.1f} s, {r.cpu:9.1f} s of cores, "
        f"{r.peak / GIB:6.2f} GiB{empty}  {end[:160]}"
    )
