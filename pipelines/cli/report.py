"""muster report: the report on the published warehouse, as pages to be opened from disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import licence_option, out_option, published, published_file

if TYPE_CHECKING:
    from warehouse.export.about import Licence


@click.command("report", short_help="The HTML report on the published warehouse.")
@licence_option
@out_option
@click.option("--open", "show", is_flag=True, help="Open its first page in a browser.")
def command(licence: Licence | None, out: Path, show: bool) -> None:
    """Make the report on the published warehouse in OUT/report: pages that need no server and no
    network.

    `muster build` makes it too. The report before stays until the new one is whole.
    """
    from pipelines.reporting import NotOurs, first_page, make

    published(out).close()
    try:
        written = make(published_file(out), out, licence)
    except NotOurs as error:
        raise click.UsageError(str(error)) from error
    first = first_page(out).resolve()
    heaviest = f"the heaviest {written.heaviest / 1e6:.2f} MB"
    click.echo(f"{written.n_pages:,} pages, {written.n_charts:,} charts, {heaviest}", err=True)
    click.echo(str(first))
    if show:
        click.launch(first.as_uri())
