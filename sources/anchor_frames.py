"""What was found of claims in archived pages, as the frames that the tables are made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sources.anchoring import Catalog, Looked, look_at_all
from sources.anchors import Anchor, Change
from sources.archive import Snapshot
from sources.counts import Count
from sources.pages import Pages
from sources.problems import Problem

if TYPE_CHECKING:
    import pandas as pd


def anchored_frames(
    catalog: Catalog, pages: Pages, snapshots: Sequence[Snapshot] | None = None
) -> dict[str, pd.DataFrame]:
    """anchor, changed_words, untranscribed and rejected for a linked catalog's frames; `snapshots`
    as in `look_at_all`.
    """
    from sources import frames

    anchor: list[tuple[Any, ...]] = []
    changed: list[tuple[Any, ...]] = []
    untranscribed: list[tuple[Any, ...]] = []
    rejected: set[Problem] = set()
    for looked in look_at_all(catalog, pages, snapshots):
        latest = looked.latest.sha256 if looked.latest else None
        anchor += [_anchor(a, latest) for anchors in looked.anchors for a in anchors]
        changed += [_changed(c, latest) for c in looked.changed]
        rejected |= set(looked.rejected)
        untranscribed += [_untranscribed(looked, c) for c in looked.untranscribed]
    return {
        "anchor": frames.from_rows(anchor, frames.ANCHOR),
        "changed_words": frames.from_rows(changed, frames.CHANGED_WORDS),
        "untranscribed": frames.from_rows(untranscribed, frames.UNTRANSCRIBED),
        "rejected": frames.from_rows(sorted(rejected), frames.REJECTED),
    }


def _anchor(anchor: Anchor, latest: str | None) -> tuple[Any, ...]:
    there = anchor.there
    match = None if anchor.exactly is None else "exact" if anchor.exactly else "alike"
    return (
        anchor.claim_id, anchor.sha256, anchor.sha256 == latest, anchor.status, anchor.start,
        anchor.end, anchor.exact, anchor.prefix, anchor.suffix, match, anchor.n_places,
        there and there.words, there and there.low, there and there.high,
        anchor.method or None, anchor.message or None,
    )  # fmt: skip


def _changed(change: Change, latest: str | None) -> tuple[Any, ...]:
    return (
        change.claim_id, change.old_sha256, change.new_sha256, change.old_words, change.new_words,
        change.new_sha256 == latest,
    )  # fmt: skip


def _untranscribed(looked: Looked, count: Count) -> tuple[Any, ...]:
    assert looked.latest is not None
    return (
        looked.document_id, looked.latest.sha256, count.start, count.end, count.exact, count.low,
        count.high, count.point, count.qualifier, count.unit, "; ".join(count.why),
    )  # fmt: skip
