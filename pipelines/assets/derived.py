"""What follows: when each claim was recorded, and one asset per SQL model.

The rules stand in warehouse/models; here each becomes an asset with what it reads as inputs.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from pipelines.assets.common import OWNER, RETRY, known, retry_only_files, version
from pipelines.io import Query, Stored
from warehouse import engine
from warehouse.model import Model, models
from warehouse.recorded import record
from warehouse.schema import tables


@dg.asset(
    group_name="claims", kinds={"duckdb", "parquet"}, owners=OWNER, metadata=known("recorded"),
    ins={"catalog": dg.AssetIn("catalog")}, code_version="1", retry_policy=RETRY,
    description="When each claim was first recorded as it now stands: the third clock.",
)  # fmt: skip
def recorded(catalog: Stored) -> Query:
    """Claims that stand unchanged keep the time that they had."""
    now = datetime.now(UTC).replace(tzinfo=None)

    def write(output: Path, standing: Path) -> int:
        with retry_only_files():
            return record([catalog.file("claim")], standing, now, output)

    return Query(write)


def inputs_of(model: Model) -> tuple[str, ...]:
    """The assets that a model reads: `catalog.claim` is a frame of the asset `catalog`."""
    return tuple(dict.fromkeys(name.partition(".")[0] for name in model.inputs))


def derived(model: Model) -> dg.AssetsDefinition:
    """The asset of a SQL model."""
    table = tables()[model.name]

    @dg.asset(
        name=model.name, group_name=table.group, kinds={"sql", "duckdb", "parquet"}, owners=OWNER,
        ins={name: dg.AssetIn(name) for name in inputs_of(model)}, retry_policy=RETRY,
        metadata=known(model.name), code_version=version(model.sql),
        description=f"{table.description}\n\n```sql\n{model.sql.strip()}\n```",
    )  # fmt: skip
    def select(**stored: Stored) -> Query:
        files = {}
        for name in model.inputs:
            asset, _, frame = name.partition(".")
            files[name] = [stored[asset].file(frame)]

        def write(output: Path, _standing: Path) -> int:
            with retry_only_files():
                return engine.run(model, files, output)

        return Query(write)

    return select


def derived_assets() -> list[dg.AssetsDefinition]:
    """`recorded`, and every SQL model."""
    return [recorded, *map(derived, models().values())]
