"""muster explain: why a row says so, from a bound, a cell or a contradiction to words and page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.known import asked_of, knowledge_options, opened
from pipelines.cli.options import json_option, out_option

if TYPE_CHECKING:
    from warehouse.answers.claim import Explained, Part, Tight
    from warehouse.answers.conflicts import Conflict, Member
    from warehouse.as_known.knowledge import Knowledge

SHOWN = 10  # bounds of a claim: the table bound_claim has all of them
RETELLING = "retelling"
REFERRING = ("retells", "root", "contradict", "possible")  # steps that name another claim
LABEL = 18  # columns: the longest label of a step is "archived before"


@click.command(
    "explain", short_help="Why a row says so: a claim, a contradiction, a cell or a bound."
)
@click.argument("id_", metavar="ID")
@knowledge_options
@out_option
@json_option
def command(id_: str, known: Knowledge, out: Path, as_json: bool) -> None:
    """Explain ID: a claim id, a conflict id, a cell id, or a bound MEASURE/POPULATION/YYYY-MM-DD.

    A claim goes from its words to its page, along what it retells, with what changed at each hop,
    and to what it contradicts; a contradiction to its members and to what would dissolve it; a
    bound, such as recruited/NPL/2025-12-31, to the claims that it rests on and to the next fact
    that would tighten it; a cell to what each rule concludes of it and from which claims, CELL/RULE
    to the answer of one rule.
    """
    from pipelines.cli import argued, explained_cell, told
    from pipelines.cli.output import plain
    from warehouse.answers import bound, claim, conflicts, ids

    with opened(out, known, as_json=as_json) as connection:
        try:
            asked = ids.resolve(connection, id_)
        except ids.Unknown as error:
            raise click.UsageError(plain(f"{error}{asked_of(known)}")) from error
        if isinstance(asked, ids.ClaimId):
            explained = claim.explain(connection, asked.claim_id)
            click.echo(told.as_json({"claim": explained})) if as_json else _claim(explained)
        elif isinstance(asked, ids.ConflictId):
            (found,) = conflicts.conflicts(connection, conflicts.Asked(), asked.conflict_id)
            click.echo(told.as_json({"conflict": found})) if as_json else _conflict(found)
        elif isinstance(asked, ids.CellId):
            explained_cell.show(connection, asked, as_json=as_json)
        else:
            about = bound.explain(connection, asked)
            click.echo(told.as_json({"bound": about})) if as_json else argued.show(about)


def _claim(explained: Explained) -> None:
    from pipelines.cli import past, told
    from pipelines.cli.output import many

    click.secho(explained.claim.claim_id, bold=True)
    for step in explained.steps:
        words = step.value.removesuffix(f", {explained.claim.url}")
        told.paragraph(words, LABEL, f"  {step.what}")
        if words != step.value:
            told.unbroken(explained.claim.url, LABEL)
        if step.refers_to and step.what in REFERRING:
            told.unbroken(step.refers_to, LABEL)
    pairs = ", ".join(f"{n:,} {verdict}" for verdict, n in explained.verdicts.items())
    told.paragraph(pairs or "with nothing", LABEL, "  compared")
    for part in explained.conflicts:
        told.paragraph(_part(part), LABEL, "  clash")
    for statement in explained.sums:
        told.paragraph(statement, LABEL, "  sum")
    if explained.ways:
        held, of_all = explained.ways
        told.paragraph(
            f"in {held:,} of {many(of_all, 'least set')}; it bounds nothing", LABEL, "  set aside"
        )
    for tight in explained.bounds[:SHOWN]:
        told.paragraph(_tight(tight), LABEL, "  makes tight")
    if (more := len(explained.bounds) - SHOWN) > 0:
        told.paragraph(f"and {more:,} more (FROM bound_claim)", LABEL)
    if len(explained.history) > 1:
        past.show(explained.history, LABEL)


def _part(part: Part) -> str:
    """Which part in which conflict; what it says, where it is no pair that is told before."""
    told_before = part.size == 2 and part.role != RETELLING
    return f"as {part.role} in {part.conflict_id}" + (
        " (muster explain)" if told_before else f": {part.statement}"
    )


def _tight(tight: Tight) -> str:
    from pipelines.cli.argued import BANDS

    days = str(tight.first) if tight.n_days == 1 else f"{tight.n_days:,} days to {tight.last}"
    alone = "alone" if tight.alone else "with others"
    return (
        f"{tight.side} of {tight.measure}/{tight.population}, {BANDS[tight.evidence_used]}, "
        f"{days}, {alone}"
    )


def _conflict(conflict: Conflict) -> None:
    from pipelines.cli import told
    from pipelines.cli.argued import STEP
    from pipelines.cli.conflicts import describe
    from warehouse.answers.conflicts import NO_REPAIR, OTHERS

    click.secho(describe(conflict), bold=True)
    told.paragraph(conflict.statement, 2)
    for member in conflict.members:
        click.echo()
        _member(member)
    click.echo()
    if not conflict.complete:
        told.paragraph(OTHERS, 2)
    told.paragraph("It would dissolve" if conflict.repairs else NO_REPAIR, 2)
    for n, repair in enumerate(conflict.repairs, 1):
        told.paragraph(repair, STEP, f"{n:>5}.")


def _member(member: Member) -> None:
    from pipelines.cli import told
    from pipelines.cli.conflicts import MEMBER

    claim = member.claim
    told.paragraph(told.sentence(claim), MEMBER, f"  {member.role}")
    told.unbroken(claim.claim_id, MEMBER)
    told.paragraph(f"{claim.published_by}, {claim.published}", MEMBER)
    told.unbroken(claim.url, MEMBER)
    page = f"{claim.anchor} in snapshot {claim.snapshot}" if claim.snapshot else "no page archived"
    told.unbroken(page, MEMBER)
    for other in member.repeated_by:
        told.paragraph(f"repeated by {other.published_by}: {told.sentence(other)}", MEMBER)
        told.unbroken(other.claim_id, MEMBER)
