"""CSV and Parquet give back what the table has, value for value, whatever the words are."""

from __future__ import annotations

import csv
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.declare import create_table
from warehouse.export.data import Data, write_data
from warehouse.export.files import write_json
from warehouse.export.table_schema import table_schema
from warehouse.schema import Field, Table

COLUMNS = (
    Field("id", "integer", "", {"required": True}),
    Field("words", "string", "", {"required": True}),
    Field("note", "string", ""),
    Field("high", "integer", ""),
    Field("ratio", "number", ""),
    Field("hedged", "boolean", ""),
    Field("day", "date", ""),
    Field("at", "datetime", ""),
)
TABLE = Table("thing", "claims", "Things.", COLUMNS, ("id",))
# No NUL: Python's csv does not read it. No lone surrogates: a published text is UTF-8.
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
HOSTILE = st.sampled_from(
    ["", "\\N", "\\NN", '"', '""', "a,b", "x\ny", "x\r\ny", "\r", "=1+1", " ", "NULL", "nan", "' '"]
)
TEXTS = st.one_of(WORDS, HOSTILE)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
ROWS = st.lists(
    st.tuples(
        TEXTS, st.none() | TEXTS, st.none() | NUMBERS,
        st.none() | st.floats(allow_nan=False, allow_infinity=False), st.none() | st.booleans(),
        st.none() | st.dates(),
        st.none() | st.datetimes(datetime(1700, 1, 1), datetime(2200, 1, 1)),
    ),
    max_size=6,
)  # fmt: skip
MADE = duckdb.connect(":memory:made")


def written(rows: list[tuple[Any, ...]], root: Path) -> Data:
    """Write rows, numbered from 0, as the table of COLUMNS."""
    with duckdb.connect(":memory:made") as connection:  # one for all examples, while MADE is open
        connection.execute("DROP TABLE IF EXISTS thing")
        connection.execute(create_table(TABLE))
        for n, row in enumerate(rows):
            connection.execute(f"INSERT INTO thing VALUES (?{', ?' * len(row)})", [n, *row])
        return write_data(connection, TABLE, root)


def read_as_described(data: Data, root: Path) -> list[tuple[Any, ...]]:
    """The CSV as a program reads it that knows the schema and nothing else."""
    as_written = {
        "integer": int, "number": float, "boolean": {"true": True, "false": False}.__getitem__,
        "string": str, "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
    }  # fmt: skip
    fields = table_schema(data)["fields"]

    def value(field: dict[str, Any], cell: str) -> Any:
        return None if cell in field["missingValues"] else as_written[field["type"]](cell)

    with (root / data.csv.path).open(encoding="utf-8", newline="") as stream:
        header, *lines = list(csv.reader(stream))
    assert header == [f["name"] for f in fields]
    return [tuple(map(value, fields, line)) for line in lines]


def as_utc(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of ROWS whose last value says that it is UTC."""
    return (*row[:-1], row[-1] and row[-1].replace(tzinfo=UTC))


@given(ROWS)
def test_csv_and_parquet_give_back_the_table(rows: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        data = written(rows, root)
        expected = [(n, *as_utc(row)) for n, row in enumerate(rows)]
        assert read_as_described(data, root) == expected
        found = pq.read_table(root / data.parquet.path)
        assert [tuple(record.values()) for record in found.to_pylist()] == expected
        assert [f.nullable for f in found.schema] == [not f.required for f in COLUMNS]


def test_duckdb_tells_null_from_an_empty_text_by_the_quotes(tmp_path: Path) -> None:
    rows = [("", None, None, None, None, None, None), ("a", "b", 1, 0.5, True, None, None)]
    data = written(rows, tmp_path)
    found = duckdb.sql(
        f"SELECT * FROM read_csv('{tmp_path / data.csv.path}', allow_quoted_nulls = false)"
    ).fetchall()
    assert found == [(n, *row) for n, row in enumerate(rows)]


def test_frictionless_reads_null_and_empty_text_apart(tmp_path: Path) -> None:
    rows = [
        ("", None, 2**62 + 1, 0.5, True, date(2026, 1, 1), datetime(2026, 1, 1, 2, 3, 4, 5)),
        ("=1\n+\"1\"", "", None, None, None, None, None),
    ]  # fmt: skip
    data = written(rows, tmp_path)
    assert data.nulls == {"note": "\\N"}
    write_json(tmp_path / "schema.json", table_schema(data))
    resource = frictionless.Resource.from_descriptor(
        {"name": "thing", "path": data.csv.path, "schema": "schema.json"}, basepath=str(tmp_path)
    )
    found = [tuple(row.to_list()) for row in resource.read_rows()]
    assert found == [(0, *as_utc(rows[0])), (1, *rows[1])]


def test_a_column_without_empty_texts_leaves_null_empty(tmp_path: Path) -> None:
    row = ("a", None, None, None, None, None, None)
    data = written([row], tmp_path)
    assert not data.nulls
    assert (tmp_path / data.csv.path).read_text().splitlines()[1] == '0,"a",,,,,,'


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_size_and_hash_are_those_of_the_file(kind: str, tmp_path: Path) -> None:
    import hashlib

    file = getattr(written([], tmp_path), kind)
    content = (tmp_path / file.path).read_bytes()
    assert (file.bytes, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
