"""Which bounds moved, against a brute-force reading of the same rule."""

from __future__ import annotations

from datetime import date
from itertools import accumulate, product

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.changes.moves import MOVES
from warehouse.changes.sides import Sides

DAYS = [date(2025, month, 1) for month in range(1, 6)]
MEASURES = {"recruited": "cumulative", "serving": "stock"}
Bounds = dict[tuple[str, str, date], tuple[int, int | None]]
KEYS = list(product(MEASURES, ("NPL", "CUB")))
TABLES = """
CREATE SCHEMA {side};
CREATE TABLE {side}.bound (
    measure VARCHAR, population VARCHAR, as_of DATE, evidence_used VARCHAR, low BIGINT, high BIGINT
);
CREATE TABLE {side}.bound_claim (
    measure VARCHAR, population VARCHAR, as_of DATE, evidence_used VARCHAR, side VARCHAR,
    claim_id VARCHAR
);
CREATE TABLE {side}.claim (claim_id VARCHAR, measure VARCHAR, population VARCHAR);
CREATE TABLE {side}.measure AS
    FROM (VALUES ('recruited', 'cumulative'), ('serving', 'stock')) AS m (id, kind);
CREATE TABLE {side}.population AS
    FROM (VALUES ('NPL', 'country'), ('CUB', 'country')) AS p (id, kind);
"""


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    """A file's bounds on some days: people once counted stay counted; some bands are not listed."""
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, unique=True).map(sorted))
    found: Bounds = {}
    for measure, population in KEYS:
        lows = draw(st.lists(st.integers(0, 3), min_size=len(days), max_size=len(days)))
        if MEASURES[measure] == "cumulative":
            lows = list(accumulate(lows, max))
        for day, low in zip(days, lows, strict=True):
            high = draw(st.none() | st.integers(low, 4))
            if low or high is not None or draw(st.booleans()):
                found[measure, population, day] = (low, high)
    return found


def move(
    old: Bounds, new: Bounds, key: tuple[str, str], side: str, day: date
) -> tuple[object, ...]:
    """What a side of a bound is on a day, before and after; nothing where that is no question."""
    both = all(day in {d for *_, d in bounds} for bounds in (old, new))
    ends = []
    for found in (old, new):
        listed = day in {d for *_, d in found}
        if side == "high":
            ends.append(found.get((*key, day), (0, None))[1] if both else None)
        elif listed or MEASURES[key[0]] == "stock":
            ends.append(found.get((*key, day), (0, None))[0])
        else:
            ends.append(max([0, *(v[0] for k, v in found.items() if k[:2] == key and k[2] < day)]))
    return tuple(ends)


def brute_force(old: Bounds, new: Bounds) -> set[tuple[object, ...]]:
    """Each side that moved on any day: its latest day, before and after, and on how many days."""
    days = sorted({d for *_, d in (*old, *new)})
    found = set()
    for key, side in product(KEYS, ("low", "high")):
        moved = [(d, *move(old, new, key, side, d)) for d in days]
        moved = [m for m in moved if m[1] != m[2]]
        if moved:
            found.add((*key, side, moved[-1]))
    return found


def filled(old: Bounds, new: Bounds) -> duckdb.DuckDBPyConnection:
    """The tables that the query reads."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    for side, rows in (("old", old), ("new", new)):
        connection.execute(TABLES.format(side=side))
        for (measure, population, day), (low, high) in rows.items():
            connection.execute(
                f"INSERT INTO {side}.bound VALUES (?, ?, ?, 'all', ?, ?)",
                [measure, population, day, low, high],
            )
    connection.execute("CREATE TEMP TABLE fate (claim_id VARCHAR, fate VARCHAR)")
    return connection


@settings(max_examples=15)
@given(bounds(), bounds())
def test_what_moved_is_what_a_reader_of_both_files_sees(old: Bounds, new: Bounds) -> None:
    with filled(old, new) as connection:
        rows = Sides(connection).rows(MOVES)
    found = {
        (b["measure"], b["population"], row["side"], (row["as_of"], row["before"], row["after"]))
        for row in rows
        for b in row["bounds"]
    }
    assert found == brute_force(old, new)


def test_a_day_that_only_one_file_speaks_of_moves_no_bound_by_itself() -> None:
    old: Bounds = {("recruited", "NPL", DAYS[0]): (3, 9), ("recruited", "NPL", DAYS[2]): (4, 9)}
    new = old | {("recruited", "NPL", DAYS[1]): (3, None)}
    with filled(old, new) as connection:
        assert Sides(connection).rows(MOVES) == []
