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
from pipelines.engines import ModelEngine
from pipelines.headline import headline
from pipelines.io import Stored
from pipelines.resources import MusterPaths
from pipelines.settings import WARNING
from pipelines.shown import table
from sources.vocabulary_fingerprint import vocabulary_fingerprint
from warehouse.model import models
from warehouse.overview import overview

SHAPING = ("muster", "dagster", "duckdb", "great-expectations", "pandas", "pyarrow", "sqlglot")
# Of what the command line tells after a build, the numbers that the UI draws over time.
DRAWN = {
    "claims": "claims", "roots": "roots", "documents": "documents",
    "contradictions": "contradictions", "contradictions between roots": "between_roots",
    "contradictory sets": "conflicts", "least set aside": "set_aside",
    "decided by the method": "method_decides",
}  # fmt: skip


def _described(published: Any) -> Iterator[tuple[str, Any]]:
    results = published.results
    failed = [r for r in results if not r.passed]
    yield "headline chart", dg.MetadataValue.md(headline(published.path))
    yield from changed(published.since)
    if failed:
        rows = [(f"{r.asset}.{r.check_name}", f"{r.n_failing:,}: {r.because}") for r in failed]
        yield "worth a second look", table(["check", "rows that fail, and why"], rows)
    if published.ledger_lags:
        yield WARNING, published.ledger_lags
    told = overview(published.path)
    if bands := told.bands:
        yield f"{bands.measure} at least, counted people", bands.counted
        yield f"{bands.measure} at least, every estimate", bands.low
    yield from ((label, getattr(told, name)) for label, name in DRAWN.items())
    yield "checks", len(results)
    yield "warnings", len(failed)
    yield "bytes", published.path.stat().st_size
    yield "path", dg.MetadataValue.path(str(published.path))
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
    context: dg.AssetExecutionContext, paths: MusterPaths, engine: ModelEngine, **stored: Stored
) -> dg.MaterializeResult[None]:
    """OUT/muster.duckdb, replaced in one step, and the pointer of the store whose desk OUT is."""
    from pipelines.remote.send import sending
    from warehouse.publish import BuildInfo, publish

    read = {name: stored.pop(name) for name in ("catalog", "archive")}
    with retry_only_files():
        build = BuildInfo(
            build_id=context.run.run_id,
            built_at=datetime.now(UTC),
            catalog_sha256=read_from(read["catalog"].file("rejected")) or "",
            archive_sha256=read_from(read["archive"].file("snapshot")) or "",
            versions={name: version_of(name) for name in (*SHAPING, *engine.engine().packages)},
            code_version=code_version(),
            vocabulary_sha256=vocabulary_fingerprint(paths.catalog_dir),
        )
        files = {name: [asset.file()] for name, asset in stored.items()}
        sent = sending(paths.out_dir, paths.store, build.build_id, paths.keep_versions)
        published = publish(files, paths.out_dir, build, keep=paths.keep_versions, sent=sent)
    return dg.MaterializeResult(metadata=dict(_described(published)))
