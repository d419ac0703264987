"""What the UI is told of an asset each time that it is made: rows, numbers, a preview, lineage.

Columns stand in columns.py, the preview in preview.py, links to files in links.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipelines.columns import schema
from pipelines.first_rows import COLUMNS
from pipelines.io import Stored
from pipelines.lineage import lineage
from pipelines.months import ANCHORED
from pipelines.preview import numbers, preview
from warehouse.model import models

# The frame of a folder that is shown first.
MAIN_FRAME = {
    "vocabulary": "population", "registry": "source", "archive": "snapshot", "anchored": "anchor",
    "ledger": "version", "inferred": "conflict", "ruled": "reconciled",
    "suspected": "suspected_repeat",
}  # fmt: skip


def of_materialization(asset: str, stored: Stored, seconds: float | None) -> dict[str, Any]:
    """The metadata of a materialization: rows, what is counted of them, a preview, columns and
    their lineage, and seconds of a query."""
    asset = "anchored" if asset == ANCHORED else asset  # of a month: the same frames
    files = stored.frames()
    shown = asset if asset in files else MAIN_FRAME.get(asset, "claim")
    counts = _counts(files)
    told: dict[str, Any] = {
        "dagster/row_count": sum(counts.values()),
        **numbers(shown, files[shown]),
        "preview": preview(shown, files[shown], COLUMNS.get(asset)),
        "dagster/column_schema": schema(asset),
    }
    if len(files) > 1 or asset not in files:
        told |= {f"rows/{name}": count for name, count in counts.items()}
    if asset in models():
        told["dagster/column_lineage"] = lineage(asset)
    if seconds is not None:
        told["seconds"] = round(seconds, 4)
    return told


def _counts(files: dict[str, Path]) -> dict[str, int]:
    import pyarrow.parquet as pq

    return {name: pq.read_metadata(path).num_rows for name, path in files.items()}
