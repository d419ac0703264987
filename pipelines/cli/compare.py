"""muster compare: who says least, who says most, and what cannot stand side by side."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.known import knowledge_options, opened
from pipelines.cli.options import json_option, out_option
from pipelines.cli.when import Day
from pipelines.parties import figures, legend, marked
from warehouse.answers.names import short

if TYPE_CHECKING:
    from warehouse.as_known.knowledge import Knowledge
    from warehouse.compare import Clash


HEADINGS = ("country", "measure", "claims\n(roots)", "lowest", "says", "highest", "says",
            "contradict\n(possible)")  # fmt: skip


def shown_rows(columns: list[str], rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The columns of HEADINGS out of a table of warehouse.compare; a zero is left blank."""
    shown = []
    for row in rows:
        of = dict(zip(columns, row, strict=True))
        possible = f"({of['possible']:,})" if of["possible"] else ""
        shown.append(
            (
                of["country_name"], of["measure"].replace("_", " "),
                f"{of['n_claims']:,} ({of['n_roots']:,})",
                of["lowest"], marked(short(of["lowest_by"]), of["lowest_party"]),
                of["highest"], marked(short(of["highest_by"]), of["highest_party"]),
                f"{of['contradictory'] or ''} {possible}".strip(),
            )
        )  # fmt: skip
    return shown


def parties(columns: list[str], rows: list[tuple[Any, ...]]) -> set[str]:
    """The sides of the war whose figures a table shows, and 'none'."""
    at = [columns.index(name) for name in ("lowest_party", "highest_party")]
    return {row[i] for row in rows for i in at}


@click.command("compare", short_help="Compare the figures: who says least, who says most.")
@click.option("--measure", help="One measure, such as recruited, serving, killed.")
@click.option("--population", help="One population: an alpha-3 code, foreign, m49:002, a group.")
@click.option("--as-of", type=Day(), help="Only figures that speak of a time up to this day.")
@knowledge_options
@click.option("--rules", is_flag=True, help="What each reconciliation rule would conclude.")
@out_option
@json_option
def command(
    measure: str | None,
    population: str | None,
    as_of: date | None,
    known: Knowledge,
    rules: bool,
    out: Path,
    as_json: bool,
) -> None:
    """Compare persons by all routes, each country and measure a row; contradictions first.

    With --population, the pairs that contradict or may contradict are listed below, in words.
    With --rules, methods of making one answer out of several figures stand side by side: the cells
    in which the method decides or, with --population, each rule's answer and what it left out.
    """
    from pipelines.cli import output, ruled, told
    from warehouse import compare
    from warehouse.answers.nearest import unknown

    with opened(out, known, as_json=as_json) as connection:
        asked = compare.Question(measure, population, as_of)
        if problem := unknown(connection, measure, population):
            raise click.UsageError(problem)
        if rules:
            ruled.show(connection, asked, as_json=as_json)
            return
        columns, rows = compare.table(connection, asked)
        pairs = compare.clashes(connection, asked) if population else []
    if as_json:
        click.echo(output.as_json(columns, rows))
        return
    output.print_table(HEADINGS, shown_rows(columns, rows))
    if meant := legend(parties(columns, rows)):
        click.echo()
        told.paragraph(meant)
    if pairs:
        click.echo()
    for pair in pairs:
        told.paragraph(_in_words(pair))
    if not rows:
        click.echo("no figure answers to that", err=True)


def _in_words(pair: Clash) -> str:
    """A pair that contradicts or may, and whether a figure in it is a party's."""
    whose = figures(pair.roots)
    return f"{pair.verdict}: {pair.because}" + (f"; {whose}" if whose else "")
