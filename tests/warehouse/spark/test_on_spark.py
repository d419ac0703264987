"""The models on a real Spark, in a JVM of this machine: its tables are those of DuckDB, row by row.

In one file, so that one process and one JVM run all of it.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import category

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import MappingSchema

from pipelines.cli import main
from tests.engines import installed, program
from tests.warehouse.spark.compared import differences
from tests.warehouse.spark.many import Files, frames_of, many
from warehouse.engines import named
from warehouse.model import models
from warehouse.schema import DUCKDB_TYPES

installed("pyspark")
program("java")

# Most of what a short-lived JVM does is to compile.
os.environ["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
os.environ["PYSPARK_SUBMIT_ARGS"] = "--conf spark.sql.codegen.cache.maxEntries=5000 pyspark-shell"
SPARK = named("spark")


@pytest.fixture(scope="module")
def real(catalog_once: Path) -> Files:
    """What the models read and made of the catalog of the repository."""
    assets = catalog_once / "assets"
    return frames_of(assets) | {name: [assets / f"{name}.parquet"] for name in models()}


@pytest.fixture(scope="module")
def large(catalog_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The same of a hundred thousand claims."""
    return many(catalog_once / "assets", tmp_path_factory.mktemp("many"))


@pytest.mark.parametrize("world", ["real", "large"])
@pytest.mark.parametrize("name", models())
def test_spark_makes_the_table_that_duckdb_makes(
    name: str, world: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    files: Files = request.getfixturevalue(world)
    made = tmp_path / f"{name}.parquet"
    rows = SPARK.run(models()[name], files, made)
    assert differences(files[name][0], made) == {}
    assert rows == pq.read_metadata(made).num_rows
    assert list(tmp_path.iterdir()) == [made]


# What rules say anew, and what is taken to be the same, over the columns of `t`.
OF_ONE_ROW = (
    "s || '-' || n || '-' || b || '-' || d", "concat(s, '/', n, '/', d)",
    "format('{} of {:,}{{}} {:,}', s, n, m)", "format('{:,}', n - m)", "s[1]", "s[3:]",
    "upper(s[1]) || s[2:]", "left(s, 2)", "n / nullif(m, 0)", "-n * 2 + 1",
    "round(x, 2)", "round(x, 0)", "round(n / nullif(m, 0), 3)",
    "date_diff('day', d, e)", "greatest(n, m, 0)", "least(n, m)",
    "sha256(CAST(json_object('s', s, 'n', n, 'b', b) AS VARCHAR))",
    "CAST(json_object('s', s, 'n', n, 'none', NULL, 'b', b) AS VARCHAR)",
    "list_has_all(string_split(s, ','), string_split(r, ','))",
    "list_contains(string_split(s, ','), r)", "s IS DISTINCT FROM r", "s < r", "s IN (r, 'a')",
    "n NOT IN (m, 3)", "coalesce(s, r, '')", "nullif(s, r)", "n BETWEEN m AND 5",
    "CASE WHEN b THEN s WHEN n > 0 THEN r END", "d < e", "DATE '0001-01-01' < d",
    "CAST(n AS VARCHAR)",
    "row_number() OVER (ORDER BY s DESC, n, id)",
    "row_number() OVER (PARTITION BY b ORDER BY x, id)",
    "lead(s) OVER (PARTITION BY b ORDER BY d, id)", "(SELECT max(m) FROM t AS u WHERE u.s = t.s)",
)  # fmt: skip
OF_MANY_ROWS = (
    "count(*)", "count(s)", "count(DISTINCT s)", "count(*) FILTER (b)", "sum(n)", "median(n)",
    "min(s)", "max(d)", "max(x)", "string_agg(s, ', ' ORDER BY s, r)",
    "string_agg(r, ',' ORDER BY n DESC, r) FILTER (b)", "min((n, r))[2]", "max((n, r))[1]",
    "max((n, r))[2]", "min_by(s, (n, id))", "max_by(s, (n, id))", "max_by(s, (n, id)) FILTER (b)",
    "min_by(id, (d, id))", "arg_max(s, id)", "max(n) FILTER (NOT b)",
)  # fmt: skip
COLUMNS = {
    "id": "integer", "g": "integer", "s": "string", "r": "string", "n": "integer", "m": "integer",
    "x": "number", "b": "boolean", "d": "date", "e": "date",
}  # fmt: skip
ARROW = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
    "date": pa.date32(),
}  # fmt: skip
SCHEMA = MappingSchema(
    {"main": {"t": {name: DUCKDB_TYPES[kind] for name, kind in COLUMNS.items()}}}, dialect="duckdb"
)

