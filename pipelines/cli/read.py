"""muster read: what a phrase states."""

from __future__ import annotations

import json
import sys

import click

from pipelines.cli.options import json_option


@click.command("read", short_help="Read a phrase: the interval that its words state.")
@click.argument("phrase")
@click.option("--unit", default="persons", show_default=True, help="The unit that is asked for.")
@click.option("--lang", default="und", show_default=True, help="ISO 639-1 code of the language.")
@json_option
def command(phrase: str, unit: str, lang: str, as_json: bool) -> None:
    """Read PHRASE: the least and greatest number that its words allow, and the number printed.

    In a terminal the answer is a sentence; in a pipe, or with --json, it is JSON.
    """
    from sources.phrases import PhraseError, read

    try:
        reading = read(phrase, unit, lang)
    except PhraseError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    if as_json or not sys.stdout.isatty():
        found = {
            "low": reading.low,
            "high": reading.high,
            "point": reading.point,
            "qualifier": reading.qualifier,
            "hedged": reading.hedged,
        }
        click.echo(json.dumps(found))
        return
    top = "no upper bound" if reading.high is None else f"{reading.high:,}"
    printed = "no single number printed" if reading.point is None else f"{reading.point:,} printed"
    hedge = ", hedged" if reading.hedged else ""
    click.echo(f"{reading.low:,} to {top}  ({reading.qualifier}; {printed}{hedge})")
