"""What Muster said of its claims before: the ledger, as every run begins with it.

How it is kept stands in warehouse/ledger.
"""

from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from pipelines.assets.catalog import Frames
from pipelines.assets.common import OWNER, RETRY, known, retry_only_files
from pipelines.io import Query
from pipelines.remote.at_hand import at_hand
from pipelines.resources import MusterPaths
from pipelines.settings import WARNING


@dg.asset(
    group_name="claims", kinds={"duckdb", "parquet"}, owners=OWNER, retry_policy=RETRY,
    metadata=known("ledger", frames=True), code_version="1",
    description="Every event of every claim so far, out of the ledger under OUT/ledger: held to "
    "its hashes, mended where it is damaged, caught up with the published file. And the time that "
    "what this run records will bear.",
)  # fmt: skip
def ledger(context: dg.AssetExecutionContext, paths: MusterPaths) -> dg.Output[Frames]:
    """Frames version and moment."""
    import pandas as pd

    from warehouse import versions
    from warehouse.ledger import keep

    with retry_only_files():
        at_hand(paths.out_dir, paths.keep_versions)
        with versions.only_publisher(paths.out_dir):
            kept = keep.caught_up(paths.out_dir)
            moment = keep.moment(kept, datetime.now(UTC).replace(tzinfo=None))
    for warning in kept.warnings:
        context.log.warning(warning)

    def write(output: Path, _standing: Path) -> int:
        with retry_only_files():
            return keep.read(kept, output)

    now = pd.DataFrame({"recorded_at": [moment], "build_id": [context.run.run_id]})
    frames: Frames = {"version": Query(write), "moment": now}
    told = {WARNING: "\n".join(kept.warnings)} if kept.warnings else {}
    return dg.Output(frames, metadata={"segments": len(kept.paths), **told})
