"""The derived tables' steps in Python: what each reads, and the frames that it makes of it.

Their rules stand in the packages that they call; the tables made in SQL, in models/. A frame has
the columns and types that inputs.yaml lists under the name of its step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from warehouse.schema import frames_of_the_catalog

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from warehouse.spread import Spread

Frames = Mapping[str, "pd.DataFrame"]


@dataclass(frozen=True)
class Step:
    """A step: the tables that it reads through a connection, by their names, and how."""

    name: str
    reads: tuple[str, ...]
    make: Callable[[duckdb.DuckDBPyConnection, Spread], Frames]


def _infer(connection: duckdb.DuckDBPyConnection, spread: Spread) -> Frames:
    from warehouse.inference.infer import infer

    # DuckDB's types: days come as timestamps, absent numbers as NaN.
    tables = {name: connection.table(name).df() for name in STEPS["inferred"].reads}
    return infer(tables, spread)


def _rule(connection: duckdb.DuckDBPyConnection, spread: Spread) -> Frames:
    from warehouse.reconcile.cells import read
    from warehouse.reconcile.reconcile import reconcile

    return reconcile(read(connection), spread)


def _suspect(connection: duckdb.DuckDBPyConnection, spread: Spread) -> Frames:
    from warehouse.repeats.frames import suspected

    tables = {name: connection.table(name).df() for name in STEPS["suspected"].reads}
    return suspected(tables, spread)


STEPS = {
    step.name: step
    for step in (
        Step(
            "inferred",
            (
                "claim", "origin", "source", "document", "measure", "population",
                "population_member", "channel", "side", "unit", "evidence", "comparison",
            ),
            _infer,
        ),
        Step(
            "suspected",
            (
                "claim", "document", "source", "origin", "measure", "population",
                "measure_within", "population_within", "channel_within",
            ),
            _suspect,
        ),
        Step(
            "ruled",
            (
                "claim", "origin", "source", "side", "unit", "channel", "bound", "bound_claim",
                "set_aside",
            ),
            _rule,
        ),
    )
}  # fmt: skip


def typed(step: str, frames: Frames) -> dict[str, Any]:
    """Each frame of a step with the columns and types that are listed, even where it has no rows.

    Raises `KeyError` where a frame or a column is not there.
    """
    import pandas as pd
    import pyarrow as pa

    types: dict[str, Any] = {
        "string": "str", "integer": "Int64", "boolean": "boolean", "number": "Float64",
        "date": pd.ArrowDtype(pa.date32()),
    }  # fmt: skip
    return {
        name: frames[name][list(columns)].astype({c: types[kind] for c, kind in columns.items()})
        for name, columns in frames_of_the_catalog()[step].items()
    }


def run(step: Step, connection: duckdb.DuckDBPyConnection, spread: Spread = map) -> dict[str, Any]:
    """The frames of a step, typed; the connection knows the tables that it reads.

    The frames are the same whatever spreads the work.
    """
    return typed(step.name, step.make(connection, spread))
