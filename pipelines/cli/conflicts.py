"""muster conflicts: what cannot all be true, what dissolves it, and the least to be set aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import json_option, out_option, published

if TYPE_CHECKING:
    from warehouse.answers.conflicts import Conflict, Member, Retold
    from warehouse.answers.least import Component, Sum


IDENTITIES = {"within": "everyone counted by the one is counted by the other"}
NO_REPAIR = "No change of one dimension of one scope would dissolve it."


@click.command("conflicts", short_help="Contradictions with their proofs, and what dissolves them.")
@click.option("--measure", help="One measure, such as recruited, serving, killed.")
@click.option("--population", help="One population: an alpha-3 code, foreign, m49:002, a group.")
@out_option
@json_option
def command(measure: str | None, population: str | None, out: Path, as_json: bool) -> None:
    """List the sets of figures that cannot all be true, pairs first, between roots alone.

    Then the least that must be set aside for the rest to be consistent, the totals whose parts do
    not add up, and the pairs in which a side only repeats another figure.
    """
    from pipelines.cli import told
    from warehouse import compare
    from warehouse.answers import conflicts, least

    asked = conflicts.Asked(measure, population)
    with published(out) as connection:
        if problem := compare.unknown(connection, compare.Question(measure, population)):
            raise click.UsageError(problem)
        found = conflicts.conflicts(connection, asked)
        components = least.components(connection, found)
        sums = least.sums(connection, asked)
        again = conflicts.retold(connection, asked)
    if as_json:
        names = ("conflicts", "set_aside", "sums", "retold")
        answers = (found, components, sums, again)
        click.echo(told.as_json(dict(zip(names, answers, strict=True))))
        return
    _show_conflicts(found)
    _show_least(components)
    _show_sums(sums)
    _show_retold(again)
    if found:
        click.echo(f"\nEach in full, with its pages: muster explain {found[0].conflict_id}")


def _show_conflicts(found: list[Conflict]) -> None:
    from pipelines.cli import told
    from pipelines.cli.output import many

    if not found:
        click.echo("No contradiction between roots.")
    else:
        click.secho(f"{many(len(found), 'contradiction')} between roots", bold=True)
    for conflict in found:
        click.echo()
        told.paragraph(describe(conflict))
        told.paragraph(conflict.statement, 2)
        _members(conflict.members)
        for line in grounds(conflict):
            told.paragraph(line, 2)
        told.paragraph(_smallest(conflict.repairs), 2)


def describe(conflict: Conflict) -> str:
    """A conflict in a line: its id, how many figures, of which kind, and by how much they miss."""
    kind = conflict.kind.replace("_", "-")
    return f"{conflict.conflict_id}  {conflict.size} figures, {kind}, by {conflict.excess:,}"


def _members(listed: tuple[Member, ...]) -> None:
    """Print the figures of a conflict as a table, with who repeats each of them."""
    from pipelines.cli import told
    from pipelines.cli.output import many

    rows = []
    for member in listed:
        others = [c.published_by for c in member.repeated_by]
        again = f"{many(len(others), 'time')}: {told.listed(others)}" if others else None
        claim = member.claim
        rows.append((member.role, f"“{claim.says}”", claim.source, claim.counts, again))
    columns = ("role", "words", "whose", "what they count", "repeated")
    keep = len(columns) if any(row[-1] for row in rows) else -1
    told.table(columns[:keep], [row[:keep] for row in rows])


def grounds(conflict: Conflict) -> list[str]:
    """Why the figures bear on one another, and whether there are others like them."""
    identities = conflict.identities.split("; ")
    lines = [
        f"Why they bear on one another: {'; '.join(IDENTITIES.get(i, i) for i in identities)}."
    ]
    if not conflict.complete:
        lines.append("Other sets of figures contradict the same one in the same way.")
    return lines


def _smallest(repairs: tuple[str, ...]) -> str:
    from pipelines.cli.output import many

    if not repairs:
        return NO_REPAIR
    others = f" ({many(len(repairs) - 1, 'other change')} would do)" if repairs[1:] else ""
    return f"It would dissolve {repairs[0].rstrip('.')}{others}."


def _show_least(components: list[Component]) -> None:
    from pipelines.cli import told
    from pipelines.cli.output import many

    if components:
        total = sum(c.size for c in components)
        told.heading(f"To make the rest consistent, {many(total, 'claim')} must be set aside")
    for component in components:
        ways = f"{many(component.n_solutions, 'way')}{'' if component.complete else ' or more'}"
        proved = f"; perhaps {component.gap:,} fewer" if component.gap else ""
        click.echo(
            f"\n{component.size:,} of {many(component.n_claims, 'claim')} in "
            f"{many(component.n_conflicts, 'contradiction')}{proved}; {ways}:"
        )
        told.table(
            ("in ways", "words", "whose", "what they count"),
            [
                (f"{w.n_ways:,} of {component.n_solutions:,}", f"“{w.claim.says}”",
                 w.claim.source, w.claim.counts)
                for w in component.claims
            ],
        )  # fmt: skip


def _show_sums(sums: list[Sum]) -> None:
    from pipelines.cli import told
    from pipelines.cli.output import many

    open_sums = [s for s in sums if s.contradicts or not s.adds_up]
    if open_sums:
        told.heading("Totals that are not the sum of the parts printed with them")
    for found in open_sums:
        told.paragraph(found.statement, 2, "!" if found.contradicts else "-")
    if closed := len(sums) - len(open_sums):
        also = " more" if open_sums else ""
        click.echo(f"\n{many(closed, 'total')}{also} may be what the parts make.")


def _show_retold(again: list[Retold]) -> None:
    from pipelines.cli import told

    if again:
        told.heading("Pairs in which a side repeats another figure, and is no further witness")
    for pair in again:
        told.paragraph(f"{pair.verdict} (retold): {pair.because}", 2, "-")
