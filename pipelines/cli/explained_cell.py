"""A cell explained: what is counted, what each rule makes of it, and the claims behind, with words.

The answers are warehouse.answers.reconciled's; the rows of rules are laid out in side_by_side.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import duckdb

    from warehouse.answers.ids import CellId
    from warehouse.answers.side_by_side import Ruled, Side
    from warehouse.answers.told import Told

INDENT = 4
NOT_ASKED = "It is compared with nothing, so no rule is asked about it."


def answer(connection: duckdb.DuckDBPyConnection, asked: CellId) -> tuple[Side, dict[str, Told]]:
    """A cell with all rules, or with the one that is asked for, and the claims behind it by id."""
    from warehouse.answers import reconciled
    from warehouse.compare import Question

    (side,) = reconciled.reconciled(connection, Question(), asked.cell_id)
    if asked.rule is not None:
        side = replace(side, rules=tuple(r for r in side.rules if r.rule == asked.rule))
    return side, reconciled.on(connection, side)


def show(side: Side, words: dict[str, Told], rule: str | None) -> None:
    """Print a cell, or one rule's answer on it, down to the words of each claim and its page."""
    if rule is None or not side.rules:
        _whole(side, words)
    else:
        _one_rule(side, side.rules[0], words)


def _whole(side: Side, words: dict[str, Told]) -> None:
    from pipelines.cli import side_by_side, told
    from pipelines.cli.output import plain

    if side.rules:
        side_by_side.block(side, words)
    else:
        click.secho(plain(side_by_side.title(side)), bold=True)
        told.paragraph(NOT_ASKED)
    told.heading("Its claims")
    _pages(words, words)


def _one_rule(side: Side, answer: Ruled, words: dict[str, Told]) -> None:
    from pipelines.cli import side_by_side, told
    from pipelines.cli.output import plain

    click.secho(plain(f"{side_by_side.title(side)}; {answer.name}"), bold=True)
    told.paragraph(answer.what)
    told.paragraph(f"After: {answer.citation}")
    click.echo()
    told.table(side_by_side.RULES, [side_by_side.row(answer)])
    if answer.members:
        told.heading("It rests on")
        _pages(answer.members, words)
    side_by_side.left_out(side, words)


def _pages(claims: Iterable[str], words: dict[str, Told]) -> None:
    """Each claim: its words, its id, where they are printed, and the page that holds them."""
    from pipelines.cli import told

    for claim in (words[i] for i in claims):
        told.paragraph(told.sentence(claim), 2, "-")
        told.unbroken(claim.claim_id, INDENT)
        told.paragraph(f"{claim.published_by}, {claim.published}", INDENT)
        told.unbroken(claim.url, INDENT)
        at = f"{claim.anchor} in snapshot {claim.snapshot}" if claim.snapshot else "not archived"
        told.unbroken(at, INDENT)
