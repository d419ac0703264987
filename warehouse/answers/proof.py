"""A contradiction proved step by step: what each figure says, why they bear on one another, and the
sum.

The clauses are the engine's (warehouse.inference.reasons); whole sentences about a contradiction
are its `statement`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse.answers.conflicts import Conflict, Member
from warehouse.answers.world import READ

if TYPE_CHECKING:
    from warehouse.inference.figure import Figure
    from warehouse.inference.lattice import Lattice
    from warehouse.inference.scope import Span

MEMBERS = "FROM claim AS c WHERE c.claim_id IN (SELECT claim_id FROM conflict_claim)"
ABOVE = ("outer", "whole")  # the roles of a figure that counts all whom the others count


@dataclass(frozen=True)
class Step:
    """A step of a proof, and the claim that it speaks of; None where it speaks of several."""

    text: str
    claim_id: str | None = None


@dataclass(frozen=True)
class Gap:
    """What no number bridges: the figures `over` are `most` at most (together, where they are
    several), and those `under` are `least` at least, which is more."""

    most: int
    least: int
    over: tuple[Member, ...]
    under: tuple[Member, ...]


def gap(conflict: Conflict) -> Gap | None:
    """The gap between the parts and the whole; None where the figures miss in no such way, but
    jointly."""
    above = tuple(m for m in conflict.members if m.role in ABOVE)
    parts = tuple(m for m in conflict.members if m.role not in ABOVE)
    for over, under in ((above, parts), (parts, above)):
        highs = [m.claim.high for m in over if m.claim.high is not None]
        least = sum(m.claim.low for m in under)
        if len(above) == 1 and len(highs) == len(over) and least - sum(highs) == conflict.excess:
            return Gap(sum(highs), least, over, under)
    return None


def proofs(
    connection: duckdb.DuckDBPyConnection, conflicts: Iterable[Conflict]
) -> dict[str, tuple[Step, ...]]:
    """The steps of each conflict, by its id."""
    from warehouse.inference.figure import read_figures
    from warehouse.inference.lattice import read_lattice

    tables = {name: connection.execute(f"FROM {name}").df() for name in READ}
    tables["claim"] = connection.execute(MEMBERS).df()
    lattice = read_lattice(tables)
    figures = {figure.claim_id: figure for figure in read_figures(tables)}
    return {c.conflict_id: tuple(_steps(c, figures, lattice)) for c in conflicts}


def _steps(conflict: Conflict, figures: Mapping[str, Figure], lattice: Lattice) -> Iterator[Step]:
    from warehouse.inference.phrasing import interval, said

    members = [(m.role, figures[m.claim.claim_id]) for m in conflict.members]
    for _, figure in members:
        text = f"{said(figure, lattice)} is {interval(figure.low, figure.high)}"
        yield Step(f"{text}{_when(figure.scope.as_of)}.", figure.claim_id)
    for text in dict.fromkeys(_bearing(conflict, members, lattice)):
        yield Step(f"{text[0].upper()}{text[1:]}.")
    yield Step(_missing(conflict))


def _when(span: Span) -> str:
    """The days that a date stands for, where it is coarser than a day."""
    if span.first == span.last:
        return ""
    return f"; {span.text} is some day from {span.first} to {span.last}"


def _bearing(
    conflict: Conflict, members: Sequence[tuple[str, Figure]], lattice: Lattice
) -> Iterator[str]:
    """Why the figures bear on one another: containment, and being different people."""
    from warehouse.inference.conflict import WITHIN
    from warehouse.inference.reasons import because, different, grounds
    from warehouse.inference.scope import within

    parts = [figure.scope for role, figure in members if role not in ABOVE]
    inside = [
        because(part, whole.scope, lattice)
        for role, whole in members
        for part in parts
        if role in ABOVE and within(part, whole.scope, lattice)
    ]
    if inside:
        yield from grounds([WITHIN])
    for reasons in inside:
        yield from reasons
    identities = [i for i in conflict.identities.split("; ") if i != WITHIN]
    yield from different(identities, parts, lattice) or grounds(identities)


def _missing(conflict: Conflict) -> str:
    found = gap(conflict)
    if found is None:
        return (
            f"Jointly they miss by {conflict.excess:,}; without any one of them the others could "
            "be true."
        )
    least = _added([m.claim.low for m in found.under])
    most = _added([m.claim.high for m in found.over if m.claim.high is not None])
    return f"So at least {least} would be at most {most}: they miss by {conflict.excess:,}."


def _added(numbers: Sequence[int]) -> str:
    from warehouse.inference.phrasing import terms

    total = f"{sum(numbers):,}"
    return total if len(numbers) == 1 else f"{terms(numbers)} = {total}"
