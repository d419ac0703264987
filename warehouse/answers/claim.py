"""A claim explained: from its words to its page, and what it is compared with, contradicts, bounds.

The steps from figure to page are those of the macro `explain_claim`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.answers.drift import Hop, Root, chain, root
from warehouse.answers.history import Event, history
from warehouse.answers.told import Told, claims, rows


@dataclass(frozen=True)
class Step:
    """One step of `explain_claim`: what it is about, its words, and the id that it refers to."""

    what: str
    value: str
    refers_to: str | None


@dataclass(frozen=True)
class Part:
    """A conflict of `size` roots in which the claim, or the root that it repeats, plays a part."""

    conflict_id: str
    size: int
    role: str
    statement: str


@dataclass(frozen=True)
class Tight:
    """A side of bounds that rests on the claim, on `n_days` days of the grid."""

    measure: str
    population: str
    evidence_used: str
    side: str
    n_days: int
    first: date
    last: date
    alone: bool


@dataclass(frozen=True)
class Explained:
    """All that is known of a claim; `chain` leads to its root, hop by hop, `verdicts` counts what
    `comparison` says of its pairs, `sums` are statements of totals that it belongs to, `ways` the
    least sets that hold it, of all of its component, `history` what was recorded of it, when.
    """

    claim: Told
    steps: tuple[Step, ...]
    chain: tuple[Hop, ...]
    root: Root
    verdicts: dict[str, int]
    conflicts: tuple[Part, ...]
    sums: tuple[str, ...]
    ways: tuple[int, int] | None
    bounds: tuple[Tight, ...]
    history: tuple[Event, ...]


VERDICTS = """
SELECT verdict, count(*) AS n
FROM comparison
WHERE claim_a = $id OR claim_b = $id
GROUP BY verdict
ORDER BY list_position(['contradict', 'possible', 'agree', 'compatible'], verdict)
"""
PARTS = """
SELECT c.conflict_id, c.size, m.role, c.statement
FROM conflict_claim AS m
JOIN conflict AS c ON c.conflict_id = m.conflict_id
WHERE m.claim_id = $id
ORDER BY c.size, c.excess DESC, c.conflict_id
"""
SUMS = """
SELECT statement
FROM sum_of_parts
WHERE whole_claim_id = $id OR list_contains(string_split(parts, ','), $id)
ORDER BY whole_claim_id
"""
WAYS = """
SELECT count(DISTINCT s.solution) AS held, any_value(k.n_solutions) AS of_all
FROM set_aside AS s
JOIN component AS k ON k.component = s.component
WHERE s.claim_id = $id
"""
# A side that rests on more claims than this one has more rows than days.
TIGHT = """
SELECT
    b.measure, b.population, b.evidence_used, b.side, count(DISTINCT b.as_of) AS n_days,
    min(b.as_of) AS first, max(b.as_of) AS last, count(*) = count(DISTINCT b.as_of) AS alone
FROM bound_claim AS b
SEMI JOIN (FROM bound_claim WHERE claim_id = $id) AS own
    ON own.measure = b.measure AND own.population = b.population AND own.as_of = b.as_of
    AND own.evidence_used = b.evidence_used AND own.side = b.side
GROUP BY b.measure, b.population, b.evidence_used, b.side
ORDER BY n_days DESC, b.measure, b.population, b.evidence_used, b.side
"""


def explain(connection: duckdb.DuckDBPyConnection, claim_id: str) -> Explained:
    """The claim explained. Raises `KeyError` where there is no such claim."""
    given = {"id": claim_id}
    steps = rows(connection, "FROM explain_claim($id)", given)
    verdicts = rows(connection, VERDICTS, given)
    (held,) = rows(connection, WAYS, given)
    return Explained(
        claim=claims(connection, [claim_id])[claim_id],
        steps=tuple(Step(**row) for row in steps),
        chain=chain(connection, claim_id),
        root=root(connection, claim_id),
        verdicts={row["verdict"]: row["n"] for row in verdicts},
        conflicts=tuple(Part(**row) for row in rows(connection, PARTS, given)),
        sums=tuple(row["statement"] for row in rows(connection, SUMS, given)),
        ways=(held["held"], held["of_all"]) if held["held"] else None,
        bounds=tuple(Tight(**row) for row in rows(connection, TIGHT, given)),
        history=history(connection, claim_id),
    )
