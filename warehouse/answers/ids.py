"""What an id means: a claim, a conflict, a cell, what a rule makes of a cell (`cell/rule`), a
bound `measure/population/YYYY-MM-DD`, a pair `claim..claim`, or a row of another table.

An id may be typed as the beginning that only it has, and with its table before it
(`document:...`), which is then never a claim that begins so. What stands behind an id is told
elsewhere, which rows there are in row_ids.py.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from datetime import date

import duckdb

from warehouse.answers import row_ids
from warehouse.answers.asked import (
    Asked,
    BoundId,
    CellId,
    ClaimId,
    ConflictId,
    Known,
    NoneBegins,
    PairId,
    RecordId,
    RowId,
    Unknown,
)
from warehouse.answers.nearest import nearest, unknown
from warehouse.answers.row_ids import SHOWN

__all__ = [
    "SHOWN", "Asked", "BoundId", "CellId", "ClaimId", "ConflictId", "Known", "PairId", "RecordId",
    "RowId", "Unknown", "resolve",
]  # fmt: skip

GRID = """
SELECT max(as_of) FILTER (as_of <= $asked), min(as_of)
FROM bound WHERE measure = $measure
"""
LAST = "SELECT max(as_of) FROM bound WHERE measure = $measure"
PAIR = ".."
SLASH = "/"


def resolve(connection: duckdb.DuckDBPyConnection, typed: str) -> Asked:
    """What `typed` names. Raises `Unknown` where it names nothing, or more than one thing."""
    table, colon, rest = typed.partition(":")
    if colon and table in _IN_TABLE:
        return _IN_TABLE[table](connection, rest)
    if colon and table in row_ids.TABLES:
        return row_ids.resolve(connection, table, rest)
    if PAIR in typed:
        return _pair(connection, typed)
    parts = typed.split(SLASH)
    if len(parts) == 3:
        return row_ids.country(connection, parts) or _bound(connection, *parts)
    return _known(connection, typed, parts)


def _known(connection: duckdb.DuckDBPyConnection, typed: str, parts: list[str]) -> Asked:
    """What is named by an id without its table, or by the beginning of one."""
    known: dict[str, Known] = {i: ClaimId(i) for i in _ids(connection, "claim")}
    known |= {i: ConflictId(i) for i in _ids(connection, "conflict")}
    cells = _ids(connection, "cell")
    known |= {i: CellId(i) for i in cells}
    if len(parts) == 2 and parts[0] in cells:
        return _ruled(connection, *parts)
    if typed in known:
        return known[typed]
    try:
        return known[row_ids.one_of(known, typed)]
    except Unknown as error:
        if named := row_ids.named(connection, typed) or _latest(connection, parts):
            return named
        if not isinstance(error, NoneBegins):
            raise
    near = difflib.get_close_matches(typed, [*known, *row_ids.records(connection)], 1, 0.4)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise Unknown(
        f"there is no claim, conflict, cell, document, source or demand {typed!r}{hint} (a bound "
        "is asked for as measure/population/YYYY-MM-DD, a pair as claim..claim, a row of the "
        "countries as population/measure)"
    )


def _claim(connection: duckdb.DuckDBPyConnection, typed: str) -> ClaimId:
    return ClaimId(row_ids.found(connection, "claim", typed))


def _conflict(connection: duckdb.DuckDBPyConnection, typed: str) -> ConflictId:
    return ConflictId(row_ids.found(connection, "conflict", typed))


def _cell(connection: duckdb.DuckDBPyConnection, typed: str) -> CellId:
    cell_id, slash, rule = typed.partition(SLASH)
    whole = row_ids.found(connection, "cell", cell_id)
    return _ruled(connection, whole, rule) if slash else CellId(whole)


def _in_bounds(connection: duckdb.DuckDBPyConnection, typed: str) -> BoundId:
    parts = typed.split(SLASH)
    if len(parts) == 3:
        return _bound(connection, *parts)
    if latest := _latest(connection, parts):
        return latest
    raise Unknown(f"{typed!r} is no bound; expected measure/population/YYYY-MM-DD")


def _pair(connection: duckdb.DuckDBPyConnection, typed: str) -> PairId:
    one, _, other = typed.partition(PAIR)
    a, b = _claim(connection, one).claim_id, _claim(connection, other).claim_id
    if a == b:
        raise Unknown(f"{typed!r} is one claim; a pair is asked for as claim..claim")
    return PairId(a, b)


_IN_TABLE: dict[str, Callable[[duckdb.DuckDBPyConnection, str], Known | BoundId | PairId]] = {
    "claim": _claim, "conflict": _conflict, "cell": _cell, "sensitivity": _cell,
    "reconciled": _cell, "comparison": _pair, "bound": _in_bounds,
}  # fmt: skip


def _ids(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = connection.execute(f"SELECT {table}_id FROM {table}").fetchall()
    return [i for (i,) in rows]


def _latest(connection: duckdb.DuckDBPyConnection, parts: list[str]) -> BoundId | None:
    """The bound `measure/population` on the last day of the grid; None where it is no such."""
    if len(parts) != 2:
        return None
    measure, population = row_ids.by_names(connection, *parts)
    if unknown(connection, measure, population):
        return None
    last = connection.execute(LAST, {"measure": measure}).fetchall()
    return BoundId(measure, population, day, day) if (day := last[0][0]) else None


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
    measure, population = row_ids.by_names(connection, measure, population)
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
