"""What changed along a chain of retellings, hop by hop, and where the chain ends.

What a source changes in all that it retells stands in scorecard.py.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import duckdb

from warehouse.answers.told import rows


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


def chain(connection: duckdb.DuckDBPyConnection, claim_id: str) -> tuple[Hop, ...]:
    """The hops from a claim to its root, its own first; empty where it repeats nothing."""
    hops: dict[str, Hop] = {}
    for row in rows(connection, "FROM drift_along($id) ORDER BY place", {"id": claim_id}):
        known = hops.setdefault(
            row["claim_id"], Hop(row["claim_id"], row["from_claim_id"], row["link"], ())
        )
        if row["dimension"] is not None:
            drift = Drift(**{f.name: row[f.name] for f in fields(Drift)})
            hops[row["claim_id"]] = replace(known, drift=(*known.drift, drift))
    return tuple(hops.values())


def root(connection: duckdb.DuckDBPyConnection, claim_id: str) -> Root:
    """The root of a claim, which may be the claim itself."""
    (found,) = rows(connection, ROOT, {"id": claim_id})
    return Root(**found)
