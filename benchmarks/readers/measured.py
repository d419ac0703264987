"""Readers of one way, begun, told when to ask, and put together: what they were answered, and how
soon.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.readers.asked import Question, told
from benchmarks.readers.published import Place, Version, Way
from benchmarks.readers.servers import until
from benchmarks.readers.ways import memory

ROOT = Path(__file__).parents[2]
LOOPBACK = Path("/sys/class/net/lo/statistics/rx_bytes")  # every byte between two processes here
STAGGERED = 0.02  # seconds between two readers that begin
References = Mapping[str, Mapping[str, str]]  # version -> question -> hash of the answer


def references(versions: Sequence[Version], questions: Sequence[Question]) -> References:
    """What DuckDB answers alone, version by version."""
    found: dict[str, dict[str, str]] = {}
    for version in versions:
        with duckdb.connect(str(version.file), read_only=True) as connection:
            found[version.name] = {
                q.name: told(connection.execute(q.duckdb).fetchall()) for q in questions
            }
    return found


def measured(
    way: Way, place: Place, readers: int, questions: Sequence[Question], right: References,
    folder: Path, pace: Mapping[str, float],
) -> dict[str, Any]:  # fmt: skip
    """So many readers at one place, a publication in their midst."""
    asked = {"way": way.name, "target": place.target, "questions": [asdict(q) for q in questions]}
    (folder / "asked.json").write_text(json.dumps(asked | dict(pace)), encoding="utf-8")
    processes = _begun(folder, readers, way.in_one or readers)
    try:
        count = len(processes)
        until(lambda: len(list(folder.glob("ready-*"))) == count or _any_ended(processes), 240)
        idle = sum(memory(p) for p in _family(place.servers))
        begins, before = time.monotonic() + 1, int(LOOPBACK.read_text())
        (folder / "going").write_text(str(begins), encoding="ascii")
        (folder / "going").rename(folder / "go")
        time.sleep(1 + pace["seconds"] / 2)
        publishing = time.monotonic()
        place.publish()
        published = time.monotonic()
        time.sleep(max(0.0, begins + pace["seconds"] * 0.9 - published))
        serving = sum(memory(p) for p in _family(place.servers))
        for process in processes:
            process.wait(240)
    finally:
        for process in processes:
            process.kill()
    moved = int(LOOPBACK.read_text()) - before
    done = [json.loads(f.read_text(encoding="utf-8")) for f in folder.glob("done-*.json")]
    told_by = [r for one in done for r in one["readers"]]
    return outcome(told_by, right, pace, published - begins) | {
        "way": way.name, "called": way.called, "readers": readers,
        "told": len(told_by), "seconds_to_publish": published - publishing,
        "memory_of_a_reader": sum(one["memory"] for one in done) / readers,
        "memory_of_servers": serving, "memory_of_idle_servers": idle, "bytes_moved": moved,
    }  # fmt: skip


def _begun(folder: Path, readers: int, in_one: int) -> list[subprocess.Popen[bytes]]:
    processes = []
    for number in range(0, readers, in_one):
        command = [sys.executable, "-m", "benchmarks.readers.reader", str(folder), str(number)]
        processes.append(subprocess.Popen([*command, str(min(in_one, readers - number))], cwd=ROOT))
        time.sleep(STAGGERED)
    return processes


def _any_ended(processes: Sequence[subprocess.Popen[bytes]]) -> bool:
    if any(p.poll() for p in processes):
        raise RuntimeError("a reader ended before it was asked")
    return False


def _family(processes: Sequence[int]) -> list[int]:
    """Processes and their children: a server has one for each connection."""
    children = [
        int(child)
        for process in processes
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]
    return [*processes, *children]


def share(values: Sequence[float], part: float) -> float:
    """The value that this part of them does not exceed."""
    return sorted(values)[int(part * (len(values) - 1))]


def outcome(
    told_by: Sequence[Mapping[str, Any]], right: References, pace: Mapping[str, float],
    published: float,
) -> dict[str, Any]:  # fmt: skip
    """Latency while readers think, answers a second where they do not, and what was wrong."""
    every = [a for r in told_by for a in r["answers"]]
    thinking = [a for a in every if a[1] < pace["seconds"]]
    burst = [a for a in every if a[1] >= pace["seconds"]]
    wrong, back, old = 0, 0, 0.0
    for one in told_by:
        seen_new = False
        for name, began, _, answer in one["answers"]:
            version = next((v for v, said in right.items() if said[name] == answer), None)
            wrong += version is None
            back += version == "old" and seen_new
            seen_new |= version == "new"
            old = max(old, began - published) if version == "old" else old
    of = {name: [a[2] for a in thinking if a[0] == name] for name in right["old"]}
    return {
        "questions": {name: _shares(took) for name, took in of.items() if took},
        "all": _shares([a[2] for a in thinking or every]), "answers": len(every),
        "a_second": len(burst) / pace["burst"],
        "wrong": wrong, "went_back": back, "old_after": max(0.0, old),
        "errors": sorted({e for r in told_by for e in r["errors"]})[:5],
    }  # fmt: skip


def _shares(took: Sequence[float]) -> dict[str, float]:
    return {"p50": share(took, 0.5), "p95": share(took, 0.95), "max": max(took)}
