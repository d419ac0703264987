"""muster check: the catalog alone, every error in one go."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipelines.cli.options import catalog_option, json_option
from pipelines.cli.output import dumped, many


@click.command("check", short_help="Check the catalog: every error, with file, line and key.")
@catalog_option
@json_option
def command(catalog: Path, as_json: bool) -> None:
    """Check a catalog without building anything; exits 1 where a record is at fault."""
    from sources.load import check, formatted

    frames, problems = check(catalog)
    if as_json:
        click.echo(dumped([p._asdict() for p in problems]))
    else:
        for problem in problems:
            click.echo(formatted(problem), err=True)
        names = ("claim", "document", "demand", "event", "source")
        counted = ", ".join(many(len(frames[name]), name) for name in names)
        verdict = f"{many(len(problems), 'error')}, listed above" if problems else "no errors"
        click.echo(f"{counted}: {verdict}")
    sys.exit(1 if problems else 0)
