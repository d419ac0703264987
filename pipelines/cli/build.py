"""muster build: the whole pipeline, in process."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipelines.cli.options import catalog_option, desk_option
from warehouse.engines import ENGINES, EngineMissing, named


def told(line: str) -> None:
    """A line on stderr."""
    click.echo(line, err=True)


@click.command("build", short_help="Run the whole pipeline and publish the warehouse.")
@catalog_option
@desk_option
@click.option("--offline", is_flag=True, help="Ask no page: work on the archive as it stands.")
@click.option(
    "--report/--no-report", "present", envvar="MUSTER_REPORT", default=True, show_default=True,
    help="Make the report and the exports too.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(ENGINES), envvar="MUSTER_ENGINE", default=ENGINES[0],
    show_default=True, help="What runs the SQL models.",
)  # fmt: skip
def command(catalog: Path, out: Path, offline: bool, present: bool, engine: str) -> None:
    """Build everything from the catalog and publish OUT/muster.duckdb, then OUT/report and
    OUT/export from it.

    Pages of its documents that are due are asked for first, unless --offline. Records at fault are
    listed and left out, the rest is published; exits 1 where there are any. A failed check keeps
    the file that was published before. Where OUT is an address, what is published there moves in
    one step too. Beside another build it waits for that one, at most
    MUSTER_WAIT seconds (600). With --engine spark, the SQL models run on Apache Spark, the parts of
    the steps in Python too, and give the same tables.
    """
    from pipelines.cli import summary
    from pipelines.cli.progress import progress_bar
    from pipelines.lock import patience
    from pipelines.remote.desk import url_of

    try:
        patience()
        named(engine).check()
    except (ValueError, EngineMissing) as error:
        raise click.UsageError(str(error)) from None
    with progress_bar() as advance:
        from pipelines.build import build

        outcome = build(
            catalog, out, advance, offline=offline, present=present, waiting=told, engine=engine
        )
    summary.show(outcome, out)
    if outcome.published and (url := url_of(out)):
        told(f"published in {url}; {out} is the copy on this machine")
    sys.exit(0 if outcome.success and not outcome.rejected else 1)
