"""Runs a model on Spark over the Parquet files of its inputs and writes its result as one file of
Parquet: what warehouse/engine.py does in DuckDB.

Each run has a session of its own in the one Spark of the process, so that no view meets another.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from warehouse.engine import Inputs, inputs_of, select
from warehouse.model import Model, known_columns
from warehouse.schema import tables
from warehouse.spark.joined import join
from warehouse.spark.session import session
from warehouse.spark.translate import Script, Table, translate

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# As Parquet files of both engines and of pandas have them -> Spark's type.
_TYPES = {
    "string": "string", "large_string": "string", "int64": "bigint", "double": "double",
    "bool": "boolean", "date32[day]": "date", "timestamp[us]": "timestamp_ntz",
}  # fmt: skip


@cache
def script(model: Model) -> Script:
    """What to run for a model. Raises `Untranslatable` where it has no translation."""
    return translate(select(model), known_columns())


def run(model: Model, inputs: Inputs, output: Path) -> int:
    """Write the model's result to `output`; returns its rows.

    Raises `KeyError` where an input of the model is not given, and Spark's own error where the
    model and its inputs disagree.
    """
    given = inputs_of(model, inputs)
    spark = session().newSession()
    bind(spark, given)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as folder:
        parts, whole = Path(folder) / "parts", Path(folder) / output.name
        result(spark, script(model)).write.parquet(str(parts))
        rows = join(parts, tables()[model.name], whole)
        whole.replace(output)
    return rows


def bind(spark: SparkSession, inputs: Inputs) -> None:
    """Make each input readable as a view of its name: `claim`, or `catalog.claim` in one word."""
    for name, files in inputs.items():
        columns = ", ".join(
            f"`{field.name}` {_TYPES[str(field.type)]}" for field in pq.read_schema(files[0])
        )
        read = spark.read.schema(columns).parquet(*map(str, files))
        _view(read, name)


def _view(rows: DataFrame, name: str) -> None:
    rows.createOrReplaceTempView(f"`{name}`")


def result(spark: SparkSession, script: Script) -> DataFrame:
    """The rows of a script's query, after its tables have been made."""
    for table in script.tables:
        _view(_made(spark, table), table.name)
    return spark.sql(script.query)


def _made(spark: SparkSession, table: Table) -> DataFrame:
    """All rows of a table. They are kept: each reader would work them out anew."""
    rows = added = _kept(spark.sql(table.first), table.distinct)
    while table.more and not added.isEmpty():
        _view(added, table.added)
        more = spark.sql(table.more)
        added = _kept(more.subtract(rows) if table.distinct else more)
        rows = rows.unionAll(added)
    return rows


def _kept(rows: DataFrame, distinct: bool = False) -> DataFrame:
    return (rows.distinct() if distinct else rows).localCheckpoint()
