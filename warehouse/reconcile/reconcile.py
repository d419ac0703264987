"""Every rule put to every cell, and what came of it as frames.

The rules stand in warehouse/rules, the cells are read in cells.py; here they meet. What a rule
concludes of a cell follows from that cell alone: cells are put to the rules in parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from warehouse.reconcile.cells import Asked, Retelling
from warehouse.reconcile.registry import rules
from warehouse.reconcile.rule import Answer, Cell, Rule, nothing
from warehouse.spread import Spread, shared

if TYPE_CHECKING:
    import pandas as pd

NO_ROOT = "no root stands on this cell: its claims repeat figures that count something else"
MEMBER, RETELLING, LEFT_OUT = "member", "retelling", "left_out"
LIGHT = 1_000  # cells and figures: a tenth of a second
Row = tuple[object, ...]
Told = tuple[Row, list[Row]]
On = tuple[Cell, Sequence[Retelling]]  # a cell, with the claims on it that only repeat
COLUMNS = {
    "rule": "rule version name what citation url",
    "reconciled": "cell_id rule as_of low best high n_claims n_roots n_left_out because",
    "reconciled_claim": "cell_id rule claim_id role reason",
}


class WrongAnswerError(AssertionError):
    """A rule broke its contract; the message says which, on which cell, and how."""


def answer(rule: Rule, cell: Cell) -> Answer:
    """What the rule concludes of the cell; nothing, where only retellings stand there.

    Raises `WrongAnswerError` where its numbers are out of order, or where a figure that stands is
    neither a member nor left out.
    """
    if not cell.standing:
        return nothing(cell, NO_ROOT)
    told = rule.reconcile(cell)
    numbers = [n for n in (told.low, told.best, told.high) if n is not None]
    stand = {f.claim_id for f in cell.standing}
    problems = []
    if numbers != sorted(numbers):
        problems.append(f"low {told.low}, best {told.best}, high {told.high}")
    if missing := stand - set(told.members) - set(told.left_out):
        problems.append(f"neither member nor left out: {', '.join(sorted(missing))}")
    if both := set(told.members) & set(told.left_out):
        problems.append(f"both member and left out: {', '.join(sorted(both))}")
    if problems:
        raise WrongAnswerError(f"rule {rule.id} on cell {cell.cell_id}: {'; '.join(problems)}")
    return told


def _claims(on: On, told: Answer) -> Iterator[tuple[str, str, str | None]]:
    """(claim, role, reason) of every claim on the cell, and of members on other cells."""
    cell, retellings = on
    members = frozenset(told.members)
    for claim in told.members:
        yield claim, MEMBER, None
    left = {**cell.left_out, **told.left_out}
    for claim, reason in sorted(left.items()):
        if claim not in members:
            yield claim, LEFT_OUT, reason
    here = {f.claim_id for f in cell.standing} | set(cell.left_out)
    for retelling in retellings:
        if retelling.root in members:
            yield retelling.claim_id, RETELLING, f"repeats {retelling.told}: one witness"
        elif retelling.root in here:
            yield retelling.claim_id, LEFT_OUT, f"repeats {retelling.told}, which is left out"
        else:
            yield (
                retelling.claim_id, LEFT_OUT,
                f"repeats {retelling.told}, which counts something else",
            )  # fmt: skip


def _told(rule: Rule, on: On) -> Told:
    """The row of reconciled, and those of reconciled_claim, of a rule put to a cell."""
    cell, _ = on
    told = answer(rule, cell)
    claims = list(_claims(on, told))
    roles = [role for _, role, _ in claims]
    row = (
        cell.cell_id, rule.id, cell.as_of, told.low, told.best, told.high,
        roles.count(MEMBER) + roles.count(RETELLING), roles.count(MEMBER), roles.count(LEFT_OUT),
        told.because,
    )  # fmt: skip
    return row, [(cell.cell_id, rule.id, *claim) for claim in claims]


def _of_every_rule(cells: Sequence[On]) -> list[list[Told]]:
    """Of each cell what each rule makes of it, in the order of the rules."""
    return [[_told(rule, on) for rule in rules().values()] for on in cells]


def answers(asked: Asked, spread: Spread = map) -> dict[str, list[Row]]:
    """The rows of rule, reconciled and reconciled_claim, as COLUMNS names them."""
    every = rules().values()
    on = [(cell, asked.retellings.get(id_, ())) for id_, cell in asked.cells.items()]
    of_cells = shared(spread, _of_every_rule, on, [len(cell.standing) for cell, _ in on], LIGHT)
    told = [of_cell[n] for n in range(len(every)) for of_cell in of_cells]
    return {
        "rule": [(r.id, r.version, r.name, r.what, r.citation, r.url) for r in every],
        "reconciled": [row for row, _ in told],
        "reconciled_claim": [claim for _, claims in told for claim in claims],
    }


def reconcile(asked: Asked, spread: Spread = map) -> Mapping[str, pd.DataFrame]:
    """The frames rule, reconciled and reconciled_claim."""
    import pandas as pd

    return {
        name: pd.DataFrame(rows, columns=COLUMNS[name].split(), dtype=object)
        for name, rows in answers(asked, spread).items()
    }
