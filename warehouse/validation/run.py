"""Runs the checks: over the Parquet files of single tables, or over a whole built file (the gate).

All of it happens in one in-memory DuckDB per process, through one Great Expectations context that
writes no file, sends nothing and shows no progress bar.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.engine import identifier, quoted
from warehouse.schema import tables
from warehouse.validation.check import Check, Result
from warehouse.validation.later import import_later, left_out
from warehouse.validation.suites import checks_for, suite

if TYPE_CHECKING:
    import duckdb
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource

WRITTEN_BY_PUBLISHING = frozenset({"build", "change", "check_result", "content"})
CHECKED = "checked_now"  # the view under which Great Expectations sees a table, whichever it is
_one_at_a_time = threading.RLock()  # the views of two validations must not mix


@cache
def _datasource() -> SQLDatasource:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import_later(("scipy.stats", "altair"))
    # Checks are made in DuckDB, whatever ran the models. Spark's client of other servers, which
    # Great Expectations would import too, ends processes that began without a file.
    with left_out("pyspark"), left_out("pyspark.sql.connect"):
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig

        from warehouse.validation.dialect import register

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context.data_sources.add_sql("muster", connection_string=register())


@cache
def _suite(checks: tuple[Check, ...]) -> ExpectationSuite:
    return suite(checks[0].table, checks)


@cache
def _whole() -> BatchDefinition[Any]:
    # One for all tables: with each that is added the whole context is written out again.
    asset = _datasource().add_table_asset(CHECKED, table_name=CHECKED)
    return asset.add_batch_definition_whole_table("whole")


@contextmanager
def _views(statements: Mapping[str, str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """The shared connection with a view for each name, until the block ends."""
    from warehouse.validation.dialect import shared_connection

    with _one_at_a_time:
        connection = shared_connection()
        for name, source in statements.items():
            connection.execute(f"CREATE OR REPLACE VIEW {identifier(name)} AS FROM {source}")
        try:
            yield connection
        finally:
            for name in statements:
                connection.execute(f"DROP VIEW IF EXISTS {identifier(name)}")


def _reason(found: ExpectationValidationResult) -> str:
    """Why an expectation could not be evaluated, in one line."""
    info: dict[str, Any] = found.exception_info or {}
    infos = [info] if "exception_message" in info else list(info.values())
    told = [str(i.get("exception_message")) for i in infos if isinstance(i, dict)]
    return f"could not be checked: {' '.join(told[0].split()) if told else 'unknown reason'}"


def _result(check: Check, found: ExpectationValidationResult, n_rows: int) -> Result:
    n_failing = found.result.get("observed_value")
    if n_failing is None:
        return Result(check.name, check.table, check.severity, False, 0, [], n_rows, _reason(found))
    rows = found.result.get("details", {}).get("unexpected_rows", [])
    problems = Counter(str(row["problem"]) for row in rows)
    ids = [[v for k, v in row.items() if k not in ("problem", "n_failing")] for row in rows]
    return Result(
        check.name, check.table, check.severity, bool(found.success), int(n_failing),
        [_plain(i[0] if len(i) == 1 else i) for i in ids], n_rows,
        "; ".join(problem for problem, _ in problems.most_common(5)),
    )  # fmt: skip


def _plain(value: object) -> object:
    """An id as JSON can hold it."""
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, str | int) else str(value)


def _run(
    table: str, checks: tuple[Check, ...], connection: duckdb.DuckDBPyConnection
) -> list[Result]:
    (n_rows,) = connection.execute(f"SELECT count(*) FROM {identifier(table)}").fetchall()[0]
    connection.execute(f"CREATE OR REPLACE VIEW {CHECKED} AS FROM {identifier(table)}")
    found = _whole().get_batch().validate(_suite(checks), result_format="COMPLETE")
    names = [r.expectation_config and r.expectation_config.meta for r in found.results]
    by_name = {told["check"]: r for told, r in zip(names, found.results, strict=True) if told}
    return [_result(check, by_name[check.name], n_rows) for check in checks]


def validate(table: str, files: Mapping[str, Sequence[Path]]) -> list[Result]:
    """Check one table over the Parquet files of it and of the tables that its checks read.

    A check that reads a table for which `files` has nothing is left out: it cannot be made yet,
    and the gate makes it. Raises `KeyError` where the table itself is not given.
    """
    if table not in files:
        raise KeyError(f"no file of the table {table}")
    checks = tuple(c for c in checks_for(table) if files.keys() >= set(c.tables_needed))
    needed = dict.fromkeys(name for c in checks for name in c.tables_needed)
    views = {
        name: f"read_parquet([{', '.join(quoted(str(f)) for f in files[name])}])" for name in needed
    }
    with _views(views) as connection:
        return _run(table, checks, connection)


def validate_file(path: Path) -> list[Result]:
    """The gate: every check over every table of a built DuckDB file, which nobody may be writing.

    Raises DuckDB's `CatalogException` where the file lacks a table.
    """
    names = [name for name in tables() if name not in WRITTEN_BY_PUBLISHING]
    from warehouse.validation.dialect import shared_connection

    with _one_at_a_time:
        shared_connection().execute(f"ATTACH {quoted(str(path))} AS built (READ_ONLY)")
        try:
            with _views({name: f"built.main.{identifier(name)}" for name in names}) as connection:
                return [r for name in names for r in _run(name, checks_for(name), connection)]
        finally:
            shared_connection().execute("DETACH built")
