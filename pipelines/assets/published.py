"""The last asset: the published warehouse. How it is built and gated: warehouse.publish."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from typing import Any

import dagster as dg

from pipelines.assets.common import OWNER, RETRY, retry_only_files
from pipelines.io import Stored
from pipelines.resources import MusterPaths
from pipelines.settings import ARCHIVE, WARNING
from sources import pages
from sources.load import fingerprint
from warehouse.model import models

SHAPING = ("muster", "dagster", "duckdb", "great-expectations", "pandas", "pyarrow", "sqlglot")


def _described(published: Any) -> Iterator[tuple[str, Any]]:
    results = published.results
    failed = [r for r in results if not r.passed]
    yield "path", dg.MetadataValue.path(str(published.path))
    yield "bytes", published.path.stat().st_size
    yield "checks", len(results)
    yield "warnings", len(failed)
    if failed:
        told = (f"- {r.asset}.{r.check_name}: {r.n_failing:,} of {r.n_rows:,}" for r in failed)
        yield "worth a second look", dg.MetadataValue.md("\n".join(told))
    if published.ledger_lags:
        yield WARNING, published.ledger_lags
    if published.kept:
        yield "previous version", dg.MetadataValue.path(str(published.kept))


@dg.asset(
    group_name="publication", kinds={"duckdb"}, owners=OWNER, retry_policy=RETRY,
    ins={name: dg.AssetIn(name) for name in models()}, code_version="1", output_required=True,
    description="The published DuckDB file: built beside, checked as a whole, renamed. "
    "A failed check keeps the file that was there.",
)  # fmt: skip
def muster_warehouse(
    context: dg.AssetExecutionContext, paths: MusterPaths, **stored: Stored
) -> dg.MaterializeResult[None]:
    """OUT/muster.duckdb, replaced in one step."""
    from warehouse.publish import BuildInfo, publish

    with retry_only_files():
        build = BuildInfo(
            build_id=context.run.run_id,
            built_at=datetime.now(UTC),
            catalog_sha256=fingerprint(paths.catalog_dir),
            archive_sha256=pages.fingerprint(paths.out_dir / ARCHIVE),
            versions={name: version_of(name) for name in SHAPING},
        )
        files = {name: [asset.file()] for name, asset in stored.items()}
        published = publish(files, paths.out_dir, build)
    return dg.MaterializeResult(metadata=dict(_described(published)))
