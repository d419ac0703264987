"""muster export: the published warehouse as files that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import licence_option, out_option
from warehouse.export import FOR_EVERYBODY, FORMATS

if TYPE_CHECKING:
    from warehouse.export.about import Licence


@click.command("export", short_help="Write the warehouse as Data Package, PROV-O, Croissant, SQL.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="What to write; may be given several times. Without it, all but postgres.",
)
@licence_option
@out_option
def command(folder: Path, formats: tuple[str, ...], licence: Licence | None, out: Path) -> None:
    """Write the published warehouse into DIR, which becomes an export as a whole or stays as it is.

    datapackage: every table as CSV and Parquet, described as a Frictionless Data Package.
    croissant: the same tables, described as a schema.org Dataset in Croissant. prov: where each
    figure comes from, in PROV-O as JSON-LD. postgres: muster.sql, which psql loads into a server.
    An older export in DIR is replaced; anything else that stands there is left alone (exit 2).
    """
    from pipelines.cli.options import published
    from pipelines.cli.output import many
    from warehouse.export.export import export
    from warehouse.export.folder import NotReplaced

    with published(out) as connection:
        try:
            done = export(connection, folder, formats or FOR_EVERYBODY, licence)
        except NotReplaced as error:
            raise click.UsageError(str(error)) from error
    size = f"{done.bytes / 1e6:.1f} MB"
    click.echo(f"{done.folder}: {', '.join(done.formats)}; {many(done.n_files, 'file')}, {size}")
