"""muster rollback: a kept version published again."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import desk_option

SHOWN = 5  # tables: enough to see how old the layout is


@click.command("rollback", short_help="Publish a kept version again; nothing is lost.")
@click.argument("id_", metavar="ID")
@desk_option
def command(id_: str, out: Path) -> None:
    """Put the version ID (or the beginning that only it has) in the published place, in one step.

    The file that stood is kept as a version first, and readers that have it open are not disturbed.
    A damaged version is refused (exit 1), and an id that `muster versions` does not list (exit 2).
    """
    from pipelines.cli.output import plain
    from pipelines.lock import Busy
    from pipelines.remote.kept import rollback
    from pipelines.settings import Settings
    from warehouse.changes.sides import absent
    from warehouse.known_versions import Unknown
    from warehouse.ledger.keep import Overtaken
    from warehouse.rollback import Refused

    keep = Settings.from_environment().keep_versions
    try:
        done = rollback(out, id_, keep, lambda told: click.echo(told, err=True))
    except Unknown as error:
        raise click.UsageError(plain(str(error))) from error
    except (Refused, Overtaken, Busy) as error:
        raise click.ClickException(plain(str(error))) from error
    version = done.version
    click.echo(f"published again: {plain(version.build_id)}, built {version.built_at} (UTC)")
    if done.kept:
        click.echo(f"kept: the file that stood, as {done.kept}")
    if done.ledger_lags:
        click.echo(f"warning: {plain(done.ledger_lags)}", err=True)
    if missing := absent(out / "muster.duckdb"):
        click.echo(
            f"warning: it is of an older layout and lacks {', '.join(missing[:SHOWN])}; commands "
            "that ask for that fail until the next build",
            err=True,
        )
    click.echo(
        "The next build takes the catalog as it then stands, not as it was for this version, and "
        "tells what changed since this one."
    )
