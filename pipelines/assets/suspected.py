"""Who seems to repeat whom: one asset that hands over the frame of suspected repeats.

How they are found stands in warehouse/repeats; here its tables are read and its frame handed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines.assets.catalog import Frames
from pipelines.assets.common import OWNER, RETRY, known, retry_only_files
from pipelines.assets.frames import made
from pipelines.engines import ModelEngine
from pipelines.io import Stored
from pipelines.shown import markdown
from warehouse.steps import STEPS

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 8  # suspicions in words: the table suspected_repeat has all of them


def _told(frame: pd.DataFrame) -> dict[str, Any]:
    """The best suspicions in words, and how many there are of each kind."""
    kinds: list[tuple[object, ...]] = [
        (kind, int(n)) for kind, n in frame["kind"].value_counts().items()
    ]
    rows = frame.head(SHOWN)[["claim_id", "evidence"]].itertuples(index=False, name=None)
    return {
        "the most telling": dg.MetadataValue.table(
            [dg.TableRecord({"muster repeats": i, "seems to repeat": told}) for i, told in rows],
            dg.TableSchema([dg.TableColumn("muster repeats"), dg.TableColumn("seems to repeat")]),
        ),
        "suspicions by kind": dg.MetadataValue.md(markdown(["kind", "pairs"], kinds, len(kinds))),
    }


@dg.asset(
    group_name="claims", kinds={"python", "parquet"}, owners=OWNER, retry_policy=RETRY,
    ins={name: dg.AssetIn(name) for name in STEPS["suspected"].reads}, code_version="1",
    metadata=known("suspected", frames=True),
    description="Claims that are not linked in the catalog and look like one root. Nothing is made "
    "of them: a person who agrees adds the link (`muster repeats --yaml` prints it).",
)  # fmt: skip
def suspected(engine: ModelEngine, **stored: Stored) -> dg.Output[Frames]:
    """The frame suspected_repeat, the most telling first."""
    with retry_only_files():
        frames = made("suspected", stored, engine)
        return dg.Output(frames, metadata=_told(frames["suspected_repeat"]))
