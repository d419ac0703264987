"""muster conflicts: what cannot all be true, what dissolves it, and the least to be set aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.known import again, knowledge_options, opened
from pipelines.cli.options import json_option, out_option

if TYPE_CHECKING:
    from warehouse.answers.conflicts import Conflict, Member
    from warehouse.as_known.knowledge import Knowledge


MEMBER = 9  # columns: the longest role is "whole"
NOT_HELD = "the original is not held"


@click.command("conflicts", short_help="Contradictions with their proofs, and what dissolves them.")
@click.option("--measure", help="One measure, such as recruited, serving, killed.")
@click.option("--population", help="One population: an alpha-3 code, foreign, m49:002, a group.")
@knowledge_options
@out_option
@json_option
def command(
    measure: str | None, population: str | None, known: Knowledge, out: Path, as_json: bool
) -> None:
    """List the sets of figures that cannot all be true, pairs first, between roots alone.

    Then the least that must be set aside for the rest to be consistent, the totals that are not the
    sum of their parts, and what disagrees only among retellings, by the roots behind (--json: each
    pair).
    """
    from pipelines.cli import beside, told
    from warehouse.answers import conflicts, least, retold
    from warehouse.answers.nearest import unknown

    asked = conflicts.Asked(measure, population)
    with opened(out, known, as_json=as_json) as connection:
        if problem := unknown(connection, measure, population):
            raise click.UsageError(problem)
        found = conflicts.conflicts(connection, asked)
        components = least.components(connection, found)
        sums = least.sums(connection, asked)
        pairs = retold.retold(connection, asked)
        gathered = retold.disagreements(connection, pairs)
    if as_json:
        names = ("conflicts", "set_aside", "sums", "retold")
        answers = (found, components, sums, pairs)
        click.echo(told.as_json(dict(zip(names, answers, strict=True))))
        return
    _show_conflicts(found)
    beside.least(components)
    beside.sums(sums)
    beside.retold(gathered)


def _show_conflicts(found: list[Conflict]) -> None:
    from pipelines.cli import told
    from pipelines.cli.output import many
    from warehouse.answers.conflicts import OTHERS

    if not found:
        click.echo("No contradiction between roots.")
    else:
        click.secho(f"{many(len(found), 'contradiction')} between roots", bold=True)
    for conflict in found:
        click.echo()
        told.paragraph(describe(conflict))
        told.paragraph(conflict.statement, 2)
        for member in conflict.members:
            _member(member)
        told.paragraph(conflict.dissolved, 2)
        if not conflict.complete:
            told.paragraph(OTHERS, 2)
    if found:
        click.echo(
            f"\nEach in full, with its pages: muster explain {found[0].conflict_id}{again()}"
        )


def describe(conflict: Conflict) -> str:
    """A conflict in a line: its id, how many figures, of which kind, and by how much they miss."""
    return f"{conflict.conflict_id}  {conflict.summary}"


def _member(member: Member) -> None:
    """Print which claim plays a part in a conflict, how it is marked, and who repeats it."""
    from pipelines.cli import told
    from pipelines.parties import figure

    told.unbroken(member.claim.claim_id, MEMBER, f"  {member.role}")
    notes = [figure(member.claim.party), "" if member.claim.original_held else NOT_HELD]
    if member.repeated_by:
        notes.append(f"repeated by {told.listed(c.published_by for c in member.repeated_by)}")
    if notes := [note for note in notes if note]:
        told.paragraph("; ".join(notes), MEMBER)
