"""Tables in, the table suspected_repeat out: frames to records and records to a frame.

Nothing is decided here. Columns are those of warehouse/tables; days come as timestamps, absent
values as NaN, NaT or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from warehouse.repeats import evidence
from warehouse.repeats.choose import Suspicion
from warehouse.repeats.figure import Document, Figure, Source
from warehouse.repeats.find import Found, Material, find
from warehouse.repeats.order import Order
from warehouse.repeats.related import World, lattice
from warehouse.repeats.sums import Sum
from warehouse.spread import Spread

Frames = Mapping[str, pd.DataFrame]

COLUMNS = (
    "claim_id", "from_claim_id", "also_claim_id", "kind", "score", "number", "attribution",
    "shared", "date_order", "evidence",
)  # fmt: skip


def suspected(tables: Frames, spread: Spread = map) -> dict[str, pd.DataFrame]:
    """The frame `suspected_repeat`, best first, from the tables that its step reads.

    Raises `KeyError` where a table or a column is not there.
    """
    read = material(tables)
    found = find(read, spread=spread)
    telling = evidence.Telling(
        read.documents, _names(tables["measure"]), _names(tables["population"]), found.signals
    )
    rows = rows_of(found, telling)
    return {"suspected_repeat": pd.DataFrame(rows, columns=list(COLUMNS))}


def rows_of(found: Found, telling: evidence.Telling) -> list[dict[str, Any]]:
    """The suspicions as rows, sums among them, best first."""
    rows = [_repeat(s, telling) for s in found.repeats] + [_sum(s, telling) for s in found.sums]
    return sorted(rows, key=lambda r: (-r["score"], r["claim_id"], r["from_claim_id"]))


def _repeat(s: Suspicion, telling: evidence.Telling) -> dict[str, Any]:
    return {
        "claim_id": s.later.claim_id, "from_claim_id": s.earlier.claim_id, "also_claim_id": None,
        "kind": evidence.kind(s), "score": round(s.bits), "number": s.evidence.number,
        "attribution": s.evidence.attribution, "shared": ",".join(map(str, s.shared)),
        "date_order": _order(s.order), "evidence": evidence.of_repeat(s, telling),
    }  # fmt: skip


def _sum(s: Sum, telling: evidence.Telling) -> dict[str, Any]:
    return {
        "claim_id": s.total.claim_id, "from_claim_id": s.first.claim_id,
        "also_claim_id": s.second.claim_id, "kind": "sum", "score": round(s.bits),
        "number": s.total.point, "attribution": s.attribution, "shared": "",
        "date_order": _order(s.order), "evidence": evidence.of_sum(s, telling),
    }  # fmt: skip


def _order(order: Order) -> str:
    """That a page probably came second is not known well enough to be told."""
    return {Order.CERTAIN: "certain", Order.LIKELY: "likely"}.get(order, "unknown")


def material(tables: Frames) -> Material:
    """The records of the tables that the step reads."""
    documents = tables["document"]
    registry = tables["source"]
    measures = tables["measure"]
    return Material(
        figures(tables["claim"], tables["origin"]),
        {d: Document(d, title, published) for d, title, published in
         documents[["document_id", "title", "published"]].itertuples(index=False)},
        [Source(i, name, kind, _text(country), party) for i, name, kind, country, party in
         registry[["source_id", "name", "kind", "country", "party"]].itertuples(index=False)],
        World(
            lattice(_pairs(tables["population_within"]), _loose(tables["population"])),
            lattice(_pairs(tables["measure_within"])),
            lattice(_pairs(tables["channel_within"])),
            frozenset(
                (m, other)
                for m, others in measures[["id", "disjoint"]].itertuples(index=False)
                for other in others.split(",")
                if other
            ),
            frozenset(measures.loc[measures["kind"] == "none", "id"]),
        ),
    )  # fmt: skip


def _loose(populations: pd.DataFrame) -> list[str]:
    """Authors' groups of foreigners whose countries are not all known: one may be another under
    another name."""
    loose = (populations["kind"] == "group") & ~populations["complete"].astype(bool)
    return populations.loc[loose & populations["parent"].notna(), "id"].tolist()


def figures(claims: pd.DataFrame, origin: pd.DataFrame) -> list[Figure]:
    """The claims as records, in the order of their ids."""
    root = dict(zip(origin["claim_id"], origin["root_claim_id"], strict=True))
    columns = list(claims.columns)
    return sorted(
        (
            _figure(dict(zip(columns, row, strict=True)), root)
            for row in claims.itertuples(index=False, name=None)
        ),
        key=lambda f: f.claim_id,
    )


def _figure(row: Mapping[str, Any], root: Mapping[str, str]) -> Figure:
    return Figure(
        claim_id=row["claim_id"], document_id=row["document_id"], claimant=row["claimant_id"],
        publisher=row["publisher_id"], says=row["says"], point=_number(row["point"]),
        low=int(row["low"]), high=_number(row["high"]), qualifier=row["qualifier"],
        measure=row["measure"], unit=row["unit"], population=row["population"],
        channel=row["channel"], side=row["side"],
        window=_text(row["since"]) if row["kind"] == "window" else None,
        as_of=(_day(row["as_of_first"]), _day(row["as_of_last"])),
        published=(_day(row["published_first"]), _day(row["published_last"])),
        root=root[row["claim_id"]], links_to=_text(row["derives_from"]),
        part_of=_text(row["part_of"]),
    )  # fmt: skip


def _pairs(table: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(table["inner_id"], table["outer_id"], strict=True))


def _names(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["id"], table["name"], strict=True))


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _number(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()
