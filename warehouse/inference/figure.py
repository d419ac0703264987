"""Claims as the engine takes them: a scope, the interval that may be used, and the words.

Which claims are taken (roots, of the units that are inferred on, of the sides that compare) is
decided here; what follows from them is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from warehouse.inference.scope import EVER, NEVER, Scope, Span

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Figure:
    """One root claim.

    `low` and `high` are what may be used of the true number (`true_low`, `true_high` of the table
    claim; high None where nothing bounds it). `read_low` and `read_high` are what the words state.
    `source` is the claimant. `floor` marks evidence of cases counted so far.
    """

    claim_id: str
    scope: Scope
    low: int
    high: int | None
    says: str = ""
    source: str = ""
    source_name: str = ""
    read_low: int | None = None
    read_high: int | None = None
    evidence: str = "unspecified"
    floor: bool = False
    part_of: str | None = None
    partition: bool = False


def _day(value: object, otherwise: date) -> date:
    return value.date() if isinstance(value, datetime) and value == value else otherwise


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: object) -> int | None:
    return None if value is None or value != value else int(str(value).removesuffix(".0"))


def _marked(table: pd.DataFrame, *marks: str) -> set[str]:
    """The ids of the rows in which any of some boolean columns is true."""
    return {str(row["id"]) for row in table.to_dict("records") if any(row[m] for m in marks)}


def read_figures(
    tables: Mapping[str, pd.DataFrame], units: Collection[str] | None = None
) -> list[Figure]:
    """The root claims that compare with anything, by claim id.

    Reads the tables claim, origin, source, side and unit. `units`: by default the one that is
    inferred on and the one that counts countries.
    """
    claim, origin, source = tables["claim"], tables["origin"], tables["source"]
    if units is None:
        units = _marked(tables["unit"], "inferred", "of_countries")
    sides = _marked(tables["side"], "compared")
    roots = origin[origin["hops"] == 0][["claim_id", "root_document_id"]]
    rows = claim.merge(roots, on="claim_id")
    rows = rows[rows["unit"].isin(units) & (rows["kind"] != "none") & rows["side"].isin(sides)]
    names = dict(zip(source["source_id"], source["name"], strict=True))
    figures = []
    for row in rows.to_dict("records"):
        windowed = row["kind"] == "window"
        scope = Scope(
            measure=row["measure"],
            population=row["population"],
            kind=row["kind"],
            as_of=Span(
                row["as_of"], _day(row["as_of_first"], EVER), _day(row["as_of_last"], NEVER)
            ),
            since=Span(row["since"], _day(row["since_first"], EVER), _day(row["since_last"], NEVER))
            if windowed
            else None,
            excluding=frozenset(c for c in (_text(row["excluding"]) or "").split(",") if c),
            native=row["basis"] == "native",
            channel=row["channel"],
            unit=row["unit"],
            document=row["document_id"],
            root_document=row["root_document_id"],
        )
        figures.append(
            Figure(
                claim_id=row["claim_id"],
                scope=scope,
                low=_number(row["true_low"]) or 0,
                high=_number(row["true_high"]),
                says=row["says"],
                source=row["claimant_id"],
                source_name=names.get(row["claimant_id"], row["claimant_id"]),
                read_low=_number(row["low"]),
                read_high=_number(row["high"]),
                evidence=row["evidence"],
                floor=bool(row["floor"]),
                part_of=_text(row["part_of"]),
                partition=bool(row["partition"]),
            )
        )
    return sorted(figures, key=lambda f: f.claim_id)
