"""One stage, run here and now: `python -m benchmarks.sizes.stage KIND STAGE FOLDER [EMPTY ...]`.

Called by run.py in a process of its own; what it took is written beside its results. EMPTY are
stages that were stopped, whose tables it takes without rows. What each stage does stands in
of_claims.py and of_documents.py.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.sizes.records import DOCUMENTS

SHARED = ("duckdb", "pandas", "pyarrow.parquet", "sources.load", "warehouse.derive")
"""What nearly every stage imports is no part of its work."""
MADE = "made"  # under a folder of work: one file for each stage that came to its end

Files = Mapping[str, list[Path]]


@dataclass(frozen=True)
class Made:
    """The files that a stage wrote, by table, and what else there is to count, which is asked for
    after the clock stopped."""

    files: Files = field(default_factory=dict)
    told: Callable[[], Mapping[str, float]] = dict


@dataclass(frozen=True)
class Stage:
    """A stage: its name, the stages whose results it takes, what it does in a folder of work."""

    name: str
    needs: tuple[str, ...]
    does: str
    run: Callable[[Path], Made]


def marker(folder: Path, stage: str) -> Path:
    """The file that is there where a stage came to its end in a folder."""
    return folder / MADE / f"{stage}.json"


def tables(folder: Path) -> dict[str, list[Path]]:
    """The tables and frames made so far, by name."""
    return {path.stem: [path] for path in sorted((folder / "tables").glob("*.parquet"))}


def stages(kind: str) -> dict[str, Stage]:
    """The stages of a kind (records.KINDS), in their order."""
    if kind == DOCUMENTS:
        from benchmarks.sizes.of_documents import STAGES as OF_DOCUMENTS

        return {stage.name: stage for stage in OF_DOCUMENTS}
    from benchmarks.sizes.of_claims import STAGES as OF_CLAIMS

    return {stage.name: stage for stage in OF_CLAIMS}


def used() -> float:
    """Seconds of processors so far, with those of processes that were started and have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def _sized(files: Files) -> dict[str, tuple[int, int]]:
    """Rows and bytes of each table."""
    import pyarrow.parquet as pq

    return {
        name: (sum(pq.read_metadata(f).num_rows for f in paths),
               sum(f.stat().st_size for f in paths))
        for name, paths in files.items()
    }  # fmt: skip


def main(kind: str, name: str, folder: Path, without: list[str]) -> None:
    """Run a stage and write what it took."""
    for shared in SHARED:
        importlib.import_module(shared)
    if without:
        from benchmarks.sizes.of_claims import left_empty

        left_empty(folder, without)
    stage = stages(kind)[name]
    began, used_before = time.perf_counter(), used()
    made = stage.run(folder)
    took = {"wall": time.perf_counter() - began, "cpu": used() - used_before}
    told = took | {"made": _sized(made.files), "told": dict(made.told())}
    marker(folder, name).parent.mkdir(exist_ok=True)
    marker(folder, name).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
