"""Which events follow from a sequence of catalogs: held against a plain model of what was said."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.ledger.builds import START
from warehouse.declare import MACROS
from warehouse.engine import select
from warehouse.ledger import history
from warehouse.model import models
from warehouse.recorded import SINCE
from warehouse.schema import tables
from warehouse.validation.rules.history import checks

Said = dict[str, int]  # claim -> the number that it states
IDS = ("a/1", "a/2", "b/1")
CATALOG = st.dictionaries(st.sampled_from(IDS), st.integers(1, 2))
HOURS = st.integers(-30, 30)  # how far the clock has moved since the build before: also backwards


class Book:
    """What a sequence of builds records, by the SQL of the pipeline."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")
        self.connection.execute("CREATE SCHEMA ledger")
        listed = ", ".join(f'"{c}" {kind}' for c, kind in history.columns().items())
        self.connection.execute(f"CREATE TABLE ledger.version ({listed})")
        types = {f.name: f.duckdb_type for f in tables()["claim"].fields}
        self.nothing = {c: f"NULL::{kind}" for c, kind in types.items()}
        self.n = 0

    def build(self, said: Said, now: datetime) -> datetime:
        """Record a catalog at a time by the clock; returns the time that it bears."""
        self.n += 1
        execute = self.connection.execute
        (last,) = execute("SELECT max(recorded_at) FROM ledger.version").fetchall()[0]
        moment = now if last is None else max(now, last + timedelta(microseconds=1))
        execute(
            "CREATE OR REPLACE TABLE ledger.moment AS "
            "SELECT $t::TIMESTAMP AS recorded_at, $b AS build_id",
            {"t": moment, "b": f"build-{self.n}"},
        )
        execute(
            "CREATE OR REPLACE TABLE standing AS SELECT i AS claim_id, n AS low, "
            "sha256(n::VARCHAR) AS content_sha256 FROM (SELECT unnest($i) AS i, unnest($n) AS n)",
            {"i": list(said), "n": list(said.values())},
        )
        execute(f"CREATE OR REPLACE TABLE recorded AS {SINCE}")
        own = {"claim_id": "s.claim_id", "low": "s.low", "recorded_at": "r.recorded_at"}
        row = ", ".join(f'{what} AS "{c}"' for c, what in (self.nothing | own).items())
        execute(
            f"CREATE OR REPLACE TABLE claim AS SELECT {row} FROM standing AS s "
            "JOIN recorded AS r ON r.claim_id = s.claim_id"
        )
        execute(f"CREATE OR REPLACE TABLE claim_version AS {select(models()['claim_version'])}")
        execute("INSERT INTO ledger.version BY NAME SELECT * EXCLUDE (until) FROM claim_version "
                "ANTI JOIN ledger.version USING (claim_id, version)")  # fmt: skip
        return moment

    def said_on(self, time: datetime) -> Said:
        """What recorded_on gives."""
        query = "SELECT claim_id, low FROM recorded_on($t)"
        return dict(self.connection.execute(query, {"t": time}).fetchall())

    def rows(self, query: str) -> list[tuple[object, ...]]:
        return self.connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def book() -> Book:
    """One database for all examples: to start one takes longer than what is tried in it."""
    made = Book()
    made.build({}, START)
    for name in ("recorded_on", "history_of"):
        made.connection.execute((MACROS / f"{name}.sql").read_text(encoding="utf-8"))
    return made


def begun_anew(book: Book) -> Book:
    book.connection.execute("DELETE FROM ledger.version")
    book.n = 0
    return book


@settings(max_examples=15)
@given(st.lists(st.tuples(CATALOG, HOURS), min_size=1, max_size=4))
def test_what_was_said_at_any_time_is_told_for_ever(
    book: Book, builds: list[tuple[Said, int]]
) -> None:
    begun_anew(book)
    clock = START
    said: list[tuple[datetime, Said]] = [(datetime(2000, 1, 1), {})]
    for catalog, hours in builds:
        clock += timedelta(hours=hours)
        moment = book.build(catalog, clock)
        if catalog != said[-1][1]:  # a build that changes nothing leaves no trace
            said.append((moment, catalog))
    for (time, catalog), (following, _) in pairwise([*said, (datetime(2100, 1, 1), {})]):
        assert book.said_on(time) == catalog
        assert book.said_on(max(time, following - timedelta(microseconds=1))) == catalog
    for check in checks():
        assert not book.rows(f"WITH b AS (FROM claim_version) SELECT * FROM ({check.query})")


