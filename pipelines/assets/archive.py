"""The archived pages: brought in from the network, read as texts, and the claims found in them.

How pages are fetched stands in sources/fetch, how words are found in sources/anchors.
"""

from __future__ import annotations

from typing import Any

import dagster as dg

from pipelines.assets.catalog import Frames
from pipelines.assets.common import OWNER, RETRY, known, retry_only_files
from pipelines.io import Stored
from pipelines.resources import MusterPaths
from pipelines.settings import ARCHIVE
from sources import pages


@dg.asset(
    group_name="archive", kinds={"python"}, owners=OWNER, ins={"catalog": dg.AssetIn("catalog")},
    code_version="1",
    description="Pages of the catalog's documents, asked for politely and kept under their hash: "
    "those that have no snapshot yet, and those that were not asked for some days. A dead page is "
    "recorded and a warning; the snapshot before it serves on. The only asset that uses a network.",
)  # fmt: skip
def fetched(paths: MusterPaths, catalog: Stored) -> dg.MaterializeResult[None]:
    """What happened to each page goes into the archive's index."""
    from pipelines.fetching import fetch_due

    return dg.MaterializeResult(metadata=fetch_due(catalog, paths.out_dir / ARCHIVE))


@dg.asset(
    group_name="archive", kinds={"python"}, owners=OWNER, retry_policy=RETRY, deps=[fetched],
    metadata=known("archive", frames=True), code_version="1",
    description="The archive as it stands: every version of every document, verified against its "
    "hash and read as plain text by a named method, and what happened to each page when.",
)  # fmt: skip
def archive(paths: MusterPaths) -> dg.Output[Frames]:
    """Frames snapshot and capture."""
    folder = paths.out_dir / ARCHIVE
    with retry_only_files():
        state = pages.fingerprint(folder)
        frames: dict[str, Any] = dict(pages.archive_frames(folder))
    return dg.Output(frames, data_version=dg.DataVersion(state))


@dg.asset(
    group_name="archive", kinds={"python"}, owners=OWNER, retry_policy=RETRY,
    ins={name: dg.AssetIn(name) for name in ("catalog", "archive")},
    metadata=known("anchored", frames=True), code_version="1",
    description="Where the words of each claim stand in the archived page of its document, and "
    "whether the number read there is the claim's; words that changed from one version to the "
    "next; phrases that read as a count and that nobody transcribed.",
)  # fmt: skip
def anchored(paths: MusterPaths, catalog: Stored, archive: Stored) -> Frames:
    """Frames anchor, changed_words, untranscribed and rejected."""
    import pandas as pd

    from sources.anchoring import anchored_frames

    with retry_only_files():
        frames = {n: pd.read_parquet(catalog.file(n)) for n in ("claim", "document")}
        return dict(anchored_frames(frames, pages.Pages(paths.out_dir / ARCHIVE)))


def archive_assets() -> list[dg.AssetsDefinition]:
    """Fetching, the archive, and the claims in it."""
    return [fetched, archive, anchored]
