"""muster explain: why a row says so, from a bound, a cell or a contradiction to words and page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.known import asked_of, knowledge_options, opened
from pipelines.cli.options import json_option, out_option

if TYPE_CHECKING:
    import duckdb

    from warehouse.answers.claim import Explained, Part, Tight
    from warehouse.answers.conflicts import Conflict, Member
    from warehouse.answers.ids import Asked
    from warehouse.as_known.knowledge import Knowledge

SHOWN = 10  # bounds of a claim: the table bound_claim has all of them
RETELLING = "retelling"
REFERRING = ("retells", "root", "contradict", "possible")  # steps that name another claim
LABEL = 18  # columns: the longest label of a step is "archived before"


@click.command(
    "explain", short_help="Why a row says so: a claim, a contradiction, a cell or a bound."
)
@click.argument("id_", metavar="ID")
@click.option("--tree", "as_tree", is_flag=True, help="As a tree, down to the words and the pages.")
@knowledge_options
@out_option
@json_option
def command(id_: str, as_tree: bool, known: Knowledge, out: Path, as_json: bool) -> None:
    """Explain ID: a claim id, a conflict id, a cell id, or a bound MEASURE/POPULATION/YYYY-MM-DD.

    A claim goes from its words to its page, along what it retells, with what changed at each hop,
    and to what it contradicts; a contradiction to its members and to what would dissolve it; a
    bound, such as recruited/NPL/2025-12-31, to the claims that it rests on and to the next fact
    that would tighten it; a cell to what each rule concludes of it and from which claims, CELL/RULE
    to the answer of one rule.

    With --tree each of them leads step by step to the words, the document and its bytes. So do two
    claims side by side (CLAIM..CLAIM), a row of the country table or one of its cells
    (CUB/serving, CUB/serving/highest), a row of another table (comparison_total:CLAIM,
    demand_outcome:DEMAND/n_after), and a document, source or demand.
    """
    from pipelines.cli import told, tree
    from pipelines.cli.output import plain
    from warehouse.answers import ids
    from warehouse.answers.tree import tree_of

    with opened(out, known, as_json=as_json) as connection:
        try:
            asked = ids.resolve(connection, id_)
        except ids.Unknown as error:
            raise click.UsageError(plain(f"{error}{asked_of(known)}")) from error
        if as_tree and not as_json:
            tree.show(tree_of(connection, asked))
            return
        answer, show = _explained(connection, asked)
        if as_json:
            click.echo(told.as_json(answer | {"tree": tree_of(connection, asked)}))
        else:
            show()


def _explained(
    connection: duckdb.DuckDBPyConnection, asked: Asked
) -> tuple[dict[str, object], Callable[[], None]]:
    """The answer by its name in JSON, and how it is shown: as a tree what has no other form."""
    from pipelines.cli import argued, explained_cell, tree
    from warehouse.answers import bound, claim, conflicts, ids
    from warehouse.answers.tree import tree_of

    match asked:
        case ids.ClaimId(claim_id):
            explained = claim.explain(connection, claim_id)
            return {"claim": explained}, lambda: _claim(explained)
        case ids.ConflictId(conflict_id):
            (found,) = conflicts.conflicts(connection, conflicts.Asked(), conflict_id)
            return {"conflict": found}, lambda: _conflict(found)
        case ids.CellId():
            side, words = explained_cell.answer(connection, asked)
            show = functools.partial(explained_cell.show, side, words, asked.rule)
            return {"cell": side, "claims": words}, show
        case ids.BoundId():
            about = bound.explain(connection, asked)
            return {"bound": about}, lambda: argued.show(about)
        case _:
            return {"asked": asked}, lambda: tree.show(tree_of(connection, asked))


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
    from warehouse.answers.bound import BAND_NAMES

    days = str(tight.first) if tight.n_days == 1 else f"{tight.n_days:,} days to {tight.last}"
    alone = "alone" if tight.alone else "with others"
    return (
        f"{tight.side} of {tight.measure}/{tight.population}, {BAND_NAMES[tight.evidence_used]}, "
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