def events(book: Book) -> list[tuple[object, ...]]:
    return book.rows("SELECT claim_id, version, event, low FROM claim_version ORDER BY ALL")


def test_each_kind_of_event(book: Book) -> None:
    begun_anew(book)
    days = [START + timedelta(days=n) for n in range(5)]
    for day, said in zip(days, ({"a/1": 1}, {"a/1": 1}, {"a/1": 2}, {}, {"a/1": 2}), strict=True):
        book.build(said, day)
    assert events(book) == [
        ("a/1", 1, "recorded", 1),
        ("a/1", 2, "revised", 2),
        ("a/1", 3, "withdrawn", 2),
        ("a/1", 4, "recorded", 2),
    ]
    times = book.rows("SELECT recorded_at, until, build_id FROM claim_version ORDER BY version")
    assert times == [
        (days[0], days[2], "build-1"),
        (days[2], days[3], "build-3"),
        (days[3], days[4], "build-4"),
        (days[4], None, "build-5"),
    ]


def test_the_history_of_a_claim_tells_what_each_event_changed(book: Book) -> None:
    begun_anew(book)
    for n, said in enumerate(({"a/1": 1, "b/1": 5}, {"a/1": 2, "b/1": 5}, {"b/1": 6})):
        book.build(said, START + timedelta(days=n))
    told = "SELECT version, event, dimension, before, after FROM history_of('a/1')"
    assert book.rows(told) == [
        (1, "recorded", None, None, None),
        (2, "revised", "low", "1", "2"),
        (3, "withdrawn", None, None, None),
    ]
    assert book.rows("FROM history_of('c/1')") == []


def test_what_is_recorded_on_a_day_has_the_columns_of_a_claim(book: Book) -> None:
    names = [row[0] for row in book.rows("DESCRIBE FROM recorded_on('2026-01-01')")]
    assert names == list(tables()["claim"].columns)


WRONG = {
    "versions_in_order": [
        "UPDATE wrong SET version = 5 WHERE version = 2",
        "UPDATE wrong SET until = NULL WHERE version = 1",
        "UPDATE wrong SET recorded_at = NULL WHERE version = 2",
    ],
    "events_alternate": [
        "UPDATE wrong SET event = 'recorded' WHERE version = 2",
        "UPDATE wrong SET event = 'revised' WHERE version = 1",
        "UPDATE wrong SET content_sha256 = 'same'",
        "UPDATE wrong SET content_sha256 = 'other' WHERE event = 'withdrawn'",
    ],
    "what_stands_is_the_claim": [
        "DELETE FROM wrong WHERE claim_id = 'b/1'",
        "UPDATE wrong SET low = 9 WHERE claim_id = 'b/1'",
        "UPDATE wrong SET recorded_at = recorded_at + INTERVAL 1 DAY WHERE claim_id = 'b/1'",
        "UPDATE wrong SET event = 'revised' WHERE event = 'withdrawn'",
    ],
}


@pytest.mark.parametrize(
    ("name", "change"), [(name, change) for name, changes in WRONG.items() for change in changes]
)
def test_a_history_that_cannot_be_is_noticed(book: Book, name: str, change: str) -> None:
    begun_anew(book)
    for n, said in enumerate(({"a/1": 1, "b/1": 5}, {"a/1": 2, "b/1": 5}, {"b/1": 5})):
        book.build(said, START + timedelta(days=n))
    (query,) = (c.query for c in checks() if c.name == name)
    asked = f"WITH b AS (FROM wrong) SELECT * FROM ({query})"
    book.rows("CREATE OR REPLACE TABLE wrong AS FROM claim_version")
    assert not book.rows(asked)
    book.rows(change)
    assert book.rows(asked)
