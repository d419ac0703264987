"""A cell on a screen: every rule in a row, and what each of them left out, with its reason.

Which cells are shown stands in ruled.py and explained_cell.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipelines.cli.known import again

if TYPE_CHECKING:
    from warehouse.answers.side_by_side import Ruled, Side
    from warehouse.answers.told import Told

RULES = ("rule", "low", "best", "high", "claims\n(roots)", "because")
INDENT = 4


def claims(n_claims: int, n_roots: int) -> str:
    """A count of claims, and of how many roots."""
    return f"{n_claims:,} ({n_roots:,})"


def title(side: Side) -> str:
    """What is counted, on which day, by how many."""
    from pipelines.cli.output import many

    counted = f"{many(side.n_claims, 'claim')} of {many(side.n_roots, 'root')}"
    return f"{side.title}: {counted}"


def block(side: Side, words: dict[str, Told]) -> None:
    """Print a cell: every rule in a row, and below what they left out, each reason once."""
    from pipelines.cli import told
    from pipelines.cli.output import plain

    click.secho(plain(title(side)), bold=True)
    told.unbroken(f"muster explain {side.cell_id}{again()}", 0)
    told.paragraph(side.spread.sentence if side.spread else "no rule concludes a number")
    click.echo()
    told.table(RULES, [row(r) for r in side.rules])
    for rule in side.rules:
        for claim in rule.elsewhere:
            told.paragraph(f"{rule.rule} uses, of another cell: {told.sentence(words[claim])}", 2)
    left_out(side, words)


def row(ruled: Ruled) -> tuple[object, ...]:
    """The answer of a rule as a row of RULES."""
    counted = claims(ruled.n_claims, ruled.n_roots) if ruled.n_claims else None
    return ruled.rule, ruled.low, ruled.best, ruled.high, counted, ruled.because


def left_out(side: Side, words: dict[str, Told]) -> None:
    """Print the roots on the cell that rules left out, and by which rule for which reason."""
    from pipelines.cli import told
    from pipelines.cli.output import many

    reasons = side.reasons
    if reasons:
        click.echo("\nLeft out:")
    for claim, of in reasons.items():
        told.paragraph(told.sentence(words[claim]), 2, "-")
        for reason, rules in of.items():
            by = f"by {side.among(rules)}: " if len(side.rules) > 1 else ""
            told.paragraph(f"{by}{reason}", INDENT)
    if side.repeats:
        one = len(side.repeats) == 1
        repeat = "repeats another, and is no further witness" if one else (
            "repeat others, and are no further witnesses"
        )  # fmt: skip
        click.echo(f"\n{many(len(side.repeats), 'claim')} {repeat}.")
