"""The stages that claims go through, from the table files of a catalog to what follows from them.

In a folder of work: `catalog/`, `tables/` (Parquet, one file for each table or frame). Modules are
imported where they are needed: each stage is a process of its own. What is made of the tables
stands in of_published.py.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from benchmarks.sizes import of_published as made
from benchmarks.sizes.stage import Made, Stage, tables

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
    new = {name: after[name] for name in after.keys() - before.keys()}
    return Made(new, (lambda: _pairs(folder)) if stage == "comparison" else dict)


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
        "the DuckDB file: rows, keys, indexes", made.filled,
    ),
    Stage("gate", ("filled",), "every check over the file", made.gate),
    Stage("published", ("filled",), "changes told, counts, one rename, the ledger", made.published),
    Stage("compare", ("published",), "`muster compare`", lambda f: made.asked(f, "compare")),
    Stage(
        "explain", ("published",), "`muster explain CLAIM`",
        lambda f: made.asked(f, "explain", "table-0/c0"),
    ),
    Stage(
        "sql", ("published",), "`muster sql`, a count by verdict",
        lambda f: made.asked(f, "sql", "SELECT verdict, count(*) FROM comparison GROUP BY ALL"),
    ),
    Stage("exports", ("published",), "data package, provenance, Croissant", made.exported),
    Stage("report", ("published",), "pages and pictures", made.reported),
)  # fmt: skip
