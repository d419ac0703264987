"""muster compare --rules: what each method would conclude, side by side, and what it left out.

The answers are warehouse.answers.reconciled's; here they are laid out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import duckdb

    from warehouse.answers.reconciled import Ruled, Side
    from warehouse.answers.told import Told
    from warehouse.compare import Question

HEADINGS = ("population", "measure", "claims\n(roots)", "least", "by", "greatest", "by", "times",
            "flag")  # fmt: skip
RULES = ("rule", "low", "best", "high", "claims\n(roots)", "because")
FLAGS = (
    "Least and greatest are the numbers that rules prefer or, where these agree, the two answers "
    "that exclude each other. apart: no number fits the answers of all rules. spread: some number "
    "does, and those that rules prefer are further apart than rounding."
)
INDENT = 4


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
        side.who, side.what, _claims(side.n_claims, side.n_roots),
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


def _claims(n_claims: int, n_roots: int) -> str:
    return f"{n_claims:,} ({n_roots:,})"


def title(side: Side) -> str:
    """What is counted, on which day, by how many."""
    from pipelines.cli.output import many

    day = f", as of {side.as_of}" if side.as_of else ""
    counted = f"{many(side.n_claims, 'claim')} of {many(side.n_roots, 'root')}"
    return f"{side.who}, {side.what}{day}: {counted}"


def block(side: Side, words: dict[str, Told]) -> None:
    """Print a cell: every rule in a row, and below what they left out, each reason once."""
    from pipelines.cli import told
    from pipelines.cli.output import plain

    click.secho(plain(title(side)), bold=True)
    told.unbroken(f"muster explain {side.cell_id}", 0)
    told.paragraph(side.spread.sentence if side.spread else "no rule concludes a number")
    click.echo()
    told.table(RULES, [row(r) for r in side.rules])
    for rule in side.rules:
        for claim in rule.elsewhere:
            told.paragraph(f"{rule.rule} uses, of another cell: {told.sentence(words[claim])}", 2)
    left_out(side, words)


def row(ruled: Ruled) -> tuple[object, ...]:
    """The answer of a rule as a row of RULES."""
    claims = _claims(ruled.n_claims, ruled.n_roots) if ruled.n_claims else None
    return ruled.rule, ruled.low, ruled.best, ruled.high, claims, ruled.because


def left_out(side: Side, words: dict[str, Told]) -> None:
    """Print the roots on the cell that rules left out, and by which rule for which reason."""
    from pipelines.cli import told
    from pipelines.cli.output import many

    reasons = _reasons(side)
    if reasons:
        click.echo("\nLeft out:")
    for claim, of in reasons.items():
        told.paragraph(told.sentence(words[claim]), 2, "-")
        for reason, rules in of.items():
            by = f"by {_among(rules, side.rules)}: " if len(side.rules) > 1 else ""
            told.paragraph(f"{by}{reason}", INDENT)
    if side.repeats:
        one = len(side.repeats) == 1
        repeat = "repeats another, and is no further witness" if one else (
            "repeat others, and are no further witnesses"
        )  # fmt: skip
        click.echo(f"\n{many(len(side.repeats), 'claim')} {repeat}.")


def _reasons(side: Side) -> dict[str, dict[str, list[str]]]:
    """claim -> reason -> rules, of roots. That a rule has nothing to go by stands in its row, and
    is no reason about a claim."""
    reasons: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for ruled in side.rules:
        for claim, reason in ruled.left_out.items():
            if claim not in side.repeats and (ruled.answers or reason != ruled.because):
                reasons[claim][reason].append(ruled.rule)
    return dict(sorted(reasons.items()))


def _among(some: list[str], rules: Iterable[Ruled]) -> str:
    """The rules in words: all of them, all but one, or their ids."""
    from pipelines.cli import told

    others = [r.rule for r in rules if r.rule not in some]
    if not others:
        return "every rule"
    return f"every rule but {others[0]}" if len(others) == 1 < len(some) else told.listed(some)
