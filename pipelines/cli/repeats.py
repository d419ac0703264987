"""muster repeats: which claims look like one root and are not linked, and the YAML that links them.

It prints and never writes: a person who agrees pastes the lines.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import json_option, out_option, published

if TYPE_CHECKING:
    from warehouse.answers.repeats import Entry, Suspected

KEYS = "    "  # how far the keys of a claim stand in: its entry begins with two spaces and a dash
WIDTH = 100  # columns of a comment, those of the catalog's files
COLUMNS = ("bits", "kind", "source first", "claim", "seems to come from")
NAMES = {
    "same_breakdown": "breakdown", "same_number": "number", "weaker_words": "weaker words",
    "attribution": "attribution", "sum": "sum",
}  # fmt: skip


@click.command("repeats", short_help="Claims that look like one root and are not linked.")
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--yaml", "as_yaml", is_flag=True, help="Print the lines that would link them.")
@out_option
@json_option
def command(id_: str | None, as_yaml: bool, out: Path, as_json: bool) -> None:
    """List pairs of claims that look like one root, the most telling first, and totals that look
    like the sum of two; with ID, a claim or a document, only its own, with their evidence.

    Nothing is made of them. If you agree, paste what --yaml prints below the first line of the
    claim's entry; an entry in braces takes the same keys.
    """
    from pipelines.cli import told
    from pipelines.cli.output import plain
    from warehouse.answers import repeats
    from warehouse.answers.ids import Unknown

    if as_yaml and as_json:
        raise click.UsageError("--yaml and --json are two formats: name one")
    with published(out) as connection:
        try:
            about = repeats.claims_meant(connection, id_) if id_ else None
        except Unknown as error:
            raise click.UsageError(plain(str(error))) from error
        found = repeats.suspected(connection, about)
    if as_json:
        click.echo(told.as_json(found))
    elif as_yaml:
        for block in blocks(found):
            click.echo(block + "\n")
    elif not found:
        click.echo("No claim is suspected of repeating another.")
    elif about is None:
        _table(found)
    else:
        for suspected in found:
            _in_full(suspected)


def _table(found: Iterable[Suspected]) -> None:
    """Print all suspicions, a row each; ids are folded on a screen and whole in a pipe."""
    from pipelines.cli import told

    rows = [
        (
            s.score, NAMES[s.kind], s.date_order, s.claim.claim_id,
            " + ".join(e.claim_id for e in s.claims[1:]),
        )
        for s in found
    ]  # fmt: skip
    told.table(COLUMNS, rows)
    click.echo("\nThe evidence: muster repeats ID; the lines that link: muster repeats ID --yaml")


def _in_full(s: Suspected) -> None:
    from pipelines.cli import told

    about = f"{NAMES[s.kind]}, {s.score} bits"
    order = "" if s.kind == "sum" else f"; published before it: {s.date_order}"
    click.secho(s.claim.claim_id, bold=True)
    for n, entry in enumerate(s.claims[1:]):
        told.unbroken(entry.claim_id, 8, "  and" if n else "  from")
    told.paragraph(f"{about}{order}", 2)
    told.paragraph(s.evidence, 2)
    click.echo()


def blocks(found: Iterable[Suspected]) -> Iterator[str]:
    """The lines to paste, a block for each entry that would change, each block once."""
    seen = set()
    for s in found:
        for entry, lines in _changes(s):
            block = "\n".join([*_comments(entry, s.evidence), *lines])
            if (entry.claim_id, *lines) not in seen:
                seen.add((entry.claim_id, *lines))
                yield block


def _changes(s: Suspected) -> Iterator[tuple[Entry, list[str]]]:
    """Which entries would get which lines: the claim a link, or both addends their whole, which is
    the total's root where the total is itself a retelling."""
    if s.also is None:
        yield s.claim, [f"{KEYS}derives_from: {s.source.claim_id}", f"{KEYS}link: inferred"]
        return
    for part in (s.source, s.also):
        yield part, [f"{KEYS}part_of: {s.claim.root_claim_id}"]


def _comments(entry: Entry, evidence: str) -> list[str]:
    from pipelines.cli.output import plain

    own = entry.claim_id.partition("/")[2]
    text = plain(f"{entry.file}, line {entry.line}, {own}: {evidence}")
    begin = f"{KEYS}# "
    return textwrap.wrap(
        text, WIDTH, initial_indent=begin, subsequent_indent=begin, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
