"""The last asset: the published warehouse. How it is built and gated: warehouse.publish."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from typing import Any

import dagster as dg

from pipelines.assets.common import OWNER, RETRY, retry_only_files
from pipelines.assets.settled import read_from
from pipelines.changed import changed
from pipelines.code import code_version
from pipelines.io import Stored
from pipelines.resources import MusterPaths
from pipelines.settings import WARNING
from sources.vocabulary_fingerprint import vocabulary_fingerprint
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
    yield from changed(published.since)
    if published.ledger_lags:
        yield WARNING, published.ledger_lags
    if published.kept:
        yield "previous version", dg.MetadataValue.path(str(published.kept))


@dg.asset(
    group_name="publication", kinds={"duckdb"}, owners=OWNER, retry_policy=RETRY,
    ins={name: dg.AssetIn(name) for name in (*models(), "catalog", "archive")},
    code_version="1", output_required=True,
    description="The published DuckDB file: built beside, checked as a whole, renamed. "
    "A failed check keeps the file that was there.",
)  # fmt: skip
def muster_warehouse(
    context: dg.AssetExecutionContext, paths: MusterPaths, **stored: Stored
) -> dg.MaterializeResult[None]:
    """OUT/muster.duckdb, replaced in one step."""
    from warehouse.publish import BuildInfo, publish

    read = {name: stored.pop(name) for name in ("catalog", "archive")}
    with retry_only_files():
        build = BuildInfo(
            build_id=context.run.run_id,
            built_at=datetime.now(UTC),
            catalog_sha256=read_from(read["catalog"].file("rejected")) or "",
            archive_sha256=read_from(read["archive"].file("snapshot")) or "",
            versions={name: version_of(name) for name in SHAPING},
            code_version=code_version(),
            vocabulary_sha256=vocabulary_fingerprint(paths.catalog_dir),
        )
        files = {name: [asset.file()] for name, asset in stored.items()}
        published = publish(files, paths.out_dir, build, keep=paths.keep_versions)
    return dg.MaterializeResult(metadata=dict(_described(published)))
