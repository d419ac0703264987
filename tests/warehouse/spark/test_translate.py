"""What has a translation and what has none; no Spark is needed to ask."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlglot import MappingSchema

from warehouse.engine import select
from warehouse.model import known_columns, models
from warehouse.spark.errors import Untranslatable
from warehouse.spark.translate import translate

SCHEMA = MappingSchema(
    {"main": {"t": {"s": "VARCHAR", "n": "BIGINT", "x": "DOUBLE", "d": "DATE"}},
     "catalog": {"t": {"n": "BIGINT"}}},
    dialect="duckdb",
)  # fmt: skip


@pytest.mark.parametrize("name", models())
def test_every_model_has_a_translation(name: str) -> None:
    assert translate(select(models()[name]), known_columns()).query


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("SELECT regexp_extract(s, 'a') AS y FROM t", "nobody has compared RegexpExtract"),
        ("SELECT frobnicate(s) AS y FROM t", "nobody has compared this function"),
        ("SELECT format('{:>8}', n) AS y FROM t", "only {} and {:,} are known"),
        ("SELECT format('{:,}', x) AS y FROM t", "{:,} is known of whole numbers"),
        ("SELECT x || s AS y FROM t", "only words, whole numbers"),
        ("SELECT CAST(x AS VARCHAR) AS y FROM t", "only words, whole numbers"),
        ("SELECT concat(s, x) AS y FROM t", "only words, whole numbers"),
        ("SELECT sum(x) AS y FROM t", "sums are known of whole numbers"),
        ("SELECT median(x) AS y FROM t", "medians are known of whole numbers"),
        ("SELECT round(n, 2) AS y FROM t", "rounding is known of fractions"),
        ("SELECT string_agg(s, ',') AS y FROM t", "without an order it could be any"),
        ("SELECT string_split(s, s) AS y FROM t", "the separator is no literal"),
        ("SELECT date_diff('month', d, d) AS y FROM t", "only days are known"),
        ("SELECT s[-1] AS y FROM t", r"only \[n\] and \[n:\] are known"),
        ("SELECT s[1:2] AS y FROM t", r"only \[n\] and \[n:\] are known"),
        ("SELECT CAST(json_object('x', x) AS VARCHAR) AS y FROM t", "in JSON only"),
        (
            "WITH RECURSIVE a AS (SELECT n FROM t UNION ALL "
            "SELECT p.n FROM a AS p JOIN a AS q ON p.n = q.n) SELECT n FROM a",
            "recursion has the form",
        ),
    ],
)  # fmt: skip
def test_what_could_differ_in_silence_is_an_error(sql: str, why: str) -> None:
    with pytest.raises(Untranslatable, match=why.replace("{", r"\{")):
        translate(sql, SCHEMA)


def test_a_frame_of_an_asset_is_a_view_whose_name_has_a_dot() -> None:
    script = translate("SELECT a.n FROM t AS a JOIN catalog.t AS b ON a.n = b.n", SCHEMA)
    assert "FROM `t` AS `a` JOIN `catalog.t` AS `b`" in script.query


def test_a_recursive_table_is_made_before_the_query_that_reads_it() -> None:
    script = translate(
        "WITH RECURSIVE few AS (SELECT n FROM t), up AS ("
        "SELECT n FROM few UNION SELECT u.n + 1 AS n FROM up AS u JOIN few AS f ON f.n > u.n"
        ") SELECT max(n) AS n FROM up",
        SCHEMA,
    )
    few, up = script.tables
    assert (few.name, few.more) == ("made.few", None)
    assert (up.name, up.added, up.distinct) == ("made.up", "made.up.added", True)
    assert up.more is not None
    assert "FROM `made.up.added` AS `u` JOIN `made.few` AS `f`" in up.more
    assert "WITH" not in script.query
    assert "FROM `made.up`" in script.query


NOTHING = """
import sys
from pathlib import Path
from pipelines.build import build
from pipelines.project import definitions
from pipelines.settings import Settings
definitions(Settings(Path(sys.argv[1]), Path(sys.argv[2])))
known = [name for name in sys.modules if name.startswith(("pyspark", "py4j", "warehouse.spark"))]
assert known == [], known
"""


def test_the_default_path_knows_nothing_of_spark(tmp_path: Path) -> None:
    small = Path(__file__).parents[2] / "pipelines" / "catalog"
    subprocess.run(
        [sys.executable, "-c", NOTHING, str(small), str(tmp_path)], check=True, timeout=120
    )
