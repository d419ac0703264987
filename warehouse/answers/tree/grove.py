"""What many trees share: the claims, their pages and what they repeat, each read once.

What is said of them in a tree stands in claims.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import duckdb

from warehouse.answers.drift import Hop, hops
from warehouse.answers.told import Told, claims, rows

if TYPE_CHECKING:
    from warehouse.answers.tree.node import Node


@dataclass(frozen=True)
class Anchor:
    """Where the words of a claim stand in one snapshot of its document, or that they do not."""

    sha256: str | None
    status: str
    start: int | None
    end: int | None
    there: str | None
    captured_at: datetime | None


@dataclass(frozen=True)
class Page:
    """The document of a claim, how its words are read, and where they stand: its last snapshot
    first."""

    document_id: str
    title: str
    language: str
    qualifier: str
    low: int
    high: int | None
    hedged: bool
    floor: bool
    derives_from: str | None
    anchors: tuple[Anchor, ...]


PAGES = """
SELECT
    c.claim_id, d.document_id, d.title, d.language, c.qualifier, c.low, c.high, c.hedged,
    c.high IS NOT NULL AND c.true_high IS NULL AS floor, c.derives_from
FROM claim AS c
JOIN (SELECT unnest($ids) AS claim_id) AS asked ON asked.claim_id = c.claim_id
JOIN document AS d ON d.document_id = c.document_id
"""
ANCHORS = """
SELECT a.claim_id, a.sha256, a.status, a.start, a."end", a.there, s.captured_at
FROM anchor AS a
JOIN (SELECT unnest($ids) AS claim_id) AS asked ON asked.claim_id = a.claim_id
JOIN claim AS c ON c.claim_id = a.claim_id
LEFT JOIN snapshot AS s ON s.document_id = c.document_id AND s.sha256 = a.sha256
ORDER BY a.latest DESC, s.captured_at DESC, a.anchor_id
"""


@dataclass
class Grove:
    """The warehouse behind trees. What one tree has read the next one need not read again, so one
    grove serves all trees of a report; `whole` reads every claim at once.

    Whatever the connection shows must not change in the meantime.
    """

    connection: duckdb.DuckDBPyConnection
    told: dict[str, Told] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    hops: dict[str, Hop] = field(default_factory=dict)
    grown: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def whole(cls, connection: duckdb.DuckDBPyConnection) -> Grove:
        """A grove that knows all claims: for whoever asks for many trees."""
        grove = cls(connection)
        grove.read(i for (i,) in connection.execute("SELECT claim_id FROM claim").fetchall())
        return grove

    def read(self, ids: Iterable[str]) -> None:
        """Read claims, and all that they repeat; unknown ids are left out."""
        wanted = {i for i in ids if i not in self.pages}
        while wanted:
            given = {"ids": sorted(wanted)}
            self.told |= claims(self.connection, wanted)
            anchors: dict[str, list[Anchor]] = defaultdict(list)
            for row in rows(self.connection, ANCHORS, given):
                anchors[row.pop("claim_id")].append(Anchor(**row))
            found = {row.pop("claim_id"): row for row in rows(self.connection, PAGES, given)}
            self.pages |= {i: Page(**row, anchors=tuple(anchors[i])) for i, row in found.items()}
            above = {row["derives_from"] for row in found.values()} - {None}
            if above:
                self.hops |= hops(self.connection, wanted)
            wanted = above - self.pages.keys()

    def claim(self, claim_id: str) -> tuple[Told, Page]:
        """A claim and its page. Raises `KeyError` where there is no such claim."""
        self.read([claim_id])
        return self.told[claim_id], self.pages[claim_id]
