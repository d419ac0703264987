"""Claims added, revised and withdrawn: what people wrote, and what is read from it."""

from __future__ import annotations

from warehouse.changes.change import Change, Group, Value
from warehouse.changes.records import Kept, differing, essential, only, values
from warehouse.changes.sides import Row, Sides
from warehouse.changes.words import turned
from warehouse.inference.phrasing import interval

# Columns as a reader calls them. Days are those of since and as_of, and the kind that of the
# measure: they change with what is listed here, or with the vocabulary.
CALLED = {
    "says": "words", "claimant_id": "claimant", "publisher_id": "publisher", "measure": "measure",
    "unit": "unit", "population": "population", "excluding": "excluding", "basis": "basis",
    "channel": "route", "evidence": "evidence", "side": "side", "since": "since", "as_of": "as of",
    "kind": "kind of count", "qualifier": "qualifier", "hedged": "hedged",
    "point": "number printed",
    "derives_from": "retells", "link": "link", "part_of": "part of",
    "partition": "parts add up to it", "note": "note", "checked": "read a second time on",
}  # fmt: skip
INTERVALS = {"reading": ("low", "high"), "usable as": ("true_low", "true_high")}
BESIDE = ("note", "checked")
NAMED = {
    "claimant_id": "source", "publisher_id": "source", "measure": "measure",
    "population": "population", "channel": "channel",
}  # fmt: skip
KEPT = Kept(
    "claim",
    "claim_id",
    (*(c for c in CALLED if c not in BESIDE), *(c for pair in INTERVALS.values() for c in pair)),
    BESIDE,
)


def claims(sides: Sides, most: int | None) -> list[Group]:
    """The three kinds of changes of claims."""
    return [
        _one_sided(sides, "claim_added", "new", "old", most),
        _revised(sides, most),
        _one_sided(sides, "claim_withdrawn", "old", "new", most),
    ]


def _one_sided(sides: Sides, kind: str, here: str, there: str, most: int | None) -> Group:
    n, found = only(sides, KEPT, here, there, most)
    ids = [row["claim_id"] for row in found]
    told = sides.figures(here, ids)
    verb = "is added" if here == "new" else "is withdrawn"
    changes = [Change(kind, (i,), f"{told[i]} {verb}.") for i in ids]
    return Group(kind, n, tuple(changes))


def _revised(sides: Sides, most: int | None) -> Group:
    n, pairs = differing(sides, KEPT, most)
    told = sides.figures("new", [after["claim_id"] for _, after in pairs])
    changes = []
    for before, after in pairs:
        found = values(KEPT, before, after)
        read = _in_words(sides, before, after, found)
        i = after["claim_id"]
        changes.append(
            Change(
                "claim_revised", (i,), f"{told[i]} is revised: {turned(read)}.", tuple(read),
                essential=essential(KEPT, found),
            )
        )  # fmt: skip
    return Group("claim_revised", n, tuple(changes))


def _in_words(sides: Sides, before: Row, after: Row, found: list[Value]) -> list[Value]:
    """What differs, by names instead of ids, the two ends of an interval as one."""

    def named(side: str, column: str, value: object) -> object:
        if column in NAMED and isinstance(value, str):
            return sides.name(side, NAMED[column], value)
        return f"“{value}”" if column in ("says", "note") and value else value

    def ends(row: Row, of: tuple[str, str]) -> str:
        return interval(row[of[0]], row[of[1]])

    differs = {value.what for value in found}
    told = [
        Value(CALLED[v.what], named("old", v.what, v.before), named("new", v.what, v.after))
        for v in found
        if v.what in CALLED
    ]
    told += [
        Value(what, ends(before, of), ends(after, of))
        for what, of in INTERVALS.items()
        if differs & set(of)
    ]
    return told
