"""What changed along a chain of retellings, hop by hop, and where the chain ends.

What a source changes in all that it retells stands in scorecard.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

import duckdb

from warehouse.answers.told import rows
from warehouse.schema import tables


@dataclass(frozen=True)
class Drift:
    """One dimension that changed at a hop; `before`, `after` None where nothing is stated."""

    dimension: str
    change: str
    before: str | None
    after: str | None
    sentence: str


@dataclass(frozen=True)
class Hop:
    """A claim that repeats another, by which kind of link, and what changed: nothing where `drift`
    is empty."""

    claim_id: str
    from_claim_id: str
    link: str
    drift: tuple[Drift, ...]


@dataclass(frozen=True)
class Root:
    """The end of a chain. `original_held` is whether its document is the claimant's own; `party` is
    the side of the war that the claimant is a party to, or none."""

    claim_id: str
    source_id: str
    source: str
    party: str
    original_held: bool


ROOT = """
SELECT
    r.claim_id, s.source_id, s.name AS source, s.party,
    o.original_held
FROM origin AS o
JOIN claim AS r ON r.claim_id = o.root_claim_id
JOIN source AS s ON s.source_id = r.claimant_id
WHERE o.claim_id = $id
"""
# In the order in which drift_along has them.
HOPS = """
SELECT
    c.claim_id, c.derives_from AS from_claim_id, c.link,
    d.dimension, d.change, d.before, d.after, d.sentence
FROM claim AS c
JOIN (SELECT unnest($ids) AS claim_id) AS asked ON asked.claim_id = c.claim_id
LEFT JOIN drift AS d ON d.claim_id = c.claim_id
WHERE c.derives_from IS NOT NULL
ORDER BY c.claim_id, list_position($dimensions, d.dimension)
"""


def chain(connection: duckdb.DuckDBPyConnection, claim_id: str) -> tuple[Hop, ...]:
    """The hops from a claim to its root, its own first; empty where it repeats nothing."""
    found: dict[str, Hop] = {}
    for row in rows(connection, "FROM drift_along($id) ORDER BY place", {"id": claim_id}):
        _add(found, row)
    return tuple(found.values())


def hops(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, Hop]:
    """Of many claims the hop that each makes itself, by the claim; none of one that repeats
    nothing."""
    (dimension,) = (f for f in tables()["drift"].fields if f.name == "dimension")
    given = {"ids": list(ids), "dimensions": dimension.constraints["enum"]}
    found: dict[str, Hop] = {}
    for row in rows(connection, HOPS, given):
        _add(found, row)
    return found


def _add(hops: dict[str, Hop], row: dict[str, Any]) -> None:
    """Put a row of drift, or of a hop without any, to the hop of its claim."""
    known = hops.setdefault(
        row["claim_id"], Hop(row["claim_id"], row["from_claim_id"], row["link"], ())
    )
    if row["dimension"] is not None:
        drift = Drift(**{f.name: row[f.name] for f in fields(Drift)})
        hops[row["claim_id"]] = replace(known, drift=(*known.drift, drift))


def root(connection: duckdb.DuckDBPyConnection, claim_id: str) -> Root:
    """The root of a claim, which may be the claim itself."""
    (found,) = rows(connection, ROOT, {"id": claim_id})
    return Root(**found)
