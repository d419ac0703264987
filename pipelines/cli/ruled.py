"""muster compare --rules: the cells in which the method decides, or one population in full.

The answers are warehouse.answers.reconciled's; a cell in full is laid out in side_by_side.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipelines.cli.side_by_side import block, claims

if TYPE_CHECKING:
    import duckdb

    from warehouse.answers.side_by_side import Ruled, Side
    from warehouse.compare import Question

HEADINGS = ("population", "measure", "claims\n(roots)", "least", "by", "greatest", "by", "times",
            "flag")  # fmt: skip
FLAGS = (
    "Least and greatest are the numbers that rules prefer or, where these agree, the two answers "
    "that exclude each other. apart: no number fits the answers of all rules. spread: some number "
    "does, and those that rules prefer are further apart than rounding."
)


def show(connection: duckdb.DuckDBPyConnection, asked: Question, *, as_json: bool) -> None:
    """Print the cells that the question touches: all in full as JSON or for one population, else
    a row for each whose answer the method decides."""
    from pipelines.cli import told
    from warehouse.answers import reconciled

    sides = reconciled.reconciled(connection, asked)
    if as_json:
        click.echo(told.as_json(sides))
    elif not sides:
        click.echo("no figure answers to that", err=True)
    elif asked.population is None:
        overview(sides)
    else:
        words = reconciled.told(connection, sides)
        for n, side in enumerate(sides):
            if n:
                click.echo()
            block(side, words)


def overview(sides: list[Side]) -> None:
    """Print a row for each cell whose answer the method decides, and how many others there are."""
    from pipelines.cli import told
    from pipelines.cli.output import many

    decided = [s for s in sides if s.spread and s.spread.method_decides]
    told.table(HEADINGS, [_decided(s) for s in decided])
    if decided:
        click.echo()
        told.paragraph(FLAGS)
    silent = sum(s.spread is None for s in sides)
    others = len(sides) - len(decided) - silent
    told.paragraph(
        f"On {many(others, 'other cell')} the rules that answer differ by rounding alone"
        + (f"; on {many(silent, 'cell')} none answers." if silent else ".")
    )
    told.paragraph("One population in full: muster compare --rules --population P.")


def _decided(side: Side) -> tuple[object, ...]:
    spread = side.spread
    assert spread is not None
    best = (
        spread.least_best, _rules(spread.least_best_rules),
        spread.greatest_best, _rules(spread.greatest_best_rules),
        None if spread.ratio is None else f"×{spread.ratio:,.2f}",
    )  # fmt: skip
    of = {r.rule: _span(r) for r in side.rules}
    ends = [(of[r], _rules(r)) for r in (spread.lower_rule, spread.upper_rule) if r]
    return (
        side.who, side.what, claims(side.n_claims, side.n_roots),
        *(best if spread.best_decides else (*ends[0], *ends[1], None)),
        "apart" if ends else "spread",
    )  # fmt: skip


def _span(ruled: Ruled) -> int | str | None:
    """The answer of a rule in a cell of a table: its interval or, where it tells none, its best."""
    low, high = ruled.low, ruled.high
    if low is None and high is None:
        return ruled.best
    if high is None:
        return f"≥ {low:,}"
    if low is None:
        return f"≤ {high:,}"
    return low if low == high else f"{low:,}-{high:,}"


def _rules(ids: str | None) -> str:
    """The first of several rules, as words that a narrow column can wrap, and how many more."""
    first, *more = (ids or "").replace("_", " ").split(",")
    return f"{first} +{len(more)}" if more else first
