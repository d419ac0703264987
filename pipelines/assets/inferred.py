"""What follows from the figures jointly: one asset that hands frames to the tables of inference.

How it follows stands in warehouse/inference; here its tables are read and its frames handed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines.assets.catalog import Frames
from pipelines.assets.common import OWNER, RETRY, known, retry_only_files
from pipelines.assets.frames import made
from pipelines.engines import ModelEngine
from pipelines.io import Stored
from pipelines.parties import NO_PARTY, figures
from pipelines.shown import markdown
from warehouse.steps import STEPS

if TYPE_CHECKING:
    import pandas as pd

Parties = Mapping[str, tuple[str, str]]
"""Claim -> (root source, side), for claims whose figure is a party's."""
SHOWN = 8  # contradictions in words: the table conflict has all of them


def _parties(tables: Mapping[str, pd.DataFrame]) -> Parties:
    """Root source and side of each claim whose figure is a party's."""
    origin, source = tables["origin"], tables["source"]
    theirs = origin.loc[origin["party"] != NO_PARTY, ["claim_id", "root_source_id", "party"]].merge(
        source[["source_id", "name"]], left_on="root_source_id", right_on="source_id"
    )
    rows = theirs[["claim_id", "name", "party"]].to_records(index=False)
    return {claim_id: (name, party) for claim_id, name, party in rows}


def _contradictions(
    conflict: pd.DataFrame, member: pd.DataFrame, parties: Parties
) -> dg.TableMetadataValue:
    """The contradictions in words, pairs first, those furthest apart first, as plain text; each
    with the parties whose figures are in it.

    Two columns: of more the UI leaves a sentence too little width.
    """
    first = conflict.sort_values(["size", "excess"], ascending=[True, False]).head(SHOWN)
    records = []
    for conflict_id, statement in zip(first["conflict_id"], first["statement"], strict=True):
        roots = member.loc[member["conflict_id"] == conflict_id, "root_claim_id"]
        whose = figures(parties[root] for root in roots if root in parties)
        told = f"{statement} ({whose})" if whose else statement
        records.append(dg.TableRecord({"muster explain": conflict_id, "cannot all be true": told}))
    return dg.MetadataValue.table(
        records,
        dg.TableSchema([dg.TableColumn("muster explain"), dg.TableColumn("cannot all be true")]),
    )


def _told(frames: Mapping[str, pd.DataFrame], parties: Parties, seconds: float) -> dict[str, Any]:
    """How many conflicts of which kind, the least that must be set aside, and how bounds came."""
    conflict, component, bound = (frames[n] for n in ("conflict", "component", "bound"))
    kinds = conflict.groupby(["kind", "size"]).size().reset_index().to_records(index=False)
    sides = (
        bound["low_method"].value_counts().add(bound["high_method"].value_counts(), fill_value=0)
    )
    methods: list[tuple[object, ...]] = [(method, f"{int(n):,}") for method, n in sides.items()]
    return {
        "contradictions": _contradictions(conflict, frames["conflict_claim"], parties),
        "seconds of inference": round(seconds, 3),
        "least set aside": int(component["size"].sum()),
        "components": len(component),
        "conflicts by kind": dg.MetadataValue.md(
            markdown(["kind", "roots", "conflicts"], [tuple(k) for k in kinds], len(kinds))
        ),
        "sides of bounds by method": dg.MetadataValue.md(
            markdown(["method", "sides"], methods, len(methods))
        ),
    }


@dg.asset(
    group_name="inferences", kinds={"python", "parquet"}, owners=OWNER, retry_policy=RETRY,
    ins={name: dg.AssetIn(name) for name in STEPS["inferred"].reads}, code_version="1",
    metadata=known("inferred", frames=True),
    description="What cannot all be true, the least that must be set aside for the rest to be "
    "consistent, and the bounds that follow from the rest. It reasons on root claims alone: a "
    "retelling is no second witness.",
)  # fmt: skip
def inferred(engine: ModelEngine, **stored: Stored) -> dg.Output[Frames]:
    """Frames conflict, conflict_claim, conflict_repair, component, set_aside, sum_of_parts, bound
    and bound_proof."""
    import pandas as pd

    with retry_only_files():
        start = perf_counter()
        frames = made("inferred", stored, engine)
        seconds = perf_counter() - start
        tables = {name: pd.read_parquet(stored[name].file()) for name in ("origin", "source")}
        return dg.Output(frames, metadata=_told(frames, _parties(tables), seconds))
