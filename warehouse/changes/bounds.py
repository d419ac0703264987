"""Bounds that moved, by how much, and because of which claim."""

from __future__ import annotations

from warehouse.changes.change import Change, Group, Value
from warehouse.changes.fates import Because, because
from warehouse.changes.moves import MOVES
from warehouse.changes.records import limited
from warehouse.changes.sides import Row, Sides
from warehouse.changes.words import many
from warehouse.inference.phrasing import listed, number

NAMED = 4  # a country lies in two or three areas and among all foreigners
EVIDENCE = {"counted": "counted people only", "all": "if every estimate is true"}
NONE_CHANGED = "none of the claims that it rests on changed"


def bounds(sides: Sides, most: int | None) -> list[Group]:
    """The bounds that moved: those on what the changed claims count first, then the farthest."""
    found = sides.rows(MOVES + limited(most))
    n = found[0]["n_of_all"] if found else 0
    return [Group("bound_moved", n, tuple(_change(sides, row) for row in found))]


def _tighter(row: Row) -> bool:
    """Whether more follows than before: then the claims of the new side come first as causes."""
    if row["side"] == "low":
        return bool(row["after"] > row["before"])
    return row["before"] is None or (row["after"] is not None and row["after"] < row["before"])


def _change(sides: Sides, row: Row) -> Change:
    why = because(sides, *_causes(row))
    ids = tuple(f"{b['measure']}/{b['population']}/{row['as_of']}" for b in row["bounds"])
    value = Value(row["side"], row["before"], row["after"])
    return Change("bound_moved", ids, _sentence(sides, row, why), (value,), why.claims)


def _causes(row: Row) -> tuple[list[str], list[str]]:
    ends = (row["new_claims"], row["old_claims"])
    return ends if _tighter(row) else (ends[1], ends[0])


def _sentence(sides: Sides, row: Row, why: Because) -> str:
    days = f"on {row['as_of']}"
    if row["n_days"] > 1:
        earlier = row["n_days"] - 1
        days += f" and {earlier:,} earlier {'day' if earlier == 1 else 'days'}"
        days += f" from {row['first_day']}"
    cause = why.clause or f"; {NONE_CHANGED}"
    return (
        f"{_counted(sides, row['bounds'])}, {EVIDENCE[row['evidence_used']]}: "
        f"{_ends(row)} {days}{cause}."
    )


def _counted(sides: Sides, found: list[Row]) -> str:
    """Whom and what the bounds count: those of the first one's measure by name, others counted."""
    measure = found[0]["measure"]
    alike = [b["population"] for b in found if b["measure"] == measure][:NAMED]
    names = [_name(sides, "population", population) for population in alike]
    told = f"{listed(names)}, {_name(sides, 'measure', measure)}"
    if others := len(found) - len(alike):
        told += f" (and {many(others, 'other bound')} alike)"
    return told


def _name(sides: Sides, table: str, given: str) -> str:
    """The name in the new file; in the old one where the new one has it no more."""
    told = sides.name("new", table, given)
    return told if told != given else sides.name("old", table, given)


def _ends(row: Row) -> str:
    before, after = row["before"], row["after"]
    if row["side"] == "low":
        return f"at least {number(after)} instead of {number(before)}"
    if after is None:
        return f"no limit instead of at most {number(before)}"
    was = "no limit" if before is None else number(before)
    return f"at most {number(after)} instead of {was}"
