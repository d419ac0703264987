"""Every rule put to every cell, and what came of it as frames.

The rules stand in warehouse/rules, the cells are read in cells.py; here they meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from warehouse.reconcile.cells import Asked
from warehouse.reconcile.registry import rules
from warehouse.reconcile.rule import Answer, Cell, Rule, nothing

if TYPE_CHECKING:
    import pandas as pd

NO_ROOT = "no root stands on this cell: its claims repeat figures that count something else"
MEMBER, RETELLING, LEFT_OUT = "member", "retelling", "left_out"
Row = tuple[object, ...]
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


def _claims(asked: Asked, cell: Cell, told: Answer) -> Iterator[tuple[str, str, str | None]]:
    """(claim, role, reason) of every claim on the cell, and of members on other cells."""
    members = frozenset(told.members)
    for claim in told.members:
        yield claim, MEMBER, None
    left = {**cell.left_out, **told.left_out}
    for claim, reason in sorted(left.items()):
        if claim not in members:
            yield claim, LEFT_OUT, reason
    here = {f.claim_id for f in cell.standing} | set(cell.left_out)
    for retelling in asked.retellings.get(cell.cell_id, ()):
        if retelling.root in members:
            yield retelling.claim_id, RETELLING, f"repeats {retelling.told}: one witness"
        elif retelling.root in here:
            yield retelling.claim_id, LEFT_OUT, f"repeats {retelling.told}, which is left out"
        else:
            yield (
                retelling.claim_id, LEFT_OUT,
                f"repeats {retelling.told}, which counts something else",
            )  # fmt: skip


def answers(asked: Asked) -> dict[str, list[Row]]:
    """The rows of rule, reconciled and reconciled_claim, as COLUMNS names them."""
    found: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for rule in rules().values():
        found["rule"].append((rule.id, rule.version, rule.name, rule.what, rule.citation, rule.url))
        for cell in asked.cells.values():
            told = answer(rule, cell)
            claims = list(_claims(asked, cell, told))
            roles = [role for _, role, _ in claims]
            found["reconciled"].append(
                (
                    cell.cell_id, rule.id, cell.as_of, told.low, told.best, told.high,
                    roles.count(MEMBER) + roles.count(RETELLING), roles.count(MEMBER),
                    roles.count(LEFT_OUT), told.because,
                )
            )  # fmt: skip
            found["reconciled_claim"] += [(cell.cell_id, rule.id, *claim) for claim in claims]
    return found


def reconcile(asked: Asked) -> Mapping[str, pd.DataFrame]:
    """The frames rule, reconciled and reconciled_claim."""
    import pandas as pd

    return {
        name: pd.DataFrame(rows, columns=COLUMNS[name].split(), dtype=object)
        for name, rows in answers(asked).items()
    }
