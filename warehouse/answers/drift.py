"""What changed along a chain of retellings, hop by hop, and where the chain ends.

What a source changes in all that it retells stands in scorecard.py.
"""

from __future__ import annotations

from dataclasses import dataclass

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


# The order in which a reader asks: which number, held how, of what, of when, known how, by whom.
ORDER = (
    "value", "qualifier", "low", "high", "hedge", "unit", "measure", "population", "excluding",
    "basis", "channel", "side", "window", "as_of", "evidence", "attribution",
)  # fmt: skip
CHAIN = """
WITH RECURSIVE chain AS (
    SELECT claim_id, derives_from, link, 0 AS hop
    FROM claim WHERE claim_id = $id AND derives_from IS NOT NULL
    UNION ALL
    SELECT n.claim_id, n.derives_from, n.link, c.hop + 1
    FROM chain AS c
    JOIN claim AS n ON n.claim_id = c.derives_from
    WHERE n.derives_from IS NOT NULL
)
SELECT claim_id, derives_from AS from_claim_id, link FROM chain ORDER BY hop
"""
CHANGED = """
SELECT claim_id, dimension, change, before, after, sentence
FROM drift
WHERE list_contains($ids, claim_id)
ORDER BY list_position($dimensions, dimension)
"""
ROOT = """
SELECT
    r.claim_id, s.source_id, s.name AS source, s.party,
    r.claimant_id = r.publisher_id AS original_held
FROM origin AS o
JOIN claim AS r ON r.claim_id = o.root_claim_id
JOIN source AS s ON s.source_id = r.claimant_id
WHERE o.claim_id = $id
"""


def chain(connection: duckdb.DuckDBPyConnection, claim_id: str) -> tuple[Hop, ...]:
    """The hops from a claim to its root, its own first; empty where it repeats nothing."""
    found = rows(connection, CHAIN, {"id": claim_id})
    ids = [row["claim_id"] for row in found]
    changed = rows(connection, CHANGED, {"ids": ids, "dimensions": list(ORDER)}) if ids else []
    of: dict[str, list[Drift]] = {i: [] for i in ids}
    for row in changed:
        of[row.pop("claim_id")].append(Drift(**row))
    return tuple(Hop(**row, drift=tuple(of[row["claim_id"]])) for row in found)


def root(connection: duckdb.DuckDBPyConnection, claim_id: str) -> Root:
    """The root of a claim, which may be the claim itself."""
    (found,) = rows(connection, ROOT, {"id": claim_id})
    return Root(**found)
