"""What an id means: a claim, a conflict, a cell, what a rule makes of a cell (`cell/rule`), or a
bound `measure/population/YYYY-MM-DD`.

An id may be typed as the beginning that only it has. What stands behind an id is told elsewhere.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.answers.nearest import nearest, unknown

GRID = """
SELECT max(as_of) FILTER (as_of <= $asked), min(as_of)
FROM bound WHERE measure = $measure
"""
SHOWN = 5  # ids that begin alike: enough to recognise the one that was meant


class Unknown(Exception):  # noqa: N818  # named for what is the matter with an id
    """No claim, conflict, cell or bound has this id; the message says what does."""


@dataclass(frozen=True)
class ClaimId:
    """The id of a claim."""

    claim_id: str


@dataclass(frozen=True)
class ConflictId:
    """The id of a conflict."""

    conflict_id: str


@dataclass(frozen=True)
class CellId:
    """The id of a cell, and the rule whose answer on it is meant; None for all of them."""

    cell_id: str
    rule: str | None = None


@dataclass(frozen=True)
class BoundId:
    """A bound: `day` is a day of the grid, `asked` the day that was typed."""

    measure: str
    population: str
    day: date
    asked: date


Known = ClaimId | ConflictId | CellId


def resolve(connection: duckdb.DuckDBPyConnection, typed: str) -> Known | BoundId:
    """What `typed` names. Raises `Unknown` where it names nothing, or more than one thing."""
    parts = typed.split("/")
    if len(parts) == 3:
        return _bound(connection, *parts)
    known: dict[str, Known] = {i: ClaimId(i) for i in _ids(connection, "claim")}
    known |= {i: ConflictId(i) for i in _ids(connection, "conflict")}
    cells = _ids(connection, "cell")
    known |= {i: CellId(i) for i in cells}
    if len(parts) == 2 and parts[0] in cells:
        return _ruled(connection, *parts)
    if typed in known:
        return known[typed]
    begun = sorted(i for i in known if typed and i.startswith(typed))
    if len(begun) == 1:
        return known[begun[0]]
    if begun:
        some = ", ".join(begun[:SHOWN]) + (", ..." if len(begun) > SHOWN else "")
        raise Unknown(f"{typed!r} begins {len(begun)} ids: {some}")
    near = difflib.get_close_matches(typed, known, 1, 0.4)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise Unknown(
        f"there is no claim, conflict or cell {typed!r}{hint} "
        "(a bound is asked for as measure/population/YYYY-MM-DD)"
    )


def _ids(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = connection.execute(f"SELECT {table}_id FROM {table}").fetchall()
    return [i for (i,) in rows]


def _ruled(connection: duckdb.DuckDBPyConnection, cell_id: str, rule: str) -> CellId:
    names = dict(connection.execute("SELECT rule, name FROM rule").fetchall())
    if rule in names:
        return CellId(cell_id, rule)
    near = nearest(rule, names)
    hint = f"; did you mean {near!r}?" if near else ""
    raise Unknown(f"there is no rule {rule!r}{hint} (FROM rule)")


def _bound(
    connection: duckdb.DuckDBPyConnection, measure: str, population: str, typed: str
) -> BoundId:
    """The bound on the last day of the grid by the day typed: a day is the same for all of them."""
    if problem := unknown(connection, measure, population):
        raise Unknown(problem)
    try:
        asked = date.fromisoformat(typed)
    except ValueError as error:
        raise Unknown(f"{typed!r} is no day; expected one such as 2025-12-31") from error
    given = {"asked": asked, "measure": measure}
    (found,) = connection.execute(GRID, given).fetchall()
    day, first = found
    if first is None:
        raise Unknown(f"no bound speaks of {measure}: it is compared with nothing")
    if day is None:
        raise Unknown(
            f"no bound speaks of a day before {first}; did you mean "
            f"'{measure}/{population}/{first}'?"
        )
    return BoundId(measure, population, day, asked)
