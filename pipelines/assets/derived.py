"""What follows: when each claim was recorded, and one asset per SQL model.

The rules stand in warehouse/models; here each becomes an asset with what it reads as inputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import dagster as dg

from pipelines.assets.common import OWNER, RETRY, known, retry_only_files, version
from pipelines.engines import ModelEngine
from pipelines.io import Query, Stored
from warehouse.model import Model, models
from warehouse.recorded import reads, record
from warehouse.schema import Table, tables


def assets_of(inputs: Iterable[str]) -> tuple[str, ...]:
    """The assets behind inputs: `catalog.claim` is a frame of the asset `catalog`."""
    return tuple(dict.fromkeys(name.partition(".")[0] for name in inputs))


def files_of(inputs: Iterable[str], stored: Mapping[str, Stored]) -> dict[str, list[Path]]:
    """Where inputs lie, given where their assets do."""
    return {
        name: [stored[asset].file(frame)]
        for name in inputs
        for asset, _, frame in [name.partition(".")]
    }


@dg.asset(
    group_name="claims", kinds={"duckdb", "parquet"}, owners=OWNER, metadata=known("recorded"),
    ins={name: dg.AssetIn(name) for name in assets_of(reads())},
    code_version=version(models()["claim"].sql), retry_policy=RETRY,
    description="When each claim was first recorded as it now stands: the third clock.",
)  # fmt: skip
def recorded(**stored: Stored) -> Query:
    """Claims of which the same is said as in the ledger keep the time that they had."""

    def write(output: Path, _standing: Path) -> int:
        with retry_only_files():
            return record(files_of(reads(), stored), output)

    return Query(write)


def grain(table: Table) -> str:
    """What a row of a table stands for, by its key."""
    *first, last = (f"`{column}`" for column in table.primary_key)
    return f"One row per {', '.join(first)} and {last}." if first else f"One row per {last}."


def derived(model: Model, engine_name: str) -> dg.AssetsDefinition:
    """The asset of a SQL model, which the engine of that name runs."""
    table = tables()[model.name]

    @dg.asset(
        name=model.name, group_name=table.group, kinds={"sql", engine_name, "parquet"},
        ins={name: dg.AssetIn(name) for name in assets_of(model.inputs)}, retry_policy=RETRY,
        owners=OWNER,
        metadata=known(model.name), code_version=version(model.sql),
        description=f"{table.description} {grain(table)}\n\n```sql\n{model.sql.strip()}\n```",
    )  # fmt: skip
    def select(engine: ModelEngine, **stored: Stored) -> Query:
        def write(output: Path, _standing: Path) -> int:
            with retry_only_files():
                return engine.engine().run(model, files_of(model.inputs, stored), output)

        return Query(write)

    return select


def derived_assets(engine_name: str) -> list[dg.AssetsDefinition]:
    """`recorded`, and every SQL model, run by the engine of that name."""
    return [recorded, *(derived(model, engine_name) for model in models().values())]
