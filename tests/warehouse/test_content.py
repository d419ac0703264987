"""The hash of a table: it tells what the table holds, and nothing of how or when it was made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.content import content_of, hashed
from warehouse.schema import Field, Table, tables

TABLE = Table(
    "t", "tests", "A table.",
    (
        Field("k", "string", "The key."), Field("n", "integer", "A number."),
        Field("x", "number", "A fraction."), Field("recorded_at", "datetime", "A time."),
    ),
    ("k",),
)  # fmt: skip
ROWS = st.lists(
    st.tuples(
        st.text(st.characters(codec="utf-8", exclude_characters="\0")),
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.floats(allow_nan=False),
    ),
    unique_by=lambda row: row[0],
    max_size=8,
)
ONE = ("a", 1, 0.5)
CONNECTION = duckdb.connect(":memory:", config={"threads": 1})  # begun once: the tests are many


def content(rows: list[tuple[Any, ...]], at: int = 1, table: Table = TABLE) -> tuple[int, str]:
    """Rows and hash of a table with these rows, in this order, recorded on a day."""
    names = ", ".join(f"{f.name} {f.duckdb_type}" for f in table.fields)
    CONNECTION.execute(f"CREATE OR REPLACE TABLE t ({names})")
    for row in rows:
        CONNECTION.execute("INSERT INTO t VALUES (?, ?, ?, ?)", [*row, datetime(2026, 1, at)])
    found = CONNECTION.execute(content_of(table)).fetchone()
    assert found is not None
    assert found[0] == "t"
    return found[1:]


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_time_of_recording_do_not_matter(
    rows: list[tuple[Any, ...]], random: Any
) -> None:
    other = random.sample(rows, len(rows))
    assert content(rows) == content(other, at=2)
    assert content(rows)[0] == len(rows)


@given(ROWS, ROWS)
def test_other_rows_have_another_hash(
    some: list[tuple[Any, ...]], others: list[tuple[Any, ...]]
) -> None:
    same = sorted(map(repr, some)) == sorted(map(repr, others))
    assert (content(some)[1] == content(others)[1]) == same


@pytest.mark.parametrize(
    "other",
    [("a", None, 0.5), ("a", 1, None), ("", 1, 0.5), ("a,1", 1, 0.5), ("a", 1, 0.5000000000000001)],
)
def test_a_single_value_shows(other: tuple[Any, ...]) -> None:
    assert content([ONE])[1] != content([other])[1]


def test_a_column_of_another_name_shows() -> None:
    renamed = Table("t", "tests", "A table.", (TABLE.fields[0], Field("m", "integer", ""),
                    *TABLE.fields[2:]), ("k",))  # fmt: skip
    assert content([ONE])[1] != content([ONE], table=renamed)[1]


def test_a_table_of_builds_has_no_hash() -> None:
    assert set(tables()) - set(hashed()) >= {"build", "content"}
    assert {"claim", "bound", "check_result"} <= set(hashed())
