"""`python -m benchmarks.sizes measure RESULTS.json`, and `render RESULTS.json`.

    measure RESULTS.json [--claims 10000,100000] [--routes 10000] [--documents 1000]
            [--stages read,comparison] [--again STAGE,...]
            [--limit-seconds 1200] [--limit-gib 20] [--work FOLDER]

What is among the results already is left out, so that it can be interrupted and called again.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.sizes.process import GIB, Limits
from benchmarks.sizes.records import KINDS, Results
from benchmarks.sizes.run import Run
from benchmarks.sizes.stage import stages


def _sizes(text: str) -> list[int]:
    return sorted(int(part) for part in text.split(",") if part)


def _words(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sizes", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    measure = commands.add_parser("measure", help="measure what is not measured yet")
    measure.add_argument("results", type=Path)
    for kind, what in KINDS.items():
        measure.add_argument(f"--{kind}", type=_sizes, default=[], help=what)
    measure.add_argument("--stages", type=_words, default=[], help="by default all")
    measure.add_argument("--again", type=_words, default=[], help="measure these anew")
    measure.add_argument("--limit-seconds", type=float, default=1_200.0)
    measure.add_argument("--limit-gib", type=float, default=20.0)
    measure.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "muster-sizes")
    render = commands.add_parser("render", help="write the figures into docs/sizes.md")
    render.add_argument("results", type=Path)
    return parser


def _measure(asked: argparse.Namespace) -> None:
    results = Results.read(asked.results)
    results.machine = {
        "cores": os.cpu_count() or 0,
        "gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB, 1),
        "python": platform.python_version(), "date": time.strftime("%Y-%m-%d"),
    }  # fmt: skip
    limits = Limits(asked.limit_seconds, asked.limit_gib * GIB)
    for kind in KINDS:
        known = stages(kind)
        for size in getattr(asked, kind):
            folder = asked.work / f"{kind}-{size}"
            again = set(asked.again) & known.keys()
            run = Run(results, kind, size, folder, limits, again, _tell)
            run.measure([name for name in known if not asked.stages or name in asked.stages])


def _tell(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


def main() -> None:
    """Do what is asked."""
    asked = _arguments().parse_args()
    for told in (signal.SIGINT, signal.SIGTERM):  # also where a shell runs it in the background
        signal.signal(told, signal.default_int_handler)
    if asked.command == "measure":
        try:
            _measure(asked)
        except KeyboardInterrupt:
            sys.exit("interrupted; call it again to go on")
    else:
        from benchmarks.sizes.render import render

        render(Results.read(asked.results))


if __name__ == "__main__":
    main()
