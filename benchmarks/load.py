"""Readers during publications: what they are served, and whether any of them sees half a build.

`python -m benchmarks.load ASSETS [READERS] [PUBLICATIONS]`, ASSETS being the folder `assets` of a
build. The gate is left out, so that files take one another's place as often as they can. Every
reader is a process of its own that asks as people do: it opens the published path anew for each
visit, most for a moment, some for long.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import duckdb

# The build in which these counts are those that were written down when it was published.
WHOLE = """
SELECT build_id FROM build WHERE
    (SELECT count(*) FROM claim) = (SELECT n_rows FROM content WHERE table_name = 'claim')
    AND (SELECT count(*) FROM origin) = (SELECT n_rows FROM content WHERE table_name = 'origin')
    AND (SELECT count(*) FROM bound) = (SELECT n_rows FROM content WHERE table_name = 'bound')
    AND (SELECT count(*) FROM content) > 40
"""
QUESTIONS = (
    "FROM comparison_by_country ORDER BY contradictory DESC, spread DESC NULLS LAST",
    "SELECT verdict, relation, count(*), max(gap) FROM comparison GROUP BY ALL",
    "SELECT count(*) FROM known_on(DATE '2025-06-01')",
    "SELECT statement FROM conflict ORDER BY size DESC, conflict_id",
    "SELECT population, measure, max(low), min(high) FROM bound GROUP BY ALL",
    "SELECT says, title, url FROM claim JOIN document USING (document_id) WHERE population = 'NPL'",
    "FROM explain_claim((SELECT min(claim_id) FROM claim))",
    "SELECT rule, count(*), avg(high - low) FROM reconciled GROUP BY ALL",
)
LONG = 4  # of so many readers one keeps the file open
READERS, PUBLICATIONS = 32, 50


@dataclass(frozen=True)
class Pace:
    """Seconds: how long a reader thinks before the next question, how long some hold the file."""

    thinks: float = 3.0
    holds: float = 30.0


@dataclass
class Served:
    """What readers were served; `seconds` of each query, with the opening where one was needed.

    `builds` are those that were seen, `changed` the visits in which the build changed.
    """

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    builds: set[str] = field(default_factory=set)
    changed: int = 0

    def add(self, other: Served) -> None:
        """Count what another reader was served too."""
        self.seconds += other.seconds
        self.errors += other.errors
        self.builds |= other.builds
        self.changed += other.changed

    @property
    def slowest(self) -> float:
        """Seconds of the slowest query."""
        return max(self.seconds, default=0.0)

    def share(self, part: float) -> float:
        """Seconds that this part of the queries took at most."""
        return sorted(self.seconds)[int(part * (len(self.seconds) - 1))]


def visit(
    path: Path, served: Served, questions: Iterator[str], thinks: float, goes_on: Callable[[], bool]
) -> None:
    """Open the file and ask, once and then as long as `goes_on`; what is seen is of one build."""
    began = time.perf_counter()
    seen: set[str] = set()
    with duckdb.connect(str(path), read_only=True, config={"threads": 1}) as connection:
        while True:
            for question in (WHOLE, next(questions)):
                rows = connection.execute(question).fetchall()
                served.seconds.append(time.perf_counter() - began)
                if question == WHOLE:
                    seen |= {build for (build,) in rows} or {"half a build"}
                began = time.perf_counter()
            if not goes_on():
                break
            time.sleep(thinks)
            began = time.perf_counter()
    served.builds |= seen
    served.changed += len(seen) > 1


def read(path: Path, stop: Path, number: int, pace: Pace) -> Served:
    """Visit until `stop` is there or the process that began this one is gone."""
    served, parent = Served(), os.getppid()

    def asked() -> Iterator[str]:
        turn = number
        while True:
            yield QUESTIONS[turn % len(QUESTIONS)]
            turn += 1

    def wanted() -> bool:
        return not stop.exists() and os.getppid() == parent

    questions = asked()
    hold = pace.holds if number % LONG == 0 else 0.0
    while wanted():
        until = time.perf_counter() + hold
        try:
            visit(
                path, served, questions, pace.thinks,
                lambda until=until: wanted() and time.perf_counter() < until,
            )  # fmt: skip
        except duckdb.Error as error:
            served.errors.append(f"{type(error).__name__}: {error}")
        time.sleep(pace.thinks)
    return served


@contextmanager
def reading(path: Path, readers: int, pace: Pace = Pace()) -> Iterator[Served]:
    """Readers in processes of their own until the block ends; then what they were served."""
    served = Served()
    with tempfile.TemporaryDirectory() as folder:
        stop = Path(folder) / "stop"
        told = [str(path), str(stop), str(pace.thinks), str(pace.holds)]
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", "benchmarks.load", "--reader", str(n), *told],
                cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True,
            )
            for n in range(readers)
        ]  # fmt: skip
        try:
            yield served
        finally:
            stop.touch()
            for process in processes:
                said, _ = process.communicate(timeout=60)
                if process.returncode:
                    served.errors.append(f"a reader ended with {process.returncode}")
                else:
                    found = json.loads(said)
                    served.add(Served(**found | {"builds": set(found["builds"])}))


def published(files: Mapping[str, Sequence[Path]], out: Path, number: int) -> Path:
    """Publish ready tables, without checking them, as the build of that number."""
    from warehouse.publish import BuildInfo, publish  # readers do without

    told = BuildInfo(f"build-{number}", datetime.now(UTC), "0" * 64, "0" * 64)
    with patch("warehouse.publish.validate_file", lambda _path: []):
        return publish(files, out, told).path


def load(
    files: Mapping[str, Sequence[Path]], out: Path, readers: int, publications: int,
    pace: Pace = Pace(),
) -> tuple[Served, float]:  # fmt: skip
    """Readers for the length of so many publications; what they were served, and the seconds."""
    path = published(files, out, 0)
    with reading(path, readers, pace) as served:
        time.sleep(pace.thinks)
        began = time.perf_counter()
        for number in range(1, publications + 1):
            published(files, out, number)
        seconds = time.perf_counter() - began
    return served, seconds


def report(assets: Path, readers: int, publications: int) -> None:
    """Print what readers of a real build were served."""
    from warehouse.schema import tables

    files = {n: [f] for n in tables() if (f := assets / f"{n}.parquet").exists()}
    with tempfile.TemporaryDirectory() as folder:
        served, seconds = load(files, Path(folder), readers, publications)
        size = (Path(folder) / "muster.duckdb").stat().st_size
    print(f"{readers} readers, {publications} publications of {size / 1e6:.0f} MB, {seconds:.0f} s")
    print(f"  {len(served.seconds):,} queries, {len(served.seconds) / seconds:.0f} a second")
    print(f"  {len(served.errors)} errors, {served.changed} visits saw a build change")
    print(f"  {len(served.builds)} builds seen, {len(served.builds & {'half a build'})} half ones")
    print(
        f"  median {served.share(0.5) * 1000:.0f} ms, 99 of 100 within "
        f"{served.share(0.99) * 1000:.0f} ms, slowest {served.slowest:.2f} s"
    )
    for error in sorted(set(served.errors)):
        print(f"  {error}")


def main() -> None:
    """A reader, or all of it."""
    if sys.argv[1] == "--reader":
        number, path, stop, thinks, holds = sys.argv[2:]
        served = read(Path(path), Path(stop), int(number), Pace(float(thinks), float(holds)))
        print(json.dumps(vars(served) | {"builds": sorted(served.builds)}))
        return
    readers, publications = map(int, [*sys.argv[2:], READERS, PUBLICATIONS][:2])
    report(Path(sys.argv[1]), readers, publications)


if __name__ == "__main__":
    main()
