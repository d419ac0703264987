"""What muster conflicts tells beside the contradictions: the least set aside, sums, retellings.

The contradictions themselves are laid out in conflicts.py; the answers are warehouse.answers'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from warehouse.answers.least import Component, Sum
    from warehouse.answers.retold import Disagreement

AS_THEY_STAND = (
    "What is marked - contradicts nothing as it stands: a total may hold more than the parts that "
    "are printed, and parts may share people. It would if the parts were said to be all of it."
)


def least(components: list[Component]) -> None:
    """Print the least that must be set aside, component by component."""
    from pipelines.cli import told
    from pipelines.cli.output import many

    if components:
        total = sum(c.size for c in components)
        told.heading(f"To make the rest consistent, {many(total, 'root')} must be set aside")
    for component in components:
        click.echo()
        told.paragraph(_choice(component))
        for way in component.claims:
            ways = f"in {way.n_ways:,} of {component.n_solutions:,}: "
            each = ways if component.size > 1 else ""
            told.paragraph(f"{each}{told.sentence(way.claim)}", 2, "-")


def _choice(component: Component) -> str:
    """How many of which roots must be set aside, who carries them, and in how many ways."""
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
        f"{component.size:,}{proved} of the {many(component.n_roots, 'root')} "
        f"(carried by {many(component.n_claims, 'claim')}) in "
        f"{many(component.n_conflicts, 'contradiction')}; {ways}:"
    )


def sums(found: list[Sum]) -> None:
    """Print the totals that are not the sum of their parts, and how many may be."""
    from pipelines.cli import told
    from pipelines.cli.output import many

    against = [s for s in found if s.contradicts]
    short = [s for s in found if not s.contradicts and not s.adds_up]
    if against or short:
        told.heading("Totals that are not the sum of the parts printed with them")
    for one in against:
        told.paragraph(one.statement, 2, "!")
    for one in short:
        told.paragraph(f"{told.sentence(one.whole)}: {_parts(one)}", 2, "-")
    if short:
        told.paragraph(AS_THEY_STAND)
    if closed := len(found) - len(against) - len(short):
        total = "more total" if against or short else "total"
        click.echo(f"\n{many(closed, total)} may be what the parts make.")


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


def retold(gathered: list[Disagreement]) -> None:
    """Print the disagreements among retellings, one line each."""
    from pipelines.cli import told

    if gathered:
        told.heading("Pairs in which a side repeats another figure, and is no further witness")
    for found in gathered:
        told.paragraph(_retold(found), 2, "-")
    if gathered:
        click.echo("\nEach pair in words: muster conflicts --json")


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
