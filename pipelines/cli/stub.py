"""muster stub: the YAML for what a page counts and nobody transcribed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import catalog_option, desk_option

if TYPE_CHECKING:
    from pipelines.cli.page import Catalog
    from sources.archive import Snapshot
    from sources.counts import Metadata
    from sources.pages import Pages

SHOWN = 20  # sentences that were passed over; a page with more was made to hide its numbers


@click.command("stub", short_help="Write the YAML for what a page counts and nobody transcribed.")
@click.argument("document_id")
@catalog_option
@desk_option
def command(document_id: str, catalog: Path, out: Path) -> None:
    """Print a claim for each phrase of the archived page that reads as a count and has none.

    For a document that the catalog does not have yet, print its whole file. What the page does not
    tell stays TODO, which `muster check` reports until it is filled in. The sentence around each
    phrase stands above it as a comment.
    """
    from pipelines.cli import page
    from pipelines.cli.output import many
    from sources.anchoring import look_at
    from sources.counts import stub

    known, pages = page.catalog_of(catalog), page.pages_in(out)
    document_id = page.id_of(known, document_id) or document_id
    versions = pages.versions(document_id)
    if not versions:
        raise _nothing_archived(known, document_id)
    looked = look_at(known, pages, document_id)
    latest = looked.latest
    if latest is None or latest.text is None:
        click.echo(f"error: {page.plain(latest.why if latest else '')}", err=True)
        raise SystemExit(1)
    new = document_id not in set(known["document"]["document_id"])
    document = _described(pages, versions[-1]) if new else _metadata(known, document_id)
    taken = [anchors[-1].claim_id.rpartition("/")[2] for anchors in looked.anchors]
    click.echo(stub(latest.text, looked.untranscribed, document, new=new, taken=taken), nl=False)
    for warning in _passed_over(latest.text[: latest.main], document.language):
        click.echo(f"warning: {page.plain(warning)}", err=True)
    has = f"; {many(len(taken), 'claim')} account for the rest" if taken else ""
    click.echo(
        f"{many(len(looked.untranscribed), 'phrase')} that nobody transcribed{has}", err=True
    )


def _nothing_archived(known: Catalog, document_id: str) -> click.UsageError:
    from pipelines.cli import page

    if document_id in set(known["document"]["document_id"]):
        told = f"nothing of {document_id} is archived yet: muster fetch {document_id}, or"
        return click.UsageError(f"{told} muster archive FILE --document {document_id}")
    told = page.unknown(known, document_id).message
    return click.UsageError(f"{told}; the archive has nothing of it either")


def _passed_over(body: str, language: str) -> Iterator[str]:
    """The sentences of a page that cannot be read, such as numbers among hidden characters, and
    where reading ended in a page that is too long.
    """
    from sources.counts import read_counts
    from sources.phrases.scan import unreadable

    read = read_counts(body, len(body), language)
    if read.cut:
        yield f"the page was read as far as character {read.read_to:,}, and no further"
    for start, _, reason in islice(unreadable(body, language), SHOWN):
        yield f"the sentence at character {start:,} was passed over: {reason}"


def _metadata(known: Catalog, document_id: str) -> Metadata:
    from sources.counts import Metadata

    document = known["document"].set_index("document_id").loc[document_id]
    told = {k: str(document[k]) for k in ("title", "url", "language", "published")}
    return Metadata(id=document_id, publisher=str(document["publisher_id"]), **told)


def _described(pages: Pages, snapshot: Snapshot) -> Metadata:
    """What the page says of itself; of an archived text little but its address."""
    from sources.counts import Metadata
    from sources.text import described

    data = pages.archive.objects.get(snapshot.sha256)
    told = described(data, snapshot.media_type, snapshot.charset)
    return Metadata(
        id=snapshot.document_id, title=told.title or "", url=snapshot.url,
        language=told.language or "und", published=told.published or "",
    )  # fmt: skip
