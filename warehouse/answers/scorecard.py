"""What a source does with figures: its scorecard, what its retellings changed, what it revised.

It describes and ranks nobody. What changed along one chain stands in drift.py.
"""

from __future__ import annotations

from collections import defaultdict
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
# Each asks about one source, or with null about all of them.
ROOTS = """
SELECT o.root_source_id AS of, o.claim_id
FROM origin AS o
JOIN claim AS c ON c.claim_id = o.claim_id
WHERE o.hops = 0 AND ($id::VARCHAR IS NULL OR o.root_source_id = $id)
ORDER BY c.as_of_last DESC NULLS LAST, o.claim_id
"""
RELAYS = """
SELECT publisher_id AS of, claim_id
FROM claim
WHERE derives_from IS NOT NULL AND ($id::VARCHAR IS NULL OR publisher_id = $id)
ORDER BY published_first DESC NULLS LAST, claim_id
"""
DRIFT = f"""
SELECT
    c.publisher_id AS of, d.dimension, d.change, count(*) AS n,
    list(
        {{'sentence': d.sentence, 'claim_id': d.claim_id}} ORDER BY d.claim_id
    )[:{EXAMPLES}] AS examples
FROM drift AS d
JOIN claim AS c ON c.claim_id = d.claim_id
WHERE $id::VARCHAR IS NULL OR c.publisher_id = $id
GROUP BY c.publisher_id, d.dimension, d.change
ORDER BY n DESC, d.dimension, d.change
"""
REVISIONS = """
SELECT source_id AS of, kind, claim_id, from_claim_id
FROM revision
WHERE $id::VARCHAR IS NULL OR source_id = $id
ORDER BY claim_id
"""
CONFLICTS = """
SELECT DISTINCT x.claimant_id AS of, c.conflict_id, c.statement
FROM conflict AS c
JOIN conflict_claim AS m ON m.conflict_id = c.conflict_id
JOIN claim AS x ON x.claim_id = m.claim_id
WHERE m.role <> 'retelling' AND ($id::VARCHAR IS NULL OR x.claimant_id = $id)
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
    return _described(connection, source_id)[source_id]


def everyone(connection: duckdb.DuckDBPyConnection) -> dict[str, Described]:
    """Every source of `scorecard` in full, by its id."""
    return _described(connection, None)


def _described(
    connection: duckdb.DuckDBPyConnection, source_id: str | None
) -> dict[str, Described]:
    """The one source, or all; five questions, however many there are."""

    def of_each(query: str) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows(connection, query, {"id": source_id}):
            found[row.pop("of")].append(row)
        return found

    roots, relays, revised = of_each(ROOTS), of_each(RELAYS), of_each(REVISIONS)
    drift, conflicts = of_each(DRIFT), of_each(CONFLICTS)
    told = claims(
        connection, (r["claim_id"] for of in (roots, relays) for own in of.values() for r in own)
    )
    return {
        i: Described(
            card=card,
            roots=tuple(told[row["claim_id"]] for row in roots[i]),
            relays=tuple(told[row["claim_id"]] for row in relays[i]),
            drift=tuple(_changed(row) for row in drift[i]),
            revisions=tuple(
                Revision(row["kind"], told[row["claim_id"]], told[row["from_claim_id"]])
                for row in revised[i]
            ),
            conflicts={row["conflict_id"]: row["statement"] for row in conflicts[i]},
        )
        for card in cards(connection)
        for i in [card["source_id"]]
        if source_id in (None, i)
    }


def _changed(row: dict[str, Any]) -> Changed:
    examples = tuple(Example(**one) for one in row["examples"])
    return Changed(row["dimension"], row["change"], row["n"], examples)
