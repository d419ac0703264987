"""The exports: the published warehouse as files that other tools read.

What is written stands in warehouse/export; `muster export` writes the same into any folder.
"""

from __future__ import annotations

import dagster as dg

from pipelines.assets.common import OWNER, RETRY, retry_only_files
from pipelines.assets.published import muster_warehouse
from pipelines.remote.at_hand import at_hand
from pipelines.remote.presented import present
from pipelines.resources import MusterPaths

FOLDER = "export"


@dg.asset(
    group_name="presentation", kinds={"csv", "parquet", "json"}, owners=OWNER, retry_policy=RETRY,
    deps=[muster_warehouse], code_version="1",
    description="The published file as a Frictionless Data Package (CSV and Parquet), PROV-O and "
    "Croissant, in the folder `export` of the results. Replaced as a whole.",
)  # fmt: skip
def exports(paths: MusterPaths) -> dg.MaterializeResult[None]:
    """OUT/export/, from OUT/muster.duckdb as it stands."""
    from warehouse.export.export import export
    from warehouse.reading import reader

    with retry_only_files():
        at_hand(paths.out_dir, paths.keep_versions, history=False)
        with reader(paths.out_dir / "muster.duckdb") as connection:
            done = export(connection, paths.out_dir / FOLDER, licence=paths.licence)
        at = present(paths.out_dir, "export", done.folder)
    return dg.MaterializeResult(
        metadata=({"in the store": at} if at else {})
        | {
            "path": dg.MetadataValue.path(str(done.folder)),
            "formats": ", ".join(done.formats),
            "files": done.n_files,
            "bytes": done.bytes,
        }
    )
