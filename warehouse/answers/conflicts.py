"""The contradictions of the published warehouse, each with its members, and who repeats them.

What must be set aside for the rest to be consistent stands in least.py, pairs of retellings in
retold.py.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.answers.told import Told, claims, grouped, ordered, rows
from warehouse.changes.words import many

KINDS = {
    "arithmetic": "in one document (arithmetic)",
    "longitudinal": "of one source over time (longitudinal)",
    "cross_source": "of different sources (cross-source)",
}
OTHERS = "Other sets of figures contradict the same one in the same way."
NO_REPAIR = "No change of one dimension of one scope would dissolve it."


@dataclass(frozen=True)
class Asked:
    """What is asked of: a measure, a population, or everything where both are None."""

    measure: str | None = None
    population: str | None = None


@dataclass(frozen=True)
class Member:
    """A root claim of a conflict, the part it plays there, and the claims that repeat it."""

    role: str
    claim: Told
    repeated_by: tuple[Told, ...]


@dataclass(frozen=True)
class Conflict:
    """A contradiction; `repairs` are sentences that begin with 'if', the smallest change first."""

    conflict_id: str
    kind: str
    size: int
    identities: str
    excess: int
    statement: str
    complete: bool
    repairs: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def summary(self) -> str:
        """How many figures, of which kind, and by how much they miss."""
        return f"{self.size} figures {KINDS[self.kind]}, by {self.excess:,}"

    @property
    def dissolved(self) -> str:
        """The smallest change that would dissolve it, and how many others would."""
        if not self.repairs:
            return NO_REPAIR
        first, *others = self.repairs
        more = f" ({many(len(others), 'other change')} would do)" if others else ""
        return f"It would dissolve {first.rstrip('.')}{more}."


# A conflict answers to a measure or population where one of its roots counts it.
CONFLICTS = """
SELECT c.*
FROM conflict AS c
WHERE
    ($conflict_id::VARCHAR IS NULL OR c.conflict_id = $conflict_id)
    AND EXISTS (
        FROM conflict_claim AS m
        JOIN claim AS x ON x.claim_id = m.claim_id
        WHERE
            m.conflict_id = c.conflict_id AND m.role <> 'retelling'
            AND ($measure::VARCHAR IS NULL OR x.measure = $measure)
            AND ($population::VARCHAR IS NULL OR x.population = $population)
    )
ORDER BY
    c.size, list_position(['arithmetic', 'longitudinal', 'cross_source'], c.kind),
    c.excess DESC, c.conflict_id
"""
MEMBERS = """
SELECT m.conflict_id, m.claim_id, m.role, m.root_claim_id
FROM conflict_claim AS m
JOIN (SELECT unnest($ids) AS conflict_id) AS asked ON asked.conflict_id = m.conflict_id
ORDER BY list_position(['whole', 'part', 'inner', 'outer'], m.role), m.claim_id
"""
REPAIRS = """
SELECT r.conflict_id, r.sentence
FROM conflict_repair AS r
JOIN (SELECT unnest($ids) AS conflict_id) AS asked ON asked.conflict_id = r.conflict_id
ORDER BY r.rank
"""


def conflicts(
    connection: duckdb.DuckDBPyConnection, asked: Asked, conflict_id: str | None = None
) -> list[Conflict]:
    """The conflicts: pairs before larger sets, those of one document before those of one source
    and those between sources, the largest excess first."""
    given = {
        "conflict_id": conflict_id,
        "measure": asked.measure,
        "population": asked.population,
    }
    found = rows(connection, CONFLICTS, given)
    ids = {"ids": [row["conflict_id"] for row in found]}
    listed = rows(connection, MEMBERS, ids) if found else []
    sentences: dict[str, list[str]] = defaultdict(list)
    for row in rows(connection, REPAIRS, ids) if found else []:
        sentences[row["conflict_id"]].append(row["sentence"])
    known = claims(connection, (row["claim_id"] for row in listed))
    members = grouped(listed, "conflict_id")
    return [
        Conflict(
            **{k: row[k] for k in ("conflict_id", "kind", "size", "identities", "excess")},
            statement=row["statement"],
            complete=row["complete"],
            repairs=tuple(sentences[row["conflict_id"]] or filter(None, [row["repair"]])),
            members=_members(members[row["conflict_id"]], known),
        )
        for row in found
    ]


def _members(listed: list[dict[str, Any]], known: dict[str, Told]) -> tuple[Member, ...]:
    again: dict[str, list[str]] = defaultdict(list)
    for row in listed:
        if row["role"] == "retelling":
            again[row["root_claim_id"]].append(row["claim_id"])
    return tuple(
        Member(row["role"], known[row["claim_id"]], ordered(known, again[row["claim_id"]]))
        for row in listed
        if row["role"] != "retelling"
    )
