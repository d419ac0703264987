"""muster archive: a saved page comes into the archive, and what of its document is found there."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import catalog_option, desk_option, prepared
from pipelines.cli.when import Moment

if TYPE_CHECKING:
    from sources.archive import Snapshot
    from sources.archive.saved import Saved
    from sources.pages import Pages


@click.command("archive", short_help="Bring a saved page into the archive.")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--document", "document_id", help="Id of the document that it is.")
@click.option("--url", help="Its address, for a document that is not in the catalog yet.")
@click.option("--captured-at", type=Moment(time.min), help="When it was saved; by default, now.")
@click.option(
    "--verify",
    "verify",
    is_flag=True,
    help="Instead: read every byte that is archived, and name what is not as it was captured.",
)
@click.option(
    "--share", "shared_from", type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Instead: bring the archive of another folder of results into the store that --out names.",
)  # fmt: skip
@catalog_option
@desk_option
def command(
    file: Path | None,
    document_id: str | None,
    url: str | None,
    captured_at: datetime | None,
    verify: bool,
    shared_from: Path | None,
    catalog: Path,
    out: Path,
) -> None:
    """Keep FILE (HTML, text, PDF, CSV, MHTML or WARC) as a snapshot of a document.

    Then look for the words of the document's claims in it. A document that the catalog does not
    have yet comes in with --url, and `muster stub` writes its file. --verify exits 1 where anything
    is wrong.
    """
    from pipelines.cli import whole_archive

    if verify + (shared_from is not None) + (file is not None) != 1:
        raise click.UsageError("expected one of FILE, --verify and --share FOLDER")
    if verify:
        whole_archive.verify(out)
    elif shared_from is not None:
        prepared(out)
        whole_archive.share(shared_from, out)
    elif file is not None:
        if document_id is None:
            raise click.UsageError("--document is missing: the id of the document that FILE is")
        _archive(file, document_id, url, captured_at, catalog, out)


def _archive(
    file: Path,
    document_id: str,
    url: str | None,
    captured_at: datetime | None,
    catalog: Path,
    out: Path,
) -> None:
    from pipelines.cli import page
    from sources.archive.saved import NotSaved, saved

    known = page.catalog_of(catalog)
    document_id = page.id_of(known, document_id) or document_id
    address = page.address(known, document_id, url)
    try:
        found = saved(file, address)
    except NotSaved as error:
        click.echo(f"error: {page.plain(str(error))}", err=True)
        sys.exit(1)
    prepared(out)
    snapshot = _kept(page.pages_in(out), document_id, address, captured_at, found)
    click.echo(
        f"{document_id}: {snapshot.media_type}, {snapshot.size:,} bytes, {snapshot.sha256}, "
        f"captured {snapshot.captured_at:%Y-%m-%d %H:%M} UTC"
    )
    page.show(known, page.pages_in(out), document_id)


def _kept(
    pages: Pages, document_id: str, address: str, captured_at: datetime | None, found: Saved
) -> Snapshot:
    """The snapshot that a saved page is."""
    from sources.archive import Entry

    entry = Entry(
        document_id=document_id, url=found.url or address,
        at=captured_at or found.captured_at or datetime.now(UTC), event="captured", how="file",
        media_type=found.media_type, charset=found.charset, status=found.status, etag=found.etag,
        last_modified=found.last_modified,
    )  # fmt: skip
    kept = pages.archive.record(entry, found.data)
    return next(s for s in pages.versions(document_id) if s.sha256 == kept.sha256)
