"""muster ui: the Dagster UI on this project."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import catalog_option, desk_option, prepared


@click.command("ui", short_help="Open the Dagster UI on this project, at 127.0.0.1.")
@catalog_option
@desk_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=3000,
    show_default=True,
    help="Port on 127.0.0.1.",
)
def command(catalog: Path, out: Path, port: int) -> None:
    """Serve the Dagster UI and its daemon: lineage, runs, checks, schedule and sensor; and beside
    it, at the next port, the report, to which its pages link.

    It asks nobody who they are: it listens to this machine alone, whatever the environment says.
    """
    from pipelines.history import NoHistory
    from pipelines.instance import serve
    from pipelines.settings import Settings

    Settings.from_environment()  # what is wrong with it is said here, and not by a server's log
    prepared(out)
    try:
        code = serve(out, catalog, port)
    except NoHistory as error:
        click.echo(f"error: {error}", err=True)
        code = 1
    raise SystemExit(code)
