"""The tables that suspected repeats are found in, straight from a catalog: no build, no files.

What is found stands in warehouse/repeats; how well it is found, in repeats.py beside.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from sources.load import BUILT_IN, check, read_vocabulary
from warehouse.engine import identifier, select
from warehouse.model import models
from warehouse.repeats.frames import READ
from warehouse.schema import frames_of_the_catalog


def tables(catalog: Path = BUILT_IN) -> dict[str, pd.DataFrame]:
    """The tables of READ for a catalog, by default the one of the repository.

    Raises `ValueError` where the catalog has errors.
    """
    frames, problems = check(catalog)
    if problems:
        raise ValueError(problems[0])
    with duckdb.connect(":memory:") as connection:
        for schema, given in (
            ("vocabulary", read_vocabulary(catalog).frames()), ("catalog", frames),
        ):  # fmt: skip
            connection.execute(f"CREATE SCHEMA {schema}")
            for name in frames_of_the_catalog()[schema]:
                _enter(connection, f"{schema}.{name}", given[name])
        ids: Any = frames["claim"][["claim_id"]]
        _enter(connection, "recorded", ids.assign(recorded_at=datetime(2026, 1, 1)))
        needed = set(READ)
        for model in reversed(models().values()):
            needed |= set(model.inputs) if model.name in needed else set()
        for model in models().values():
            if model.name in needed:
                table = identifier(model.name)
                connection.execute(f"CREATE TABLE {table} AS {select(model)}")
        return {name: connection.table(name).df() for name in READ}


def _enter(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    given = pa.Table.from_pandas(frame, preserve_index=False)
    connection.register("given", given)
    connection.execute(f"CREATE TABLE {name} AS FROM given")
    connection.unregister("given")
