"""The tables that suspected repeats are found in, straight from a catalog: no build is needed.

What is found stands in warehouse/repeats; how well it is found, in repeats.py beside.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.handed import handed_over
from sources.load import BUILT_IN
from warehouse.derive import derive
from warehouse.steps import STEPS


def tables(catalog: Path = BUILT_IN) -> dict[str, pd.DataFrame]:
    """The tables that the step reads, for a catalog, by default the one of the repository.

    Raises `ValueError` where the catalog has errors.
    """
    reads = STEPS["suspected"].reads
    with tempfile.TemporaryDirectory() as name:
        made = derive(handed_over(catalog, Path(name)), Path(name), reads)
        return {table: duckdb.read_parquet([str(f) for f in made[table]]).df() for table in reads}
