"""What muster conflicts tells beside the contradictions: the least set aside, sums, retellings.

The contradictions themselves are laid out in conflicts.py; the answers are warehouse.answers'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from warehouse.answers.least import Component, Sum
    from warehouse.answers.retold import Disagreement


def least(components: list[Component]) -> None:
    """Print the least that must be set aside, component by component."""
    from pipelines.cli import told
    from pipelines.cli.output import many

    if components:
        total = sum(c.size for c in components)
        told.heading(f"To make the rest consistent, {many(total, 'root')} must be set aside")
    for component in components:
        click.echo()
        told.paragraph(component.choice)
        for way in component.claims:
            ways = f"in {way.n_ways:,} of {component.n_solutions:,}: "
            each = ways if component.size > 1 else ""
            told.paragraph(f"{each}{told.sentence(way.claim)}", 2, "-")


def sums(found: list[Sum]) -> None:
    """Print the totals that are not the sum of their parts, and how many may be."""
    from pipelines.cli import told
    from pipelines.cli.output import many
    from warehouse.answers.least import AS_THEY_STAND

    against = [s for s in found if s.contradicts]
    short = [s for s in found if not s.contradicts and not s.adds_up]
    if against or short:
        told.heading("Totals that are not the sum of the parts printed with them")
    for one in against:
        told.paragraph(one.statement, 2, "!")
    for one in short:
        told.paragraph(f"{told.sentence(one.whole)}: {one.made}", 2, "-")
    if short:
        told.paragraph(f"What is marked - {AS_THEY_STAND}")
    if closed := len(found) - len(against) - len(short):
        total = "more total" if against or short else "total"
        click.echo(f"\n{many(closed, total)} may be what the parts make.")


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

    by = f"{found.counts}; retold by {told.listed(found.published_by)}"
    if found.conflict_id:
        return f"of contradiction {found.conflict_id}: {by}"
    one = found.one.claim_id == found.other.claim_id
    against = "its own retellings" if one else told.sentence(found.other)
    return f"{told.sentence(found.one)} against {against}: {by}"
