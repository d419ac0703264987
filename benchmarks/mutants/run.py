"""Ten thousand mutants and more: thought up, read, judged, counted.

`python -m benchmarks.mutants [--every N]` takes every Nth of them. What is right stands in
judge.py.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.mutants.byte_edits import edits
from benchmarks.mutants.edit import Edit
from benchmarks.mutants.judge import (
    ELSEWHERE,
    LONGEST,
    OUTCOMES,
    WRONG,
    Tally,
    judge,
)
from benchmarks.mutants.read import Catalog
from benchmarks.mutants.table_edits import table_edits
from benchmarks.mutants.yaml_edits import item_edits, pair_edits, sites

ROOT = Path(__file__).parents[2]
CATALOGS = {
    "every key": (Path(__file__).parent / "catalog", 5),
    "small": (ROOT / "tests" / "pipelines" / "catalog", 1),
    "the repository's": (ROOT / "sources" / "catalog", 1000),
}
"""Each catalog, and one in how many of its edits is made: the repository's has about a million."""

SHARES = 6  # of a catalog: no process waits long for another at the end
GROUPS = {
    "a key": ("key", "keys"),
    "a value": ("value", "values", "a digit", "another digit"),
    "an item of a list": ("item", "dash"),
    "a line": ("line", "lines", "indented"),
    "a character": ("put in", "character", "capital"),
    "bytes": ("bit", "byte", "random", "cut off", "a stretch"),
    "a cell or row": (
        "cell", "cells", "row", "semicolons", "a cell", "a comma", "a quote", "spaces around",
    ),
    "a whole file": ("",),
}  # fmt: skip
"""What is changed, by how the names of its kinds begin."""


def every(rng: random.Random, file: str, data: bytes) -> Iterator[Edit]:
    """All edits of one file."""
    text = data.decode()
    if file.endswith(".yaml"):
        pairs, items = sites(text)
        for pair in pairs:
            yield from pair_edits(rng, file, text, pair)
        for item in items:
            yield from item_edits(file, text, item)
    else:
        yield from table_edits(rng, file, data)
    yield from edits(rng, file, data)


def tried(catalog: Catalog, edit: Edit) -> tuple[str, str, float]:
    """What came of an edit: the outcome, why it is not right, and the seconds of a core."""
    began = time.process_time()
    try:
        now = catalog.read(edit)
    except Exception:
        return WRONG, traceback.format_exc(limit=-3), 0.0
    seconds = time.process_time() - began
    if seconds > LONGEST:
        return WRONG, f"{seconds:.1f} s", seconds
    return *judge(catalog, edit, now), seconds


def share(name: str, part: int, parts: int, sparse: int, folder: str) -> Tally:
    """Every `parts`-th file of a catalog, beginning with `part`; every `sparse`-th edit of it."""
    gc.set_threshold(100_000, 50, 100)  # as in the command line, which says why
    source, own = CATALOGS[name]
    catalog = Catalog(source, Path(folder) / f"{part}" / name)
    tally = Tally()
    for number, file in enumerate(catalog.files):
        if number % parts != part:
            continue
        rng = random.Random(f"{name}/{file}")
        # What the whole catalog depends on is read with all of it, which takes half a second
        step = (
            own * sparse * (10 if own > 100 and file.startswith(("sources", "vocabulary")) else 1)
        )
        offset = rng.randrange(step)
        data = catalog.data(file)
        for at, edit in enumerate(every(rng, file, data)):
            if at % step != offset or edit.data == data:
                continue
            outcome, why, seconds = tried(catalog, edit)
            tally.counts[edit.kind, outcome] += 1
            tally.slowest = max(tally.slowest, seconds)
            if outcome in (WRONG, ELSEWHERE):
                place = f"{edit.file}:{edit.new[0]}-{edit.new[1]}"
                tally.faults.append(f"{outcome}: {edit.kind} at {name}/{place}: {why}")
    return tally


def _groups(tally: Tally) -> dict[str, list[int]]:
    groups = {group: [0] * len(OUTCOMES) for group in GROUPS}
    for (kind, outcome), count in tally.counts.items():
        group = next(
            name
            for name, begins in GROUPS.items()
            if any(f"{kind} ".startswith((f"{word} ", f"{word}:")) or not word for word in begins)
        )
        groups[group][OUTCOMES.index(outcome)] += count
    return groups


def main() -> int:
    """Run them on all cores, and print the figures as a table; 1 where one is wrong."""
    sparse = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1
    whole = Tally()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(os.cpu_count()) as pool:
        jobs = [
            (pool.submit(share, name, part, SHARES, sparse, folder), name)
            for name in CATALOGS
            for part in range(SHARES)
        ]
        for job, name in jobs:
            found = job.result()
            whole.counts += found.counts
            whole.faults += found.faults
            whole.slowest = max(whole.slowest, found.slowest)
            print(f"{name}: {dict(found.counts)}", file=sys.stderr)
            print(*found.faults, sep="\n", file=sys.stderr, flush=True)
    print("| change | mutants | " + " | ".join(OUTCOMES) + " |")
    print("|---" * (len(OUTCOMES) + 2) + "|")
    groups = _groups(whole)
    for group, row in groups.items():
        print(f"| {group} | {sum(row):,} | " + " | ".join(f"{n:,}" for n in row) + " |")
    totals = [sum(row[at] for row in groups.values()) for at in range(len(OUTCOMES))]
    print(f"| all | {sum(totals):,} | " + " | ".join(f"{n:,}" for n in totals) + " |")
    print(f"\nslowest {whole.slowest:.2f} s of a core; {time.perf_counter() - began:.0f} s in all")
    return 1 if totals[OUTCOMES.index(WRONG)] or totals[OUTCOMES.index(ELSEWHERE)] else 0