# Small letters that have no capital of one letter ("ß") are left out: each engine has its own.
_letters = st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\0").filter(
    lambda letter: (
        category(letter) != "Ll" or (letter.upper() != letter and len(letter.upper()) == 1)
    )
)
_words = st.one_of(
    st.none(), st.sampled_from(["", "a", "a,b", ",", "b,a", "ab", "“é”", "a\\n'\"{}"]),
    st.text(_letters, max_size=6),
)  # fmt: skip
_numbers = st.one_of(st.none(), st.integers(-5, 5), st.integers(-(10**12), 10**12))
_fractions = st.one_of(
    st.none(), st.integers(-(10**6), 10**6).map(lambda n: n / 1000), st.floats(-1e9, 1e9)
)
_days = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))
_rows = st.lists(
    st.tuples(
        st.integers(0, 3), _words, _words, _numbers, _numbers, _fractions,
        st.sampled_from([None, True, False]), _days, _days,
    ),
    min_size=5, max_size=40,
)  # fmt: skip


def _on_both(query: str, table: pa.Table, file: Path) -> tuple[list[Any], list[Any]]:
    """The rows of a query of DuckDB's dialect over the table `t`, in DuckDB and in Spark."""
    from warehouse.spark.run import bind, result
    from warehouse.spark.session import session
    from warehouse.spark.translate import translate

    pq.write_table(table, file)
    spark = session().newSession()
    bind(spark, {"t": [file]})
    theirs = [tuple(row) for row in result(spark, translate(query, SCHEMA)).collect()]
    with duckdb.connect() as connection:
        connection.register("t", table)
        ours = connection.execute(query).fetchall()
    return sorted(ours, key=repr), sorted(theirs, key=repr)


@settings(max_examples=3)
@given(rows=_rows)
def test_every_piece_means_the_same_on_any_rows(
    rows: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    numbered = [(n, *row) for n, row in enumerate(rows)]
    table = pa.table(
        {
            name: pa.array([row[n] for row in numbered], ARROW[kind])
            for n, (name, kind) in enumerate(COLUMNS.items())
        }
    )
    file = tmp_path_factory.mktemp("rows") / "t.parquet"
    for key, expressions in (("id", OF_ONE_ROW), ("g", OF_MANY_ROWS)):
        selected = ", ".join(f"{e} AS c{n}" for n, e in enumerate(expressions))
        grouped = "" if key == "id" else "GROUP BY g"
        ours, theirs = _on_both(f"SELECT {key}, {selected} FROM t {grouped}", table, file)
        for mine, its in zip(ours, theirs, strict=True):
            names = ("", *expressions)
            assert dict(zip(names, mine, strict=True)) == dict(zip(names, its, strict=True))


def test_recursion_goes_as_deep_as_the_chain_is_long_and_ends_in_a_circle(tmp_path: Path) -> None:
    deep = 12  # rounds, of which each is a query
    table = pa.table({"n": list(range(deep)), "m": [*range(1, deep), 0]})
    ours, theirs = _on_both(
        "WITH RECURSIVE up AS (SELECT n, m FROM t WHERE n = 0 UNION "
        "SELECT u.n, t.m FROM up AS u JOIN t ON t.n = u.m) SELECT n, m FROM up",
        table, tmp_path / "t.parquet",
    )  # fmt: skip
    assert ours == theirs
    assert len(ours) == deep


def test_work_is_shared_out_in_order_and_any_error_comes_back() -> None:
    assert list(SPARK.spread(lambda part: part * 2, [3, 1, 2])) == [6, 2, 4]
    assert list(SPARK.spread(abs, [])) == []

    def fail(part: int) -> int:
        if part == 1:
            raise LookupError(f"no {part}")
        return part

    with pytest.raises(LookupError, match="no 1"):
        list(SPARK.spread(fail, [0, 1, 2]))


def test_an_error_that_cannot_be_sent_is_told_of() -> None:
    def fail(part: int) -> int:
        class Unsendable(Exception):  # noqa: N818
            def __init__(self) -> None:
                super().__init__("what happened")
                self.held = (n for n in ())

        raise Unsendable

    with pytest.raises(RuntimeError, match="what happened"):
        list(SPARK.spread(fail, [0]))


def test_a_build_with_spark_publishes_what_a_build_without_publishes(
    built_once: Path, tmp_path: Path, forgetful: None
) -> None:
    command = ["build", "--offline", "--engine", "spark", "--catalog", str(built_once / "catalog"),
               "--out", str(tmp_path)]  # fmt: skip
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    with duckdb.connect() as connection:
        for name, path in {"ours": built_once / "out", "theirs": tmp_path}.items():
            connection.execute(f"ATTACH '{path / 'muster.duckdb'}' AS {name} (READ_ONLY)")
        told = "COLUMNS(lambda c: c NOT IN ('recorded_at', 'until', 'build_id'))"  # of the moment
        for table in set(models()) | {"check_result"}:
            a, b = (f"SELECT {told} FROM {side}" for side in (f"ours.{table}", f"theirs.{table}"))
            for query in (f"{a} EXCEPT ALL {b}", f"{b} EXCEPT ALL {a}"):
                assert connection.execute(query).fetchall() == [], table
        (made,) = connection.execute("SELECT versions FROM theirs.build").fetchall()[0]
        (other,) = connection.execute("SELECT versions FROM ours.build").fetchall()[0]
    assert "pyspark" in str(made)
    assert "pyspark" not in str(other)
