"""muster archive --verify and --share: what is done with an archive as a whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipelines.cli.output import many, plain


def verify(out: Path) -> None:
    """Name whatever is not as it was captured, here or in the store behind; exit 1 where there is
    anything."""
    from pipelines.archived import pages_of
    from sources.archive.shared import verified

    wrong = 0
    for told in verified(pages_of(out).archive):
        click.echo(plain(told))
        wrong += 1
    summary = f"{wrong:,} at fault" if wrong else "everything stands as it was captured"
    click.echo(summary)
    sys.exit(1 if wrong else 0)


def share(folder: Path, out: Path) -> None:
    """Bring the archive under a folder of results into the store that OUT is the desk of; what the
    store has is not sent again, and the folder stays as it is."""
    from pipelines.archived import behind
    from pipelines.settings import ARCHIVE
    from sources.archive import Archive
    from sources.archive.shared import share as brought

    store = behind(out)
    if store is None:
        raise click.UsageError(f"{out} is no address of a store: --share needs one in --out")
    found = brought(Archive(folder / ARCHIVE, store), aside=(folder.resolve() == out.resolve()))
    for told in found.wrong:
        click.echo(f"warning: {plain(told)}", err=True)
    click.echo(f"{many(found.objects, 'object')} and {many(found.entries, 'event')} brought")
