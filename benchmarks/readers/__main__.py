"""Measures: `python -m benchmarks.readers [N] [FILE] [--keep NAME]`.

N readers (100) of FILE (the published one), over every way that is installed here. `--keep` writes
the figures down as NAME in measured.json, from which docs/readers.md has its tables.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.readers import told
from benchmarks.readers.asked import questions
from benchmarks.readers.measured import measured, references
from benchmarks.readers.published import WAYS, two_versions

# Seconds: on average between an answer and the next question, of asking so, and of asking at once.
PACE = {"thinks": 2.0, "seconds": 16.0, "burst": 8.0}


def figures(file: Path, readers: int, pace: dict[str, float]) -> dict[str, Any]:
    """What is measured of one file, way by way."""
    asked = questions()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old, new = two_versions(file, folder)
        right = references((old, new), asked)
        ways = []
        for way in WAYS:
            if way.lacks:
                print(f"{way.called}: left out, there is no {', no '.join(way.lacks)} here")
                continue
            place_in = folder / way.name.replace(" ", "-")
            place_in.mkdir()
            began = time.monotonic()
            with way.placed(old, new, place_in, readers) as place:
                ways.append(measured(way, place, readers, asked, right, place_in, pace))
            print(told.line(ways[-1]), f"({time.monotonic() - began:.0f} s)", flush=True)
    return {
        "bytes": file.stat().st_size, "readers": readers, "cores": os.cpu_count(), "pace": pace,
        "ways": ways,
    }  # fmt: skip


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", type=int, nargs="?", default=100)
    parser.add_argument("file", type=Path, nargs="?", default=Path("data/muster.duckdb"))
    parser.add_argument("--keep", metavar="NAME")
    asked = parser.parse_args()
    found = figures(asked.file, asked.readers, PACE)
    print(told.table(found))
    if asked.keep:
        told.keep(asked.keep, found)


if __name__ == "__main__":
    main()
