"""muster sql: the published warehouse, read-only."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import json_option, older, opened, out_option
from pipelines.cli.refusals import damaged

if TYPE_CHECKING:
    import duckdb


def answer(connection: duckdb.DuckDBPyConnection, query: str, form: str, out: Path) -> bool:
    """Run one query and print what it gives; False where DuckDB refused it.

    Raises `ClickException` where it asks for what is not there and the warehouse is an older one.
    """
    import duckdb

    from pipelines.cli import output

    try:
        result = connection.execute(query)
        columns = [str(c[0]) for c in result.description or ()]
        rows = result.fetchall()
    except duckdb.Error as error:
        if damaged(error):
            raise
        named = isinstance(error, (duckdb.CatalogException, duckdb.BinderException))
        if named and (told := older(connection, out)):
            raise click.ClickException(told) from error
        click.echo(f"error: {error}", err=True)
        return False
    if form == "json":
        click.echo(output.as_json(columns, rows))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *rows])
    else:
        output.print_table(columns, rows)
    return True


@click.command("sql", short_help="Ask the published warehouse in SQL, read-only.")
@click.argument("query", required=False)
@out_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def command(query: str | None, out: Path, as_json: bool, as_csv: bool) -> None:
    """Run QUERY on the published warehouse; without one, read queries from standard input.

    Nothing can be written, attached or read beside the warehouse.
    """
    form = "json" if as_json else "csv" if as_csv else "table"
    with opened(out) as connection:
        if query is None and not sys.stdin.isatty():
            query = sys.stdin.read()
        if query is not None:
            sys.exit(0 if answer(connection, query, form, out) else 2)
        click.echo("Tables: SHOW TABLES. End with an empty line.", err=True)
        while line := click.prompt("muster", default="", show_default=False, prompt_suffix="> "):
            try:
                answer(connection, line, form, out)
            except click.ClickException as error:
                error.show()
