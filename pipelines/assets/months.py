"""What is made of one month of documents, by whichever worker: its pages, their texts, and where
the words of its claims stand in them. Nothing here is read or written by the run of another month,
but for the archive, which takes pages from many at once.

The part of a month is taken by the asset `anchored`; nobody has to make one.
"""

import dagster as dg

from pipelines import months
from pipelines.archived import pages_of
from pipelines.assets.archive import ask
from pipelines.assets.catalog import Frames
from pipelines.assets.common import OWNER, RETRY, known, retry_only_files
from pipelines.assets.settled import mark
from pipelines.io import Stored
from pipelines.months import MONTHS
from pipelines.resources import MusterPaths
from pipelines.settings import WARNING
from sources import pages
from sources.archive import Snapshot

CATALOG = {"catalog": dg.AssetIn("catalog")}


def _of_month(catalog: Stored, key: str) -> Frames:
    """`document` and `claim` of the documents of a month."""
    import pandas as pd

    from sources.months import month_of, only

    frames = {n: pd.read_parquet(catalog.file(n)) for n in ("claim", "document")}
    its = [d for d, month in month_of(frames["document"]).items() if month == key]
    return dict(only(frames, its))


def _snapshots(frames: Frames, kept: pages.Pages) -> list[Snapshot]:
    documents = set(frames["document"]["document_id"])
    return [s for s in kept.snapshots() if s.document_id in documents]


@dg.asset(
    name=months.FETCHED, group_name="months", kinds={"python"}, owners=OWNER, ins=CATALOG,
    partitions_def=MONTHS, code_version="1",
    description="The pages of one month of documents, asked for as `fetched` asks for all of them. "
    "Runs of several months may ask at once: each host is still asked by one of them at a time.",
)  # fmt: skip
def month_fetched(
    context: dg.AssetExecutionContext, paths: MusterPaths, catalog: Stored
) -> dg.MaterializeResult[None]:
    """What happened to each page goes into the archive's index."""
    return ask(context, paths, _of_month(catalog, context.partition_key)["document"])


@dg.asset(
    name=months.READ, group_name="months", kinds={"python"}, owners=OWNER, ins=CATALOG,
    deps=[month_fetched], partitions_def=MONTHS, retry_policy=RETRY, code_version="1",
    description="The snapshots of one month of documents, read as plain text and looked through "
    "for counts. Both are kept beside the archive, so that nobody has to read them again.",
)  # fmt: skip
def month_read(
    context: dg.AssetExecutionContext, paths: MusterPaths, catalog: Stored
) -> dg.MaterializeResult[None]:
    """The texts and counts go to OUT/archive/text and OUT/archive/counts."""
    from sources.anchoring import languages_of, spoken

    kept = pages_of(paths.out_dir)
    found = characters = counted = 0
    unread = []
    with retry_only_files():
        frames = _of_month(catalog, context.partition_key)
        languages = languages_of(frames)
        for snapshot, text in kept.texts(_snapshots(frames, kept)):
            found += 1
            if isinstance(text, str):
                unread.append(f"{snapshot.document_id}: {text}")
                continue
            characters += len(text.text)
            language = spoken(languages[snapshot.document_id], text.text)
            counted += len(kept.counts.of(text.text, text.main, language))
    told = {"snapshots": found, "characters": characters, "counts": counted}
    return dg.MaterializeResult(metadata=told | ({WARNING: "\n".join(unread)} if unread else {}))


@dg.asset(
    name=months.ANCHORED, group_name="months", kinds={"python", "parquet"}, owners=OWNER,
    ins=CATALOG, deps=[month_read], partitions_def=MONTHS, retry_policy=RETRY, code_version="1",
    metadata=known("anchored", frames=True),
    description="Where the words of each claim of one month of documents stand in their pages: the "
    "part of that month of `anchored`, which takes it as long as it is made from what stands now.",
)  # fmt: skip
def month_anchored(
    context: dg.AssetExecutionContext, paths: MusterPaths, catalog: Stored
) -> dg.Output[Frames]:
    """Frames anchor, changed_words, untranscribed and rejected, each with what it is made from."""
    from sources.anchor_frames import anchored_frames
    from sources.months import states

    key = context.partition_key
    kept = pages_of(paths.out_dir)
    with retry_only_files():
        its = _of_month(catalog, key)
        snapshots = _snapshots(its, kept)
        state = states(its, pages.snapshot_frame(kept, snapshots)).get(key, "")
        frames = anchored_frames(its, kept, snapshots)
    for frame in frames.values():
        mark(frame, state)
    told = {"documents": len(its["document"]), "snapshots": len(snapshots)}
    return dg.Output(dict(frames), data_version=dg.DataVersion(state or "none"), metadata=told)


def month_assets() -> list[dg.AssetsDefinition]:
    """Pages, texts and anchors of one month."""
    return [month_fetched, month_read, month_anchored]
