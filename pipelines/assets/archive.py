"""The archived pages: brought in from the network, read as texts, and the claims found in them.

How pages are fetched stands in sources/fetch, how words are found in sources/anchors.
"""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from pipelines.archived import behind, fingerprint, pages_of
from pipelines.assets.catalog import Frames
from pipelines.assets.common import OWNER, RETRY, known, retry_only_files
from pipelines.assets.settled import mark
from pipelines.io import ParquetFiles, Stored
from pipelines.months import ANCHORED
from pipelines.resources import MusterPaths
from pipelines.settings import ARCHIVE, WARNING
from pipelines.shown import markdown
from sources import pages

SHOWN = 50  # failed pages in the UI; all of them are in the table `capture`


@dg.asset(
    group_name="archive", kinds={"python"}, owners=OWNER, ins={"catalog": dg.AssetIn("catalog")},
    code_version="1",
    description="Pages of the catalog's documents, asked for politely and kept under their hash: "
    "those that have no snapshot yet, and those that were not asked for some days. A dead page is "
    "recorded and a warning; the snapshot before it serves on. The only asset that uses a network.",
)  # fmt: skip
def fetched(
    context: dg.AssetExecutionContext, paths: MusterPaths, catalog: Stored
) -> dg.MaterializeResult[None]:
    """What happened to each page goes into the archive's index."""
    import pandas as pd

    return ask(context, paths, pd.read_parquet(catalog.file("document")))


def ask(
    context: dg.AssetExecutionContext, paths: MusterPaths, documents: Any
) -> dg.MaterializeResult[None]:
    """Ask for the pages of a frame of documents that are due, and tell how it went."""
    from pipelines.fetching import FetchSettings, wanted
    from sources.fetch import due, fetch, tally

    settings = FetchSettings.from_environment()
    kept = pages_of(paths.out_dir)
    asked = wanted(documents)
    waiting = due(asked, kept.entries, datetime.now(UTC), settings.every)
    running = fetch(waiting, kept.archive, settings.configuration)
    entries = []
    for entry in running:
        entries.append(entry)
        if entry.event == "failed":
            context.log.warning(f"{entry.document_id}: {entry.message}")
    kept.archive.merge()
    told = asdict(tally(entries, kept.entries)) | {
        "not due": len(asked) - len(waiting),
        "not asked": running.not_asked,
    }
    failed: list[tuple[object, ...]] = [
        (e.document_id, e.message) for e in entries if e.event == "failed"
    ]
    if failed:
        shown = markdown(["document", "what went wrong"], failed[:SHOWN], len(failed))
        told["pages that failed"] = dg.MetadataValue.md(shown)
    if running.given_up:
        told["given up"] = running.given_up
    return dg.MaterializeResult(metadata=told)


@dg.asset(
    group_name="archive", kinds={"python", "parquet"}, owners=OWNER, retry_policy=RETRY,
    deps=[fetched], metadata=known("archive", frames=True), code_version="1",
    description="The archive as it stands: every version of every document, verified against its "
    "hash and read as plain text by a named method, and what happened to each page when.",
)  # fmt: skip
def archive(paths: MusterPaths) -> dg.Output[Frames]:
    """Frames snapshot and capture."""
    folder = paths.out_dir / ARCHIVE
    with retry_only_files():
        state = fingerprint(paths.out_dir)
        frames: dict[str, Any] = dict(pages.archive_frames(folder, behind(paths.out_dir)))
    damaged = pages_of(paths.out_dir).damaged
    # Of before: a page that came in meanwhile is a change, which the sensor then sees.
    mark(frames["snapshot"], state)
    told = {WARNING: "\n".join(damaged)} if damaged else {}
    return dg.Output(frames, data_version=dg.DataVersion(state), metadata=told)


@dg.asset(
    group_name="archive", kinds={"python", "parquet"}, owners=OWNER, retry_policy=RETRY,
    ins={name: dg.AssetIn(name) for name in ("catalog", "archive")},
    metadata=known("anchored", frames=True), code_version="1", deps=[dg.AssetKey(ANCHORED)],
    description="Where the words of each claim stand in the archived page of its document, and "
    "whether the number read there is the claim's; words that changed from one version to the "
    "next; phrases that read as a count and that nobody transcribed. Months of documents that were "
    "looked at before, and stand as they did, are taken as they are.",
)  # fmt: skip
def anchored(
    paths: MusterPaths,
    catalog: Stored,
    archive: Stored,
    io_manager: dg.ResourceParam[ParquetFiles],
) -> dg.Output[Frames]:
    """Frames anchor, changed_words, untranscribed and rejected."""
    import pandas as pd

    from pipelines.assets.gathered import gathered

    with retry_only_files():
        frames = {n: pd.read_parquet(catalog.file(n)) for n in ("claim", "document")}
        snapshot = pd.read_parquet(archive.file("snapshot"))
        found = gathered(frames, snapshot, pages_of(paths.out_dir), io_manager)
    told = {"months taken as they stood": found.taken, "months made": found.made}
    return dg.Output(dict(found.frames), metadata=told)


def archive_assets() -> list[dg.AssetsDefinition]:
    """Fetching, the archive, and the claims in it."""
    return [fetched, archive, anchored]
