"""What the commands on archived pages share: the catalog, the archive, and a look at one page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.output import many, plain

if TYPE_CHECKING:
    import pandas as pd

    from sources.anchoring import Looked
    from sources.pages import Pages

__all__ = ["address", "catalog_of", "id_of", "pages_in", "plain", "show", "unknown"]

Catalog = Mapping[str, "pd.DataFrame"]


def catalog_of(folder: Path) -> Catalog:
    """The frames of a catalog; what is wrong with it is `muster check`'s to say."""
    from sources.load import check

    return check(folder)[0]


def pages_in(out: Path) -> Pages:
    """The archive under OUT as it now stands."""
    from pipelines.archived import pages_of

    return pages_of(out)


def id_of(catalog: Catalog, typed: str) -> str | None:
    """The document that was meant: by its id, or by the beginning that only its id has.

    None where the catalog has no such document; more than one is an error of the call.
    """
    ids = [str(i) for i in catalog["document"]["document_id"]]
    if typed in ids:
        return typed
    begun = [i for i in ids if i.startswith(typed)]
    if len(begun) > 1:
        some = ", ".join(sorted(begun)[:5]) + (", ..." if len(begun) > 5 else "")
        raise click.UsageError(f"{plain(typed)!r} begins {len(begun)} documents: {some}")
    return begun[0] if begun else None


def unknown(catalog: Catalog, typed: str) -> click.UsageError:
    """The error for a document that the catalog does not have, with the nearest that it has."""
    from sources.nearest import nearest

    guess = nearest(typed, (str(i) for i in catalog["document"]["document_id"]))
    near = f"; did you mean {guess!r}?" if guess else ""
    return click.UsageError(f"there is no document {plain(typed)!r}{near}")


def address(catalog: Catalog, document_id: str, url: str | None) -> str:
    """The address of a document: the catalog's, or the one given for a document that it lacks."""
    from sources.checking import Fault
    from sources.values import kebab
    from sources.values import url as checked

    document = catalog["document"]
    its = document[document["document_id"] == document_id]
    if len(its):
        own = str(its["url"].iloc[0])
        if url not in (None, own):
            raise click.UsageError(f"{document_id} has the address {own} in the catalog, not {url}")
        return own
    if url is None:
        told = unknown(catalog, document_id).message
        raise click.UsageError(f"{told} (a new document comes in with its --url)")
    try:
        kebab(document_id)
        return checked(url)
    except Fault as fault:
        raise click.UsageError(fault.message) from fault


def show(catalog: Catalog, pages: Pages, document_id: str) -> None:
    """Say what of a document's claims stands in its latest snapshot."""
    from sources.anchoring import look_at
    from sources.problems import formatted

    looked = look_at(catalog, pages, document_id)
    latest = looked.latest
    if latest is None or latest.text is None:
        click.echo(f"warning: {plain(latest.why if latest else 'nothing is archived')}", err=True)
        return
    for line in lines(looked):
        click.echo(line)
    if looked.untranscribed:
        told = many(len(looked.untranscribed), "phrase")
        click.echo(f"  {told} that nobody transcribed: muster stub {document_id}")
    for problem in looked.rejected:
        click.echo(formatted(problem), err=True)


def lines(looked: Looked) -> list[str]:
    """A line for each claim: its status, and where and how its words stand in the page."""
    told = []
    for anchors in looked.anchors:
        anchor = anchors[-1]
        where = "" if anchor.start is None else f"{anchor.start:>7,}  {plain(anchor.exact or '')}"
        told.append(
            f"  {anchor.status:<9} {anchor.claim_id.rpartition('/')[2]:<32} {where}".rstrip()
        )
    return told
