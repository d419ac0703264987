"""The stages that claims go through, from the table files of a catalog to a reader's question.

In a folder of work: `catalog/`, `tables/` (Parquet, one file for each table or frame), `out/`.
Modules are imported where they are needed: each stage is a process of its own.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from benchmarks.sizes.stage import Made, Stage

# What is made in SQL, in the order of the stages; "claim tables" is everything else.
SQL = {
    "comparison": ("cell_within", "comparison"),
    "compared tables": ("comparison_by_country", "comparison_total", "demand_outcome"),
    "drift": ("drift", "drift_by_source"),
    "history": ("claim_version", "revision"),
    "inferred tables": (
        "bound", "bound_claim", "component", "conflict", "conflict_claim", "conflict_repair",
        "set_aside", "sum_of_parts", "scorecard",
    ),
    "ruled tables": ("reconciled", "reconciled_claim", "rule", "sensitivity"),
    "suspected table": ("suspected_repeat",),
}  # fmt: skip
STEPS = ("inferred", "ruled", "suspected")


def tables(folder: Path) -> dict[str, list[Path]]:
    """The tables and frames made so far, by name."""
    return {path.stem: [path] for path in sorted((folder / "tables").glob("*.parquet"))}


def _names(stage: str) -> tuple[str, ...]:
    """The models, or the step, that a stage makes."""
    from warehouse.model import models

    if stage != "claim tables":
        return SQL.get(stage, (stage,))
    others = {name for names in SQL.values() for name in names}
    return tuple(name for name in models() if name not in others)


def _derived(folder: Path, stage: str) -> Made:
    from warehouse.derive import derive

    before = tables(folder)
    after = derive(before, folder / "tables", _names(stage))
    made = {name: after[name] for name in after.keys() - before.keys()}
    return Made(made, (lambda: _pairs(folder)) if stage == "comparison" else dict)


def _pairs(folder: Path) -> dict[str, float]:
    """What decides which pairs are stored (models/comparison.sql): the pairs of claims that stand
    in cells of which one lies in the other. And the fullest cell."""
    import duckdb

    cell, within = (f"'{folder / 'tables' / name}.parquet'" for name in ("cell", "cell_within"))
    ((pairs, fullest),) = duckdb.sql(
        f"SELECT sum(a.n_claims * b.n_claims), (SELECT max(n_claims) FROM {cell}) "
        f"FROM {within} AS w JOIN {cell} AS a ON a.cell_id = w.inner_id "
        f"JOIN {cell} AS b ON b.cell_id = w.outer_id"
    ).fetchall()
    return {"pairs in cells": float(pairs or 0), "claims of the fullest cell": float(fullest or 0)}


def left_empty(folder: Path, stopped: Sequence[str]) -> None:
    """Tables without rows in place of those of stages that were stopped."""
    import duckdb

    from warehouse.engine import quoted
    from warehouse.schema import DUCKDB_TYPES, frames_of_the_catalog
    from warehouse.schema import tables as declared

    handed, known = frames_of_the_catalog(), declared()
    for name in (name for stage in stopped for name in _names(stage)):
        columns = {
            f"{name}.{frame}": {column: DUCKDB_TYPES[kind] for column, kind in its.items()}
            for frame, its in handed.get(name, {}).items()
        } or {name: {f.name: f.duckdb_type for f in known[name].fields}}
        for table, types in columns.items():
            path = folder / "tables" / f"{table}.parquet"
            listed = ", ".join(f'NULL::{kind} AS "{column}"' for column, kind in types.items())
            duckdb.execute(f"COPY (SELECT {listed} LIMIT 0) TO {quoted(str(path))}")


def _read(folder: Path) -> Made:
    from benchmarks.handed import read

    (folder / "tables").mkdir(exist_ok=True)
    return Made(read(folder / "catalog", folder / "tables"))


def _recorded(folder: Path) -> Made:
    from warehouse.recorded import record

    path = folder / "tables" / "recorded.parquet"
    record(tables(folder), path)
    return Made({"recorded": [path]})


def _filled(folder: Path) -> Made:
    from warehouse.fill import fill
    from warehouse.schema import tables as declared

    path = folder / "filled.duckdb"
    path.unlink(missing_ok=True)
    files = tables(folder)
    fill({name: files[name] for name in declared() if name in files}, path)
    return Made(told=lambda: {"bytes": path.stat().st_size})


def _gate(folder: Path) -> Made:
    from warehouse.validation import validate_file

    results = validate_file(folder / "filled.duckdb")
    severe = [r for r in results if r.severity == "error" and not r.passed]
    for result in severe:
        print(f"{result.asset}.{result.check_name}: {result.n_failing} {result.because}")
    return Made(told=lambda: {"checks": len(results), "failed": len(severe)})


def _published(folder: Path) -> Made:
    """What is left of publishing where the file is filled and checked already."""
    from warehouse.publish import BuildInfo, publish
    from warehouse.schema import tables as declared

    def fill(_files: object, path: Path) -> None:
        os.link(folder / "filled.duckdb", path)

    files = tables(folder)
    info = BuildInfo("a-size", datetime.now(UTC), "0" * 64, "0" * 64)
    with (
        patch("warehouse.publish.fill", fill),
        patch("warehouse.publish.validate_file", lambda _path: []),
    ):
        (folder / "out").mkdir(exist_ok=True)
        done = publish(
            {n: files[n] for n in declared() if n in files}, folder / "out", info, keep=0
        )
    return Made(
        told=lambda: {
            "bytes": done.path.stat().st_size,
            "bytes of the ledger": _size(folder / "out" / "ledger"),
        }
    )


def _size(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def _asked(folder: Path, *command: str) -> Made:
    """A command of a reader's, its answer going nowhere."""
    from pipelines.cli import main

    told = [*command, "--out", str(folder / "out")]
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.suppress(SystemExit),
    ):
        main(told, standalone_mode=False)
    return Made()


