"""The same SQL with nothing around it: every model as a table of one in-memory DuckDB.

Called as `python -m benchmarks.bare ASSETS`, where ASSETS is the folder of a finished build; what
the catalog handed over is read from there.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from warehouse.engine import bind, identifier, select
from warehouse.model import models
from warehouse.schema import frames_of_the_catalog


def inputs(assets: Path) -> dict[str, list[Path]]:
    """The files of what the catalog handed over, under the names by which the models read them."""
    files = {
        f"{asset}.{frame}": [assets / asset / f"{frame}.parquet"]
        for asset, frames in frames_of_the_catalog().items()
        if asset != "recorded"
        for frame in frames
    }
    return files | {"recorded": [assets / "recorded.parquet"]}


def run(assets: Path) -> None:
    """Create every model's table, in order."""
    with duckdb.connect(":memory:") as connection:
        bind(connection, inputs(assets))
        for model in models().values():
            connection.execute(f"CREATE TABLE {identifier(model.name)} AS {select(model)}")


if __name__ == "__main__":
    run(Path(sys.argv[1]))
