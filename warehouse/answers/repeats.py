"""Suspected repeats as an answer: which claims look like one root, and where their entries stand.

What is suspected stands in the table suspected_repeat, why in warehouse/repeats. Here it is read.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from warehouse.answers.ids import SHOWN, Unknown

ALL = """
SELECT s.kind, s.score, s.date_order, s.evidence,
    c.claim_id, c.says, c.file, c.line, o.root_claim_id,
    f.claim_id, f.says, f.file, f.line, p.root_claim_id,
    a.claim_id, a.says, a.file, a.line, a.claim_id
FROM suspected_repeat AS s
JOIN claim AS c ON c.claim_id = s.claim_id
JOIN origin AS o ON o.claim_id = s.claim_id
JOIN claim AS f ON f.claim_id = s.from_claim_id
JOIN origin AS p ON p.claim_id = s.from_claim_id
LEFT JOIN claim AS a ON a.claim_id = s.also_claim_id
ORDER BY s.score DESC, s.claim_id, s.from_claim_id
"""


@dataclass(frozen=True)
class Entry:
    """A claim and where its entry begins, as file and line in the catalog; the root it goes to."""

    claim_id: str
    says: str
    file: str
    line: int
    root_claim_id: str


@dataclass(frozen=True)
class Suspected:
    """`claim` seems to come from `source`, or to be the sum of `source` and `also`."""

    kind: str
    score: int
    date_order: str
    evidence: str
    claim: Entry
    source: Entry
    also: Entry | None

    @property
    def claims(self) -> tuple[Entry, ...]:
        """The claims that it is about."""
        return (self.claim, self.source, *((self.also,) if self.also else ()))


def suspected(
    connection: duckdb.DuckDBPyConnection, about: Collection[str] | None = None
) -> list[Suspected]:
    """The suspicions, the most telling first; those with one of the claims `about`, or all."""
    found = [
        Suspected(
            kind, score, date_order, evidence,
            Entry(*claims[:5]), Entry(*claims[5:10]), Entry(*claims[10:]) if claims[10] else None,
        )
        for kind, score, date_order, evidence, *claims in connection.execute(ALL).fetchall()
    ]  # fmt: skip
    return [s for s in found if about is None or any(e.claim_id in about for e in s.claims)]


def claims_meant(connection: duckdb.DuckDBPyConnection, typed: str) -> frozenset[str]:
    """The claims that an id means: a claim's own, all those of a document, or an id's beginning
    that belongs to one document only. Raises `Unknown` where it means nothing, or two things."""
    rows = connection.execute("SELECT claim_id, document_id FROM claim").fetchall()
    known: dict[str, set[str]] = {}
    for claim_id, document_id in rows:
        known.setdefault(claim_id, set()).add(claim_id)
        known.setdefault(document_id, set()).add(claim_id)
    begun = sorted(i for i in known if typed and i.startswith(typed))
    documents = {i.partition("/")[0] for i in begun}
    if typed in known:
        return frozenset(known[typed])
    if len(documents) == 1:
        return frozenset(c for i in begun for c in known[i])
    if begun:
        some = ", ".join(begun[:SHOWN]) + (", ..." if len(begun) > SHOWN else "")
        raise Unknown(f"{typed!r} begins {len(begun)} ids: {some}")
    near = difflib.get_close_matches(typed, known, 1, 0.4)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise Unknown(f"there is no claim or document {typed!r}{hint}")