def _reported(folder: Path) -> Made:
    import shutil

    from warehouse.report.write import write

    shutil.rmtree(folder / "report", ignore_errors=True)
    written = write(folder / "out" / "muster.duckdb", folder / "report")
    return Made(
        told=lambda: {
            "pages": written.n_pages, "pictures": written.n_charts,
            "bytes": _size(folder / "report"), "bytes of the heaviest page": written.heaviest,
        }
    )  # fmt: skip


def _exported(folder: Path) -> Made:
    from warehouse.export.export import export
    from warehouse.reading import reader

    with reader(folder / "out" / "muster.duckdb") as connection:
        done = export(connection, folder / "export")
    return Made(told=lambda: {"files": done.n_files, "bytes": done.bytes})


def _sql(stage: str, needs: Collection[str], does: str) -> Stage:
    return Stage(stage, tuple(needs), does, lambda folder: _derived(folder, stage))


STAGES = (
    Stage("read", (), "the catalog's table files and words, checked and linked", _read),
    Stage("recorded", ("read",), "each claim's hash against the ledger", _recorded),
    _sql("claim tables", ("recorded",), "claim, origin, cell and the vocabulary"),
    _sql("comparison", ("claim tables",), "which cells lie in which, and pairs of claims"),
    _sql("compared tables", ("comparison",), "by country, of all, before and after demands"),
    _sql("drift", ("claim tables",), "what retellings changed"),
    _sql("history", ("claim tables",), "versions of claims, revisions of figures"),
    _sql("suspected", ("claim tables",), "who seems to repeat whom (Python)"),
    _sql("suspected table", ("suspected",), "the same as a table"),
    _sql("inferred", ("comparison",), "conflicts, least sets, bounds (Python)"),
    _sql("inferred tables", ("inferred", "drift", "history"), "the same as tables; scorecard"),
    _sql("ruled", ("inferred tables",), "what each rule concludes of each cell (Python)"),
    _sql("ruled tables", ("ruled",), "the same as tables; sensitivity"),
    Stage(
        "filled", ("ruled tables", "suspected table", "compared tables"),
        "the DuckDB file: rows, keys, indexes", _filled,
    ),
    Stage("gate", ("filled",), "every check over the file", _gate),
    Stage("published", ("filled",), "changes told, counts, one rename, the ledger", _published),
    Stage("compare", ("published",), "`muster compare`", lambda f: _asked(f, "compare")),
    Stage(
        "explain", ("published",), "`muster explain CLAIM`",
        lambda f: _asked(f, "explain", "table-0/c0"),
    ),
    Stage(
        "sql", ("published",), "`muster sql`, a count by verdict",
        lambda f: _asked(f, "sql", "SELECT verdict, count(*) FROM comparison GROUP BY ALL"),
    ),
    Stage("exports", ("published",), "data package, provenance, Croissant", _exported),
    Stage("report", ("published",), "pages and pictures", _reported),
)  # fmt: skip
