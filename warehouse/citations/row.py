"""What a citation says of a claim, as a row of the warehouse; how it is said belongs elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from warehouse.answers.told import rows


@dataclass(frozen=True)
class Population:
    """Who is counted: an id, the name in the warehouse, and its kind (country, area, group)."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True)
class Attribution:
    """Who asserts a figure, on which side of the war ('none'), who published it and when (EDTF)."""

    claimant: str
    party: str
    publisher: str
    own: bool
    published: str


@dataclass(frozen=True)
class Row:
    """A claim with all that its citation may not drop.

    `channel` is None where nothing is restricted, `since` where the count has no beginning, `root`
    where the claim repeats none; `inferred` says whether a hop on the way to the root is inferred.
    `told_how` and `told_side` are false of the evidence and side of a claim that names none.
    """

    claim_id: str
    says: str
    low: int
    high: int | None
    point: int | None
    qualifier: str
    hedged: bool
    unit: str
    population: Population
    excluding: tuple[Population, ...]
    basis: str
    measure: str
    channel: str | None
    evidence: str
    told_how: bool
    side: str
    told_side: bool
    kind: str
    since: str | None
    as_of: str
    said: Attribution
    root: Attribution | None
    inferred: bool
    language: str
    title: str
    url: str


CLAIMS = """
SELECT
    c.claim_id, c.says, c.low, c.high, c.point, c.qualifier, c.hedged, c.unit, c.population,
    string_split(nullif(c.excluding, ''), ',') AS excluding, c.basis, m.name AS measure,
    CASE WHEN ch.parent IS NULL THEN NULL ELSE ch.name END AS channel,
    c.evidence, NOT e.assumed AS told_how, c.side, NOT s.assumed AS told_side,
    c.kind, c.since, c.as_of, c.claimant_id, c.document_id, c.derives_from, c.link,
    o.root_claim_id, d.language, d.title, d.url
FROM claim AS c
JOIN measure AS m ON m.id = c.measure
JOIN channel AS ch ON ch.id = c.channel
JOIN evidence AS e ON e.id = c.evidence
JOIN side AS s ON s.id = c.side
JOIN origin AS o ON o.claim_id = c.claim_id
JOIN document AS d ON d.document_id = c.document_id
ORDER BY c.claim_id
"""
SAID = """
SELECT
    c.claim_id, s.name AS claimant, s.party, p.name AS publisher,
    c.claimant_id = d.publisher_id AS own, d.published
FROM claim AS c
JOIN source AS s ON s.source_id = c.claimant_id
JOIN document AS d ON d.document_id = c.document_id
JOIN source AS p ON p.source_id = d.publisher_id
"""
TAKEN = ("claimant_id", "document_id", "derives_from", "link", "root_claim_id")


def read(
    connection: duckdb.DuckDBPyConnection, wanted: Iterable[str] | None = None
) -> dict[str, Row]:
    """The rows of the claims with these ids, by id; of all where none are given."""
    given = rows(connection, CLAIMS)
    by_id = {row["claim_id"]: row for row in given}
    populations = {
        row["id"]: Population(**row)
        for row in rows(connection, "SELECT id, name, kind FROM population")
    }
    said = {row.pop("claim_id"): Attribution(**row) for row in rows(connection, SAID)}
    ids = by_id if wanted is None else sorted(set(wanted) & set(by_id))
    found = {}
    for claim_id in ids:
        row = by_id[claim_id]
        root = row["root_claim_id"]
        found[claim_id] = Row(
            **{key: value for key, value in row.items() if key not in TAKEN}
            | {
                "population": populations[row["population"]],
                "excluding": tuple(populations[i] for i in row["excluding"] or ()),
                "said": said[claim_id],
                "root": None if root == claim_id else said[root],
                "inferred": _inferred(by_id, claim_id, root),
            }
        )
    return found


def _inferred(by_id: dict[str, dict[str, str]], claim_id: str, root: str) -> bool:
    """Whether a hop from a claim to its root is inferred, and not stated."""
    while claim_id != root:
        if by_id[claim_id]["link"] == "inferred":
            return True
        claim_id = by_id[claim_id]["derives_from"]
    return False
