"""muster sql: the published warehouse, asked and never changed.

What may be asked, and of what, is decided in warehouse.reading.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import json_option, older, opened, out_option
from pipelines.cli.refusals import damaged

if TYPE_CHECKING:
    import duckdb

ONLY_ASKS = (
    "this does more than ask; expected SELECT, FROM, WITH, PIVOT, DESCRIBE, SHOW, SUMMARIZE, "
    "PRAGMA or EXPLAIN of one of them"
)
PATIENCE = 300
"""Seconds of a query, for scripts that nobody watches; whoever waits at a terminal has Ctrl-C."""
GRACE = 10
"""Seconds within which an interrupted query has to end; after them it takes its process along."""
Answer = tuple[list[str], list[tuple[object, ...]]]


class Stopped(Exception):  # noqa: N818 - a limit of the call, not an error of ours
    """A query took longer than was allowed."""


def in_time(connection: duckdb.DuckDBPyConnection, query: str, seconds: int) -> Answer:
    """Columns and rows of a query. Raises `Stopped` after some seconds (0: never), DuckDB's errors.

    It runs in a thread of its own: while DuckDB works in the thread that hears Ctrl-C, the key can
    go unheard for good, where it was first pressed before DuckDB was loaded.
    """
    done: list[Answer | BaseException] = []
    finished = threading.Event()

    def run() -> None:
        try:
            found = connection.execute(query)
            done.append(([str(c[0]) for c in found.description or ()], found.fetchall()))
        except BaseException as error:  # handed to the thread that waits
            done.append(error)
        finished.set()

    threading.Thread(target=run, daemon=True).start()
    in_good_time = False
    try:
        in_good_time = finished.wait(seconds or None)
    finally:
        if not finished.is_set():
            connection.interrupt()
            if not finished.wait(GRACE):
                click.echo("error: the query heeds no interruption; ended with it", err=True)
                os._exit(2)
    if not in_good_time:
        raise Stopped
    (outcome,) = done
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def answer(
    connection: duckdb.DuckDBPyConnection, query: str, form: str, out: Path, seconds: int = PATIENCE
) -> bool:
    """Run one query and print what it gives; False where it was refused, or went too far.

    Raises `ClickException` where it asks for what is not there and the warehouse is an older one,
    and DuckDB's error where the file is damaged.
    """
    import duckdb

    from pipelines.cli import output
    from warehouse.reading import may_ask, within_memory

    try:
        if not may_ask(connection, query):
            click.echo(f"error: {ONLY_ASKS}", err=True)
            return False
        with within_memory():
            columns, rows = in_time(connection, query, seconds)
    except Stopped:
        click.echo(f"error: stopped after {seconds} s (--seconds allows more)", err=True)
        return False
    except MemoryError:
        click.echo("error: the answer does not fit into memory", err=True)
        return False
    except duckdb.Error as error:
        if damaged(error):
            raise
        named = isinstance(error, (duckdb.CatalogException, duckdb.BinderException))
        if named and (told := older(connection, out)):
            raise click.ClickException(told) from error
        for line in str(error).splitlines():
            click.echo(output.plain(f"error: {line}"), err=True)
        return False
    if form == "json":
        click.echo(output.as_json(columns, rows))
    elif form != "table":
        click.echo(output.as_csv(columns, rows, exact=form == "exact"), nl=False)
    else:
        output.print_table(columns, rows)
    return True


@click.command("sql", short_help="Ask the published warehouse in SQL, read-only.")
@click.argument("query", required=False)
@out_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, safe to open as a spreadsheet.")
@click.option("--exact", is_flag=True, help="With --csv: mark no text that looks like a formula.")
@click.option(
    "--seconds",
    type=click.IntRange(0),
    default=PATIENCE,
    show_default=True,
    help="Stop a query after so many seconds; 0: never.",
)
def command(
    query: str | None, out: Path, as_json: bool, as_csv: bool, exact: bool, seconds: int
) -> None:
    """Run QUERY on the published warehouse; without one, read queries from standard input.

    Nothing can be written, attached or read beside the warehouse. In CSV a text that begins as a
    formula does (=, +, -, @) gets an apostrophe before it; --exact and --json leave it as it is.
    """
    if exact and not as_csv:
        raise click.UsageError("--exact goes with --csv")
    form = "json" if as_json else "exact" if exact else "csv" if as_csv else "table"
    with opened(out) as connection:
        if query is None and not sys.stdin.isatty():
            query = sys.stdin.read()
        if query is not None:
            sys.exit(0 if answer(connection, query, form, out, seconds) else 2)
        click.echo("Tables: SHOW TABLES. End with an empty line.", err=True)
        while line := click.prompt("muster", default="", show_default=False, prompt_suffix="> "):
            try:
                answer(connection, line, form, out, seconds)
            except click.ClickException as error:
                error.show()
