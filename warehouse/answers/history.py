"""What became of a claim since it was first recorded: its events, as the macro history_of has them.

What differs between two published files is another question, and not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import duckdb

from warehouse.answers.told import rows


@dataclass(frozen=True)
class Change:
    """A column of the claim, and what it said before and after; None where it said nothing."""

    dimension: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Event:
    """recorded, revised or withdrawn: when (UTC), by which build, and what it changed."""

    version: int
    event: str
    recorded_at: datetime
    build_id: str
    changes: tuple[Change, ...]


MORE_THAN_ONE = """
SELECT c.claim_id, h.*
FROM (SELECT claim_id FROM claim_version GROUP BY claim_id HAVING count(*) > 1) AS c,
    LATERAL (FROM history_of(c.claim_id)) AS h
ORDER BY c.claim_id, h.version, h.dimension
"""


def history(connection: duckdb.DuckDBPyConnection, claim_id: str) -> tuple[Event, ...]:
    """The events of a claim in their order; none where it was never recorded."""
    told = rows(connection, "FROM history_of($id) ORDER BY version, dimension", {"id": claim_id})
    return _events(told)


def histories(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[Event, ...]]:
    """The events of every claim to which more happened than that it was recorded, by its id."""
    told = rows(connection, MORE_THAN_ONE)
    return {i: _events(list(own)) for i, own in groupby(told, key=lambda row: str(row["claim_id"]))}


def _events(told: list[dict[str, Any]]) -> tuple[Event, ...]:
    events = []
    for _, found in groupby(told, key=lambda row: row["version"]):
        same = list(found)
        first = {key: same[0][key] for key in ("version", "event", "recorded_at", "build_id")}
        changes = tuple(
            Change(row["dimension"], row["before"], row["after"])
            for row in same
            if row["dimension"] is not None
        )
        events.append(Event(**first, changes=changes))
    return tuple(events)
