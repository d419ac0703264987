"""muster conflicts: what cannot all be true, what dissolves it, and the least to be set aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import json_option, out_option, published

if TYPE_CHECKING:
    from warehouse.answers.conflicts import Conflict, Member
    from warehouse.answers.least import Component, Sum
    from warehouse.answers.retold import Disagreement


KINDS = {
    "arithmetic": "in one document (arithmetic)",
    "longitudinal": "of one source over time (longitudinal)",
    "cross_source": "of different sources (cross-source)",
}
MEMBER = 9  # columns: the longest role is "whole"
OTHERS = "Other sets of figures contradict the same one in the same way."
NO_REPAIR = "No change of one dimension of one scope would dissolve it."


@click.command("conflicts", short_help="Contradictions with their proofs, and what dissolves them.")
@click.option("--measure", help="One measure, such as recruited, serving, killed.")
@click.option("--population", help="One population: an alpha-3 code, foreign, m49:002, a group.")
@out_option
@json_option
def command(measure: str | None, population: str | None, out: Path, as_json: bool) -> None:
    """List the sets of figures that cannot all be true, pairs first, between roots alone.

    Then the least that must be set aside for the rest to be consistent, the totals that are not the
    sum of their parts, and what disagrees only among retellings, by the roots behind (--json: each
    pair).
    """
    from pipelines.cli import told
    from warehouse.answers import conflicts, least, retold
    from warehouse.answers.nearest import unknown

    asked = conflicts.Asked(measure, population)
    with published(out) as connection:
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
    _show_least(components)
    _show_sums(sums)
    _show_retold(gathered)


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
        for member in conflict.members:
            _member(member)
        told.paragraph(_smallest(conflict.repairs), 2)
        if not conflict.complete:
            told.paragraph(OTHERS, 2)
    if found:
        click.echo(f"\nEach in full, with its pages: muster explain {found[0].conflict_id}")


def describe(conflict: Conflict) -> str:
    """A conflict in a line: its id, how many figures, of which kind, and by how much they miss."""
    kind = KINDS[conflict.kind]
    return f"{conflict.conflict_id}  {conflict.size} figures {kind}, by {conflict.excess:,}"


def _member(member: Member) -> None:
    """Print which claim plays a part in a conflict, and who repeats it."""
    from pipelines.cli import told

    told.unbroken(member.claim.claim_id, MEMBER, f"  {member.role}")
    if member.repeated_by:
        others = told.listed(c.published_by for c in member.repeated_by)
        told.paragraph(f"repeated by {others}", MEMBER)


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
        click.echo()
        told.paragraph(_choice(component))
        for way in component.claims:
            ways = f"in {way.n_ways:,} of {component.n_solutions:,}: "
            each = ways if component.size > 1 else ""
            told.paragraph(f"{each}{told.sentence(way.claim)}", 2, "-")


def _choice(component: Component) -> str:
    """How many of which claims must be set aside, and in how many ways."""
    from pipelines.cli.output import many

    only, more = component.n_solutions == 1, "" if component.complete else " or more"
    if only and component.complete:
        ways = "this alone does it" if component.size == 1 else "these alone do it"
    elif component.size == 1:
        either = component.n_solutions == 2 and component.complete
        ways = "either" if either else f"any of these {component.n_solutions:,}{more}"
        ways += " does it"
    else:
        ways = f"{many(component.n_solutions, 'way')}{more} to choose them"
    proved = f" (perhaps {component.gap:,} fewer)" if component.gap else ""
    return (
        f"{component.size:,}{proved} of the {many(component.n_claims, 'claim')} in "
        f"{many(component.n_conflicts, 'contradiction')}; {ways}:"
    )


def _show_sums(sums: list[Sum]) -> None:
    from pipelines.cli import told
    from pipelines.cli.output import many

    against = [s for s in sums if s.contradicts]
    short = [s for s in sums if not s.contradicts and not s.adds_up]
    if against or short:
        told.heading("Totals that are not the sum of the parts printed with them")
    for found in against:
        told.paragraph(found.statement, 2, "!")
    for found in short:
        told.paragraph(f"{told.sentence(found.whole)}: {_parts(found)}", 2, "-")
    if short:
        told.paragraph(
            f"{'The last ' if against else 'These '}{many(len(short), 'total')} may hold more than "
            "the parts that are printed. Nothing contradicts, unless the parts were said to be all "
            "of it."
        )
    if closed := len(sums) - len(against) - len(short):
        also = " more" if against or short else ""
        click.echo(f"{many(closed, 'total')}{also} may be what the parts make.")


def _parts(found: Sum) -> str:
    """What the parts make, and how far that is from the total."""
    from pipelines.cli.output import many

    made = _interval(found.sum_low, found.sum_high)
    left, verb = found.residual_low, "left over"
    if left is None or left <= 0:
        left, verb = -(found.residual_high or 0), "too many"
    exact = found.residual_low == found.residual_high
    return (
        f"{many(found.n_parts, 'part')} make{'s' if found.n_parts == 1 else ''} {made}, "
        f"{'' if exact else 'at least '}{left:,} {verb}"
    )


def _interval(low: int, high: int | None) -> str:
    if low == high:
        return f"{low:,}"
    return f"at least {low:,}" if high is None else f"{low:,} to {high:,}"


def _show_retold(gathered: list[Disagreement]) -> None:
    from pipelines.cli import told

    if gathered:
        told.heading("Pairs in which a side repeats another figure, and is no further witness")
    for found in gathered:
        told.paragraph(_retold(found), 2, "-")
    if gathered:
        click.echo("Each pair in words: muster conflicts --json")


def _retold(found: Disagreement) -> str:
    """The pairs of two roots in a line; the roots' words only where they are not told above."""
    from pipelines.cli import told
    from pipelines.cli.output import many

    n_pairs = found.n_contradict + found.n_possible
    up_to = "up to " if n_pairs > 1 else ""
    by = f"by {up_to}{found.gap:,}; retold by {told.listed(found.published_by)}"
    certain = "contradicts" if found.n_contradict == 1 else "contradict"
    verdicts = ((found.n_contradict, certain), (found.n_possible, "may contradict"))
    counts = [f"{many(n, 'pair')} {verb}" for n, verb in verdicts if n]
    if found.conflict_id:
        more = many(n_pairs, "further pair")
        return f"of contradiction {found.conflict_id}: {more} among retellings, {by}"
    one = found.one.claim_id == found.other.claim_id
    against = "its own retellings" if one else told.sentence(found.other)
    return f"{told.sentence(found.one)} against {against}: {' and '.join(counts)}, {by}"
