"""muster export: the published warehouse as files that other tools read."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import out_option
from warehouse.export import FORMATS


@click.command("export", short_help="Write the warehouse as Data Package, PROV-O and Croissant.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="What to write; may be given several times. Without it, everything.",
)
@click.option(
    "--license",
    "licence",
    metavar="SPDX",
    default="CC-BY-4.0",
    show_default=True,
    help="Licence of the catalog, as an SPDX id, or none. The default is that of the catalog of "
    "the repository.",
)
@out_option
def command(folder: Path, formats: tuple[str, ...], licence: str, out: Path) -> None:
    """Write the published warehouse into DIR, which becomes an export as a whole or stays as it is.

    datapackage: every table as CSV and Parquet, described as a Frictionless Data Package.
    croissant: the same tables, described as a schema.org Dataset in Croissant. prov: where each
    figure comes from, in PROV-O as JSON-LD. An older export in DIR is replaced; anything else that
    stands there is left alone (exit 2).
    """
    from pipelines.cli.options import published
    from pipelines.cli.output import many
    from warehouse.export.about import licence_of
    from warehouse.export.export import export
    from warehouse.export.folder import NotReplaced

    try:
        known = licence_of(licence)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--license") from error
    with published(out) as connection:
        try:
            done = export(connection, folder, formats or FORMATS, known)
        except NotReplaced as error:
            raise click.UsageError(str(error)) from error
    size = f"{done.bytes / 1e6:.1f} MB"
    click.echo(f"{done.folder}: {', '.join(done.formats)}; {many(done.n_files, 'file')}, {size}")
