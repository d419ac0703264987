"""Makes every derived table out of what the catalog and the archive hand over, in one go.

The same models and steps as in the pipeline, without an orchestrator: for what is asked of other
claims than those that are published.
"""

from __future__ import annotations

from collections.abc import Collection
from graphlib import TopologicalSorter
from pathlib import Path

from warehouse import engine, steps
from warehouse.engines import DuckDB, Engine
from warehouse.model import models
from warehouse.spread import Spread
from warehouse.steps import STEPS


def reads() -> dict[str, set[str]]:
    """What each model and step waits for: `ruled.rule` is a frame of the step `ruled`."""
    waits = {
        name: {i.partition(".")[0] if i.partition(".")[0] in STEPS else i for i in model.inputs}
        for name, model in models().items()
    }
    return waits | {name: set(step.reads) for name, step in STEPS.items()}


def _needed(only: Collection[str] | None, given: Collection[str]) -> list[str]:
    """The models and steps to run, in an order in which each has what it waits for."""
    waits = reads()
    wanted = set(waits if only is None else only)
    reached: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in waits and name not in given and name not in reached:
            reached.add(name)
            wanted |= waits[name]
    return list(TopologicalSorter({n: waits[n] & reached for n in reached}).static_order())


def derive(
    given: engine.Inputs,
    folder: Path,
    only: Collection[str] | None = None,
    spread: Spread = map,
    by: Engine | None = None,
) -> dict[str, list[Path]]:
    """Write the derived tables into `folder` as Parquet; returns the files of all, and those given.

    `given`: the files of `catalog.claim`, `recorded` and so on. What is given under the name of a
    table, or frame by frame for a step, is not made again. `only`: tables to make, with those that
    they are made from; by default all. `spread` shares out the work of the steps; `by` is the
    engine that runs the models, by default DuckDB.

    Raises `KeyError` where an input is neither given nor made.
    """
    by = by or DuckDB()
    files = {name: list(paths) for name, paths in given.items()}
    known = {name.partition(".")[0] for name in files} | set(files)
    for name in _needed(only, known):
        if name in STEPS:
            files |= _step(name, files, folder, spread)
        else:
            files[name] = [folder / f"{name}.parquet"]
            by.run(models()[name], files, files[name][0])
    return files


def _step(name: str, files: engine.Inputs, folder: Path, spread: Spread) -> dict[str, list[Path]]:
    step = STEPS[name]
    with engine.workspace() as connection:
        engine.bind(connection, {table: files[table] for table in step.reads})
        made = steps.run(step, connection, spread)
    written = {}
    for frame, rows in made.items():
        path = folder / f"{name}.{frame}.parquet"
        rows.to_parquet(path, index=False)
        written[f"{name}.{frame}"] = [path]
    return written
