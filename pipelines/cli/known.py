"""--known-on and --recorded-on: the warehouse as it was known, and a line that says which it is.

How such a warehouse is made stands in warehouse/as_known.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import published
from pipelines.cli.when import Day, Moment
from warehouse.as_known.knowledge import Knowledge

if TYPE_CHECKING:
    import duckdb


def knowledge_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the two options, and what they ask for as its argument `known`."""

    @click.option(
        "--known-on", type=Day(), help="As of what was public by this day: all is rebuilt from it."
    )
    @click.option(
        "--recorded-on",
        type=Moment(time.max),
        help="As of what Muster had recorded by this moment (UTC; a day means its end).",
    )
    @functools.wraps(command)
    def asked(
        *arguments: object, known_on: date | None, recorded_on: datetime | None, **options: object
    ) -> None:
        if recorded_on is not None:  # times in the warehouse are UTC and have no zone
            recorded_on = recorded_on.astimezone(UTC).replace(tzinfo=None)
        command(*arguments, known=Knowledge(known_on, recorded_on), **options)

    return asked


def opened(out: Path, known: Knowledge, *, as_json: bool) -> duckdb.DuckDBPyConnection:
    """The published warehouse, or as it was known; then a line says so, on stderr beside JSON."""
    if not known.is_limited:
        return published(out)
    import duckdb

    published(out).close()  # told first where it is an older one
    from warehouse.as_known import kept
    from warehouse.reading import shut_off

    def making() -> None:
        click.echo(f"rebuilding everything from what was {known} ...", err=True)

    try:
        connection, everything = kept.opened(out, known, shut_off(), making)
    except (OSError, duckdb.IOException) as error:
        raise click.ClickException(
            f"what was {known} could not be kept under {out / kept.FOLDER}: {error}"
        ) from error
    click.echo(_standing(connection, known, everything=everything), err=as_json)
    if not as_json:
        click.echo()
    return connection


def _standing(connection: duckdb.DuckDBPyConnection, known: Knowledge, *, everything: bool) -> str:
    """As of which knowledge it is that the tables below stand."""
    from pipelines.cli.output import many

    claims, documents = (
        connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        for table in ("claim", "document")
    )
    counted = f"{many(claims, 'claim')} in {many(documents, 'document')}"
    if everything:
        return f"All that is published was {known}: {counted}."
    if not claims:
        return f"No figure was {known}."
    return f"As of what was {known}: {counted}."


def asked_of(known: Knowledge) -> str:
    """What to add to a message that something is not there."""
    return f" (asked of what was {known})" if known.is_limited else ""


def again() -> str:
    """The options of this call that say as of which knowledge, for a hint at another command."""
    context = click.get_current_context(silent=True)
    given = context.params if context else {}
    parts = [("known_on", "--known-on"), ("recorded_on", "--recorded-on")]
    return "".join(
        f" {option} {given[name].isoformat()}" for name, option in parts if given.get(name)
    )
