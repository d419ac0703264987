"""Builds that are killed at random moments, and what is left of them. `make faults`.

A process that has everything imported forks for each build, of a catalog that changes to and fro,
so that a half-made state would show. After each kill the published file has to be the one before or
the one of the killed build, whole; after every few a build runs to its end, and has to find nothing
in its way and leave nothing behind. Killed builds skip the expectations of the gate, which write
nothing; those that run to their end do not.
"""

from __future__ import annotations

import gc
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "pipelines" / "catalog"
WORDS = ("200 Cubans", "201 Cubans")  # a claim of the small catalog, as it stands and otherwise
OF_THE_BUILD = ("build", "check_result", "claim_version", "content", "change")  # and of its time
CLOCKS = ("recorded_at",)
KILLS, BETWEEN = 200, 10
PATIENCE = 120.0  # seconds, on a busy machine
PUBLICATION = "muster_warehouse"

Content = dict[str, tuple[object, ...]]


@dataclass
class Told:
    """How many builds were killed in which step, what stood afterwards, and what went wrong."""

    stages: Counter[str] = field(default_factory=Counter)
    stood: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    completed: int = 0


def catalog(folder: Path, words: str) -> Path:
    """The small catalog with one claim as told."""
    copy = folder / words.split()[0]
    if not copy.exists():
        shutil.copytree(SMALL, copy)
        document = copy / "gazette" / "first.yaml"
        document.write_text(document.read_text().replace(WORDS[0], words))
    return copy


def content(published: Path) -> Content:
    """Rows of each table and a hash of them, but for what tells of the build itself.

    Raises `duckdb.Error` where a block of the file cannot be read.
    """
    import duckdb

    with duckdb.connect(str(published), read_only=True) as connection:
        found = {}
        for (name,) in connection.execute("SHOW TABLES").fetchall():
            columns = [c for (c, *_) in connection.execute(f'DESCRIBE "{name}"').fetchall()]
            kept = ", ".join(f'"{c}"' for c in columns if c not in CLOCKS)
            query = f'SELECT count(*), bit_xor(hash({kept})) FROM "{name}"'
            row = connection.execute(query).fetchall()[0]
            if name not in OF_THE_BUILD:
                found[name] = row
        return found


def litter(out: Path) -> list[str]:
    """What is left under OUT that belongs to no finished build."""
    from pipelines.history import instance
    from pipelines.lock import LOCK

    left = [str(p) for name in (".beside-*", ".muster.*", "*.wal") for p in out.rglob(name)]
    if (out / LOCK).read_text():
        left.append(LOCK)
    with instance(out / "dagster") as history:
        left += [run.run_id for run in history.get_runs() if not run.is_finished]
    return left


