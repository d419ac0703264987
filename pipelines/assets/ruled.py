"""What each method would conclude: one asset that hands frames to the tables of reconciliation.

How it concludes stands in warehouse/rules and warehouse/reconcile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines.assets.catalog import Frames
from pipelines.assets.common import OWNER, RETRY, known, retry_only_files
from pipelines.assets.frames import made
from pipelines.engines import ModelEngine
from pipelines.io import Stored
from pipelines.shown import markdown
from warehouse.steps import STEPS

if TYPE_CHECKING:
    import pandas as pd


def _told(frames: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """Each rule, on how many cells it concludes something, and how many roots it needed for it."""
    said = frames["reconciled"]
    said = said[said[["low", "best", "high"]].notna().any(axis=1)]
    counted = said.groupby("rule").agg(cells=("cell_id", "size"), roots=("n_roots", "sum"))
    names = frames["rule"].set_index("rule")["name"]
    rows: list[tuple[object, ...]] = [
        (rule, name, int(counted["cells"].get(rule, 0)), int(counted["roots"].get(rule, 0)))
        for rule, name in names.items()
    ]
    columns = ["rule", "name", "cells with an answer", "roots behind them"]
    return {
        "cells": int(frames["reconciled"]["cell_id"].nunique()),
        "rules": dg.MetadataValue.md(markdown(columns, rows, len(rows))),
    }


@dg.asset(
    group_name="reconciliations", kinds={"python", "parquet"}, owners=OWNER, retry_policy=RETRY,
    ins={name: dg.AssetIn(name) for name in STEPS["ruled"].reads}, code_version="1",
    metadata=known("ruled", frames=True),
    description="What each published method would conclude of each cell, side by side, and what it "
    "leaves out. Rules see root claims: a retelling is no second witness.",
)  # fmt: skip
def ruled(engine: ModelEngine, **stored: Stored) -> dg.Output[Frames]:
    """Frames rule, reconciled and reconciled_claim."""
    with retry_only_files():
        frames = made("ruled", stored, engine)
        return dg.Output(frames, metadata=_told(frames))
