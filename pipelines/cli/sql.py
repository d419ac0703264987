"""muster sql: the published warehouse, asked and never changed.

What may be asked, and of what, is decided in warehouse.reading.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import json_option, out_option, published

if TYPE_CHECKING:
    import duckdb

ONLY_ASKS = (
    "this does more than ask; expected SELECT, FROM, WITH, PIVOT, DESCRIBE, SHOW, SUMMARIZE, "
    "PRAGMA or EXPLAIN of one of them"
)
PATIENCE = 300
"""Seconds of a query, for scripts that nobody watches; whoever waits at a terminal has Ctrl-C."""
GRACE = 10
"""Seconds after which a query that heeds no interruption takes its process along."""


@contextmanager
def limited(connection: duckdb.DuckDBPyConnection, seconds: int) -> Iterator[None]:
    """Interrupts what runs on the connection after some seconds; 0 leaves it alone."""
    if not seconds:
        yield
        return
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    last_resort = threading.current_thread() is threading.main_thread() and hasattr(signal, "alarm")
    if last_resort:
        signal.alarm(seconds + GRACE)
    try:
        yield
    finally:
        timer.cancel()
        if last_resort:
            signal.alarm(0)


def answer(
    connection: duckdb.DuckDBPyConnection, query: str, form: str, seconds: int = PATIENCE
) -> bool:
    """Run one query and print what it gives; False where it was refused, or went too far."""
    import duckdb

    from pipelines.cli import output
    from warehouse.reading import may_ask, within_memory

    try:
        if not may_ask(connection, query):
            click.echo(f"error: {ONLY_ASKS}", err=True)
            return False
        with limited(connection, seconds), within_memory():
            result = connection.execute(query)
            columns = [str(c[0]) for c in result.description or ()]
            rows = result.fetchall()
    except duckdb.InterruptException:
        click.echo(f"error: stopped after {seconds} s (--seconds allows more)", err=True)
        return False
    except MemoryError:
        click.echo("error: the answer does not fit into memory", err=True)
        return False
    except (duckdb.Error, RuntimeError) as error:
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
    with published(out) as connection:
        if query is None and not sys.stdin.isatty():
            query = sys.stdin.read()
        if query is not None:
            sys.exit(0 if answer(connection, query, form, seconds) else 2)
        click.echo("Tables: SHOW TABLES. End with an empty line.", err=True)
        while line := click.prompt("muster", default="", show_default=False, prompt_suffix="> "):
            answer(connection, line, form, seconds)