def begun(folder: Path, out: Path, *, gate: bool) -> tuple[int, int]:
    """A process that builds, and a pipe in which it tells the steps that it begins."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    os.close(reading)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    code = 1
    try:
        from pipelines.build import build
        from warehouse import publish

        if not gate:
            publish.validate_file = lambda _path: []

        def tell(_done: int, _total: int, step: str) -> None:
            os.write(writing, f"{step}\n".encode())

        outcome = build(folder, out, tell)
        os.write(writing, f"! {outcome.message}\n".encode())
        code = 0 if outcome.success else 1
    finally:
        os._exit(code)


class Victim:
    """A build that is watched, and may be killed."""

    def __init__(self, folder: Path, out: Path, *, gate: bool = False) -> None:
        self.pid, self.pipe = begun(folder, out, gate=gate)
        self.step, self.began, self.message = "before the first step", time.monotonic(), ""

    def watch(self, until: float, step: str = "") -> bool:
        """Follow the build until a time or a step; True once it has ended by itself."""
        while (left := until - time.monotonic()) > 0:
            if not select.select([self.pipe], [], [], left)[0]:
                break
            told = os.read(self.pipe, 65_536).decode()
            if not told:
                return True
            *_, last = told.splitlines()
            self.step, self.message = last, last.removeprefix("! ")
            if step and last.startswith(step):
                break
        return False

    def end(self, *, kill: bool) -> int:
        """Kill it, or let it end; its status, negative where a signal ended it."""
        if kill:
            os.kill(self.pid, signal.SIGKILL)
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def finished(folder: Path, out: Path) -> str | None:
    """Build to the end; what went wrong, if anything did."""
    build = Victim(folder, out, gate=True)
    build.watch(time.monotonic() + PATIENCE)
    code = build.end(kill=False)
    if code != 0:
        return f"a build after kills failed: {build.message}"
    left = litter(out)
    return f"left behind: {', '.join(left)}" if left else None


def killed(folder: Path, out: Path, dice: random.Random, seconds: float, last: float) -> str | None:
    """Kill one build at a random moment, of the publication in one case of three; the step in
    which it was, or None where it had ended.

    `seconds` is what a build takes, `last` what its publication takes.
    """
    victim = Victim(folder, out)
    ended = False
    if dice.random() < 1 / 3:
        ended = victim.watch(time.monotonic() + PATIENCE, PUBLICATION)
        moment = time.monotonic() + dice.uniform(0, last)
    else:
        moment = victim.began + dice.uniform(0, seconds)
    ended = ended or victim.watch(moment)
    step = victim.step
    code = victim.end(kill=not ended)
    return "after the last step" if step.startswith("!") else step if code < 0 else None


def stood(out: Path, before: Content, meant: Content) -> str:
    """Which file is published after a kill: old, new, or what is wrong with it."""
    import duckdb

    try:
        found = content(out / "muster.duckdb")
    except duckdb.Error as error:
        return f"unreadable: {error}"
    return "old" if found == before else "new" if found == meant else "neither old nor new"


def kills(folder: Path, times: int, between: int, seed: int = 1) -> Told:
    """Kill builds into FOLDER/out that many times, and build to the end after every few."""
    dice, told, out = random.Random(seed), Told(), folder / "out"
    sides = [catalog(folder, words) for words in WORDS]
    contents = []
    for side in sides:
        told.faults += [fault for fault in [finished(side, out)] if fault]
        contents.append(content(out / "muster.duckdb"))
    seconds, last = measured(sides[1], out)
    standing, turn = 1, 0
    while sum(told.stages.values()) < times and not told.faults:
        turn = 1 - standing
        step = killed(sides[turn], out, dice, seconds, last)
        after = stood(out, contents[standing], contents[turn])
        if step is not None:
            told.stages[step] += 1
            told.stood[after] += 1
        if after not in ("old", "new"):
            told.faults.append(f"killed in {step}: {after}")
        standing = turn if after == "new" else standing
        if sum(told.stages.values()) // between > told.completed:
            told.completed += 1
            told.faults += [fault for fault in [finished(sides[turn], out)] if fault]
            standing = turn
            print(f"  {sum(told.stages.values())} killed: {dict(told.stood)}", file=sys.stderr)
    return told


def measured(folder: Path, out: Path) -> tuple[float, float]:
    """Seconds that a build takes which nobody kills, and those of its publication."""
    build = Victim(folder, out)
    build.watch(time.monotonic() + PATIENCE, PUBLICATION)
    at = time.monotonic()
    build.watch(at + PATIENCE)
    build.end(kill=False)
    return time.monotonic() - build.began, time.monotonic() - at


def warm_up() -> None:
    """Import what builds need, without a thread: forks take it along."""
    import duckdb  # noqa: F401
    import great_expectations  # noqa: F401
    import pandas  # noqa: F401
    import pyarrow.parquet  # noqa: F401
    import sqlalchemy.orm  # noqa: F401

    import pipelines.project  # noqa: F401
    from warehouse.validation import run  # noqa: F401

    gc.collect()
    gc.freeze()  # else each child looks through all that was imported, and copies it by that
    gc.set_threshold(100_000, 50, 100)


def report(told: Told) -> str:
    """The figures, as docs/benchmarks.md has them."""
    stages = sorted(told.stages.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join(
        [
            f"{sum(told.stages.values())} builds killed, in {len(stages)} stages",
            f"  afterwards the published file was {dict(told.stood)}",
            f"  {told.completed} builds between them ran to their end",
            *(f"  {count:>4} in {stage}" for stage, count in stages),
            *(f"  FAULT: {fault}" for fault in told.faults),
        ]
    )


def main() -> None:
    """Kill as many builds as asked for, 200 by default; exit 1 where something went wrong."""
    warm_up()
    times = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    between = int(sys.argv[2]) if len(sys.argv) > 2 else BETWEEN
    with tempfile.TemporaryDirectory() as name:
        told = kills(Path(name), times, between)
    print(report(told))
    sys.exit(bool(told.faults))


if __name__ == "__main__":
    main()
