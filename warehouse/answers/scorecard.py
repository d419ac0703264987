"""What a source does with figures: its scorecard, what its retellings changed, what it revised.

It describes and ranks nobody. What changed along one chain stands in drift.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.answers.nearest import nearest
from warehouse.answers.told import Told, claims, rows


@dataclass(frozen=True)
class Example:
    """A change that a retelling introduced."""

    sentence: str
    claim_id: str


@dataclass(frozen=True)
class Changed:
    """How often a source's retellings changed a dimension in one way, and the first examples."""

    dimension: str
    change: str
    n: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Revision:
    """A root of a source that replaces an `earlier` one of its own: `kind` is updated (of a later
    time) or restated (of the same)."""

    kind: str
    claim: Told
    earlier: Told


@dataclass(frozen=True)
class Described:
    """A source in full. `card` is its row of `scorecard`, `roots` what it asserts, `relays` the
    retellings that it printed, `conflicts` statements by id."""

    card: dict[str, Any]
    roots: tuple[Told, ...]
    relays: tuple[Told, ...]
    drift: tuple[Changed, ...]
    revisions: tuple[Revision, ...]
    conflicts: dict[str, str]


EXAMPLES = 2  # of each change: enough to see what is meant
CARDS = "FROM scorecard ORDER BY source_id"
ROOTS = """
SELECT o.claim_id
FROM origin AS o
JOIN claim AS c ON c.claim_id = o.claim_id
WHERE o.hops = 0 AND o.root_source_id = $id
ORDER BY c.as_of_last DESC NULLS LAST, o.claim_id
"""
RELAYS = """
SELECT claim_id
FROM claim
WHERE derives_from IS NOT NULL AND publisher_id = $id
ORDER BY published_first DESC NULLS LAST, claim_id
"""
DRIFT = """
SELECT
    d.dimension, d.change, count(*) AS n,
    list({'sentence': d.sentence, 'claim_id': d.claim_id} ORDER BY d.claim_id)[:$most] AS examples
FROM drift AS d
JOIN claim AS c ON c.claim_id = d.claim_id
WHERE c.publisher_id = $id
GROUP BY d.dimension, d.change
ORDER BY n DESC, d.dimension, d.change
"""
REVISIONS = """
SELECT kind, claim_id, from_claim_id FROM revision WHERE source_id = $id ORDER BY claim_id
"""
CONFLICTS = """
SELECT DISTINCT c.conflict_id, c.statement
FROM conflict AS c
JOIN conflict_claim AS m ON m.conflict_id = c.conflict_id
JOIN claim AS x ON x.claim_id = m.claim_id
WHERE m.role <> 'retelling' AND x.claimant_id = $id
ORDER BY c.conflict_id
"""


def cards(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The rows of `scorecard`, by id: in no order of merit."""
    return rows(connection, CARDS)


def unknown(connection: duckdb.DuckDBPyConnection, typed: str) -> str | None:
    """What is wrong with an id that no source of `scorecard` has, and the nearest; None where
    nothing is."""
    names = {row["source_id"]: row["name"] for row in cards(connection)}
    if typed in names:
        return None
    near = nearest(typed, names)
    hint = f"; did you mean {near!r}?" if near else ""
    return f"no source {typed!r} asserts or publishes a figure{hint}"


def describe(connection: duckdb.DuckDBPyConnection, source_id: str) -> Described:
    """A source in full. Raises `KeyError` where no source of `scorecard` has the id."""
    card = {row["source_id"]: row for row in cards(connection)}[source_id]
    given = {"id": source_id}
    roots = [row["claim_id"] for row in rows(connection, ROOTS, given)]
    relays = [row["claim_id"] for row in rows(connection, RELAYS, given)]
    revised = rows(connection, REVISIONS, given)
    told = claims(connection, [*roots, *relays])
    return Described(
        card=card,
        roots=tuple(told[i] for i in roots),
        relays=tuple(told[i] for i in relays),
        drift=tuple(_changed(row) for row in rows(connection, DRIFT, given | {"most": EXAMPLES})),
        revisions=tuple(
            Revision(row["kind"], told[row["claim_id"]], told[row["from_claim_id"]])
            for row in revised
        ),
        conflicts={
            row["conflict_id"]: row["statement"] for row in rows(connection, CONFLICTS, given)
        },
    )


def _changed(row: dict[str, Any]) -> Changed:
    examples = tuple(Example(**one) for one in row["examples"])
    return Changed(row["dimension"], row["change"], row["n"], examples)
