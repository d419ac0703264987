"""Demands and events added, revised and withdrawn; documents and sources described otherwise.

A document or source that came or went is told by its claims.
"""

from __future__ import annotations

from warehouse.changes.change import Change, Group, Value
from warehouse.changes.records import Kept, differing, essential, only, values
from warehouse.changes.sides import Row, Sides
from warehouse.changes.words import turned

DEMAND = Kept(
    "demand",
    "demand_id",
    ("country", "by_id", "demand", "demanded_on", "addressee", "response", "responded_on"),
    ("note",),
)
EVENT = Kept("event", "event_id", ("date", "instrument", "what"), ("note",))
DOCUMENT = Kept(
    "document", "document_id", ("publisher_id", "published"), ("title", "url", "language")
)
SOURCE = Kept("source", "source_id", ("party", "kind", "country"), ("name",))
NAMED = {
    "country": "population", "addressee": "population", "by_id": "source", "publisher_id": "source",
}  # fmt: skip
CALLED = {"by_id": "by", "demanded_on": "demanded on", "responded_on": "answered on",
          "response": "answer", "publisher_id": "publisher"}  # fmt: skip


def others(sides: Sides, most: int | None) -> list[Group]:
    """The changes of demands, events, documents and sources."""
    return [
        _one_sided(sides, DEMAND, "demand_added", "new", "old", most),
        _revised(sides, DEMAND, most),
        _one_sided(sides, DEMAND, "demand_withdrawn", "old", "new", most),
        _one_sided(sides, EVENT, "event_added", "new", "old", most),
        _revised(sides, EVENT, most),
        _one_sided(sides, EVENT, "event_withdrawn", "old", "new", most),
        _revised(sides, DOCUMENT, most),
        _revised(sides, SOURCE, most),
    ]


def _called(sides: Sides, kept: Kept, side: str, row: Row) -> str:
    """The thing in words."""
    if kept is DEMAND:
        by, country = _named(sides, side, "by_id", row), _named(sides, side, "country", row)
        return (
            f"The demand of {by} on {row['demanded_on'] or 'an unknown day'} about {country} "
            f"({row['demand'].replace('_', ' ')}; answer: {row['response']})"
        )
    if kept is EVENT:
        return f"The event “{row['what']}” ({row['date']})"
    return f"“{row['title']}”" if kept is DOCUMENT else str(row["name"])


def _named(sides: Sides, side: str, column: str, row: Row) -> object:
    value = row[column]
    if column in NAMED and isinstance(value, str):
        return sides.name(side, NAMED[column], value)
    return value


def _one_sided(
    sides: Sides, kept: Kept, kind: str, here: str, there: str, most: int | None
) -> Group:
    n, found = only(sides, kept, here, there, most)
    verb = "is added" if here == "new" else "is withdrawn"
    changes = [
        Change(kind, (row[kept.key],), f"{_called(sides, kept, here, row)} {verb}.")
        for row in found
    ]
    return Group(kind, n, tuple(changes))


def _revised(sides: Sides, kept: Kept, most: int | None) -> Group:
    n, pairs = differing(sides, kept, most)
    kind = f"{kept.table}_revised"
    changes = []
    for before, after in pairs:
        found = values(kept, before, after)
        named = [
            Value(
                CALLED.get(v.what, v.what),
                _named(sides, "old", v.what, before),
                _named(sides, "new", v.what, after),
            )
            for v in found
        ]
        told = f"{_called(sides, kept, 'new', after)} is revised: {turned(named)}."
        changes.append(
            Change(kind, (after[kept.key],), told, tuple(named), essential=essential(kept, found))
        )
    return Group(kind, n, tuple(changes))
