"""muster cite: a claim as one sentence that drops nothing, its document as BibTeX or CSL-JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import json_option, out_option, published

if TYPE_CHECKING:
    import duckdb


class Language(click.ParamType[str]):
    """A language in which citations are written."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code; a message that lists those that there are."""
        from warehouse.citations import languages

        if value not in languages():
            self.fail(f"{value!r} is none of {', '.join(languages())}", param, ctx)
        return value


@click.command("cite", short_help="A claim as one sentence to paste; its document as BibTeX.")
@click.argument("id_", metavar="CLAIM_ID")
@click.option(
    "--lang",
    type=Language(),
    default="en",
    show_default=True,
    help="Language of the sentence: en, es, fr, ru or uk.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "bibtex", "csl"]),
    default="text",
    show_default=True,
    help="The sentence, or a reference to the document: BibTeX or CSL-JSON.",
)
@out_option
@json_option
def command(id_: str, lang: str, form: str, out: Path, as_json: bool) -> None:
    """Cite a claim: the figure with its qualifier, who is counted, what, when, who says so, who
    relays it, and the words themselves, in one sentence.

    CLAIM_ID may be shortened to the beginning that only it has. --json gives the sentence and both
    forms of the reference.
    """
    from pipelines.cli.output import dumped, plain
    from warehouse import citations

    with published(out) as connection:
        claim_id = _claim(connection, id_)
        document_id = claim_id.partition("/")[0]
        if as_json:
            told = {
                "claim_id": claim_id,
                "lang": lang,
                "sentence": citations.sentences(connection, lang, claim_id)[claim_id],
                "bibtex": citations.bibtex(connection, document_id),
                "csl": citations.csl(connection, document_id),
            }
            click.echo(dumped(told))
        elif form == "csl":
            click.echo(dumped([citations.csl(connection, document_id)]))
        elif form == "bibtex":
            for line in citations.bibtex(connection, document_id).split("\n"):
                click.echo(plain(line))
        else:
            click.echo(plain(citations.sentences(connection, lang, claim_id)[claim_id]))


def _claim(connection: duckdb.DuckDBPyConnection, typed: str) -> str:
    """The id of the claim that is meant. Raises `UsageError` where it is none, or another thing."""
    from pipelines.cli.output import plain
    from warehouse.answers import ids
    from warehouse.answers.asked import kind

    try:
        asked = ids.resolve(connection, typed)
    except ids.Unknown as error:
        raise click.UsageError(plain(str(error))) from error
    if not isinstance(asked, ids.ClaimId):
        raise click.UsageError(
            plain(
                f"{typed!r} is {kind(asked)}; expected the id of a claim (muster explain {typed} "
                "names those behind it)"
            )
        )
    return asked.claim_id
