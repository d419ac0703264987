"""The tables that suspected repeats are found in, straight from a catalog: no build is needed.

What is found stands in warehouse/repeats; how well it is found, in repeats.py beside.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd

from sources.load import BUILT_IN, check, read_vocabulary
from warehouse.derive import derive
from warehouse.schema import frames_of_the_catalog
from warehouse.steps import STEPS


def tables(catalog: Path = BUILT_IN) -> dict[str, pd.DataFrame]:
    """The tables that the step reads, for a catalog, by default the one of the repository.

    Raises `ValueError` where the catalog has errors.
    """
    frames, problems = check(catalog)
    if problems:
        raise ValueError(problems[0])
    given = {"vocabulary": read_vocabulary(catalog).frames(), "catalog": frames}
    reads = STEPS["suspected"].reads
    with tempfile.TemporaryDirectory() as name:
        folder, files = Path(name), {}
        for asset, handed in given.items():
            for frame in frames_of_the_catalog()[asset]:
                path = folder / f"{asset}.{frame}.parquet"
                handed[frame].to_parquet(path)
                files[f"{asset}.{frame}"] = [path]
        files["recorded"] = [folder / "recorded.parquet"]
        ids = frames["claim"][["claim_id"]]
        when = ids.assign(content_sha256="", recorded_at=datetime(2026, 1, 1))
        when.to_parquet(files["recorded"][0])
        made = derive(files, folder, reads)
        return {table: _read(made[table]) for table in reads}


def _read(files: list[Path]) -> pd.DataFrame:
    return duckdb.read_parquet([str(f) for f in files]).df()
