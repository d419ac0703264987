"""What `anchored` takes of the months that were made before it, and what it makes itself.

The outcome is the same whether all were made before, or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines import months
from pipelines.assets.settled import STATE
from pipelines.io import ParquetFiles
from sources.anchor_frames import anchored_frames
from sources.months import month_of, only, states, together
from sources.pages import Pages

if TYPE_CHECKING:
    import pandas as pd

    from sources.anchoring import Catalog

Part = Mapping[str, "pd.DataFrame"]


@dataclass(frozen=True)
class Gathered:
    """The frames of all documents, and how many months were taken as they stood or made now."""

    frames: dict[str, pd.DataFrame]
    taken: int
    made: int


def gathered(
    catalog: Catalog, snapshot: pd.DataFrame, pages: Pages, store: ParquetFiles
) -> Gathered:
    """anchor, changed_words, untranscribed and rejected for a linked catalog's frames and for the
    snapshots that the frame `snapshot` lists.
    """
    now = states(catalog, snapshot)
    parts = {key: part for key in sorted(now) if (part := _part(store, key, now[key]))}
    left = [d for d, key in month_of(catalog["document"]).items() if key not in parts]
    listed = {(s.document_id, s.sha256): s for s in pages.snapshots()}
    rows = zip(snapshot["document_id"], snapshot["sha256"], strict=True)
    wanted = [listed[row] for row in rows if row in listed]
    mine = set(left)
    made = anchored_frames(only(catalog, left), pages, [s for s in wanted if s.document_id in mine])
    frames = together([made, *parts.values()], catalog, snapshot)
    return Gathered(frames, len(parts), len(now) - len(parts))


def _part(store: ParquetFiles, key: str, state: str) -> Part | None:
    """The frames of a month, None where they were made from something else or are damaged.

    Each frame tells what it was made from: while they are read another run may replace them.
    """
    import pandas as pd

    stored = store.part(months.ANCHORED, key)
    if stored is None:
        return None
    try:
        frames = {name: pd.read_parquet(path) for name, path in stored.frames().items()}
    except FileNotFoundError:
        return None
    fresh = len(frames) > 0 and all(f.attrs.get(STATE) == state for f in frames.values())
    return frames if fresh else None
