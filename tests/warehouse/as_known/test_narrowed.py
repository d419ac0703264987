"""What was there on a day: by a plain reading of each record's dates; nothing hangs loose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from warehouse.as_known.knowledge import Knowledge
from warehouse.as_known.narrowed import given, kept, narrow
from warehouse.declare import MACROS
from warehouse.engine import identifier

FEWER = settings(max_examples=max(1, settings().max_examples // 4))  # many records in each
Row = dict[str, Any]
Records = dict[str, list[Row]]
START = date(2025, 1, 1)
DAYS = 6  # few, so that days meet
AN_ANSWER = {"response": "agreed", "responded_on": "a day"}
NO_ANSWER = {"response": "unknown", "responded_on": None}


def day(n: int) -> date:
    return START + timedelta(days=n)


days = st.integers(0, DAYS - 1).map(day)
maybe = st.none() | days


def document(n: int, first: date, last: date | None) -> Row:
    return {
        "document_id": f"d{n}", "publisher_id": "paper", "published_first": first,
        "published_last": last,
    }  # fmt: skip


def claim(n: int, of: Row, as_of: date, derives: int | None = None, part: int | None = None) -> Row:
    return {
        "claim_id": f"c{n}", "document_id": of["document_id"], "claimant_id": "paper",
        "publisher_id": "paper", "published_first": of["published_first"],
        "published_last": of["published_last"], "as_of_last": as_of,
        "derives_from": None if derives is None else f"c{derives}",
        "link": None if derives is None else "stated",
        "part_of": None if part is None else f"c{part}", "recorded_at": datetime(2026, 1, 1),
    }  # fmt: skip


def demand(n: int, of: Row, last: date | None, responded: date | None) -> Row:
    answer = AN_ANSWER if responded else NO_ANSWER
    return {
        "demand_id": f"q{n}", "document_id": of["document_id"], "by_id": "paper",
        "demanded_last": last, "responded_first": responded, "responded_last": responded, **answer,
    }  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Records:
    """Documents with their claims, demands and events; links go to earlier claims."""
    documents = []
    for n in range(draw(st.integers(1, 6))):
        first, last = draw(days), draw(maybe)
        documents.append(document(n, first if last is None else min(first, last), last))
    of = st.sampled_from(documents)
    claims = [
        claim(n, draw(of), draw(days), *(draw(st.none() | st.integers(0, n - 1)) if n else None
                                         for _ in range(2)))
        for n in range(draw(st.integers(0, 8)))
    ]  # fmt: skip
    demands = [
        demand(n, draw(of), draw(maybe), draw(maybe)) for n in range(draw(st.integers(0, 5)))
    ]
    events = [
        {"event_id": f"e{n}", "document_id": draw(of)["document_id"], "date_last": draw(maybe)}
        for n in range(draw(st.integers(0, 3)))
    ]
    anchors = [
        {"anchor_id": c["claim_id"], "claim_id": c["claim_id"], "exact": "40 men"} for c in claims
    ]
    return {
        "source": [{"source_id": "paper"}], "document": documents, "claim": claims,
        "demand": demands, "event": events, "anchor": anchors,
    }  # fmt: skip


_opened: list[duckdb.DuckDBPyConnection] = []  # the tables, made once and filled for each example


@contextmanager
def narrowed(found: Records, asked: Knowledge) -> Iterator[duckdb.DuckDBPyConnection]:
    """The records in the tables of a warehouse, and what was there in a state of knowledge.

    Columns that play no part are null.
    """
    if not _opened:
        _opened.append(_tables())
    (connection,) = _opened
    for table, of_table in found.items():
        for row in of_table:
            columns, places = ", ".join(row), ", ".join("?" * len(row))
            connection.execute(
                f"INSERT INTO main.{table} ({columns}) VALUES ({places})", list(row.values())
            )
    try:
        narrow(connection, asked)
        yield connection
    finally:
        for table in found:
            connection.execute(f"DELETE FROM main.{table}")
        for made in given():
            connection.execute(f"DROP TABLE IF EXISTS {kept(made.name)}")


def _tables() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    for table in given():
        shape = ", ".join(f"{identifier(f.name)} {f.duckdb_type}" for f in table.fields)
        connection.execute(f"CREATE TABLE {identifier(table.name)} ({shape})")
    connection.execute((MACROS / "known_on.sql").read_text())
    # What was recorded is the macro's answer, whatever it is: here the simplest one.
    connection.execute(
        "CREATE MACRO recorded_on(t) AS TABLE FROM main.claim WHERE recorded_at <= t"
    )
    return connection


def rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    found = connection.execute(f"FROM {kept(table)} ORDER BY 1")
    names = [c[0] for c in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def ids(connection: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    return {row[f"{table}_id"] for row in rows(connection, table)}


def was_there(of: Row, last: date | None, on: date) -> bool:
    """A demand or an event: told of by then, and over by then."""
    if of["published_last"] is None:
        return (last or of["published_first"]) <= on
    return of["published_last"] <= on and (last is None or last <= on)


def by_a_plain_reading(found: Records, on: date) -> dict[str, set[str]]:
    """table -> ids of the records that were there."""
    documents = {d["document_id"]: d for d in found["document"]}
    there = {
        "claim": {
            c["claim_id"] for c in found["claim"]
            if (c["published_last"] or c["as_of_last"]) <= on
        }
    }  # fmt: skip
    for table, last in (("demand", "demanded_last"), ("event", "date_last")):
        there[table] = {
            r[f"{table}_id"] for r in found[table]
            if was_there(documents[r["document_id"]], r[last], on)
        }  # fmt: skip
    held, told = set(), set()
    for table, ids_there in there.items():
        held |= {r["document_id"] for r in found[table]}
        told |= {r["document_id"] for r in found[table] if r[f"{table}_id"] in ids_there}
    there["document"] = {
        i for i, d in documents.items()
        if i in told
        or (d["published_last"] is not None and d["published_last"] <= on)
        or (d["published_last"] is None and i not in held and d["published_first"] <= on)
    }  # fmt: skip
    return there


def assert_links_stand_where_both_ends_were_known(now: list[Row], before: list[Row]) -> None:
    was, known = {c["claim_id"]: c for c in before}, {c["claim_id"] for c in now}
    for row in now:
        for link in ("derives_from", "part_of"):
            target = was[row["claim_id"]][link]
            assert row[link] == (target if target in known else None)
        assert (row["link"] is None) == (row["derives_from"] is None)


def assert_later_answers_are_unknown(now: list[Row], before: list[Row], on: date) -> None:
    was = {q["demand_id"]: q for q in before}
    told = ("response", "responded_on", "responded_first", "responded_last")
    for row in now:
        then = was[row["demand_id"]]
        later = then["responded_last"] is not None and then["responded_last"] > on
        expected = ["unknown", None, None, None] if later else [then[c] for c in told]
        assert [row[c] for c in told] == expected


@FEWER
@drawn(records(), days, days)
def test_what_was_there_is_what_its_dates_say_and_stays_there(
    found: Records, one: date, other: date
) -> None:
    before: dict[str, set[str]] = {}
    for on in sorted((one, other)):
        expected = by_a_plain_reading(found, on)
        with narrowed(found, Knowledge(on)) as connection:
            there = {table: ids(connection, table) for table in expected}
            known = connection.execute("SELECT claim_id FROM known_on($on)", {"on": on}).fetchall()
            claims, demands = rows(connection, "claim"), rows(connection, "demand")
            assert ids(connection, "source") == {"paper"}
            assert {r["claim_id"] for r in rows(connection, "anchor")} == there["claim"]
        assert there == expected
        assert there["claim"] == {i for (i,) in known}
        assert_links_stand_where_both_ends_were_known(claims, found["claim"])
        assert_later_answers_are_unknown(demands, found["demand"], on)
        for table, earlier in before.items():
            assert earlier <= there[table]
        before = there


def test_what_was_recorded_is_what_the_macro_says() -> None:
    first = document(0, day(0), day(0))
    early, late = claim(0, first, day(0)), claim(1, first, day(0), derives=0)
    late["recorded_at"] = datetime(2026, 2, 1, 12)
    found: Records = {
        "source": [{"source_id": "paper"}],
        "document": [first],
        "claim": [early, late],
    }
    for moment, expected in (
        (datetime(2025, 12, 31), set()),
        (datetime(2026, 2, 1, 11, 59), {"c0"}),
        (datetime(2026, 2, 1, 12), {"c0", "c1"}),
    ):
        with narrowed(found, Knowledge(recorded_on=moment)) as connection:
            assert ids(connection, "claim") == expected
            assert ids(connection, "document") == {"d0"}


def test_public_and_recorded_can_be_asked_at_once() -> None:
    first, second = document(0, day(0), day(0)), document(1, day(3), day(3))
    early, late = claim(0, first, day(0)), claim(1, second, day(3))
    unrecorded = claim(2, first, day(0)) | {"recorded_at": datetime(2026, 3, 1)}
    found: Records = {
        "source": [{"source_id": "paper"}], "document": [first, second],
        "claim": [early, late, unrecorded],
    }  # fmt: skip
    with narrowed(found, Knowledge(day(1), datetime(2026, 2, 1))) as connection:
        assert ids(connection, "claim") == {"c0"}
        assert ids(connection, "document") == {"d0"}


@pytest.mark.parametrize(
    ("first", "last", "published"),
    [
        (day(0), day(0), "2025-01-01"),
        (day(0), day(2), "2025-01-01/2025-01-03"),
        (day(0), None, "2025-01-01/.."),
        (None, day(0), "../2025-01-01"),
    ],
)
def test_a_claim_recorded_in_a_document_that_is_gone_brings_what_is_left_of_it(
    first: date | None, last: date | None, published: str
) -> None:
    gone = {
        "document_id": "gone", "publisher_id": "paper", "published_first": first,
        "published_last": last,
    }  # fmt: skip
    orphans = [claim(n, gone, day(0)) for n in range(2)]
    found: Records = {"source": [{"source_id": "paper"}], "claim": orphans}
    with narrowed(found, Knowledge(recorded_on=datetime(2026, 2, 1))) as connection:
        assert ids(connection, "claim") == {"c0", "c1"}
        (left,) = rows(connection, "document")
    assert (left["document_id"], left["published"]) == ("gone", published)


def test_a_state_of_knowledge_has_a_name_of_its_own_and_words() -> None:
    on, moment = date(2025, 6, 1), datetime(2026, 11, 26, 10, 15)
    states = [Knowledge(), Knowledge(on), Knowledge(None, moment), Knowledge(on, moment)]
    assert [s.is_limited for s in states] == [False, True, True, True]
    assert len({s.name for s in states}) == len(states)
    assert str(states[1]) == "public by 2025-06-01"
    assert str(states[3]) == "public by 2025-06-01 and recorded by 2026-11-26 10:15:00 UTC"
