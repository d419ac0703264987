"""What an id may mean, as values. How an id is read stands in ids.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class Unknown(Exception):  # noqa: N818  # named for what is the matter with an id
    """Nothing has this id; the message says what does."""


class NoneBegins(Unknown):
    """No id begins so."""


@dataclass(frozen=True)
class RowId:
    """A row of a comparison table by its key, and the column that is meant; None for all of it."""

    table: str
    key: str
    column: str | None = None


@dataclass(frozen=True)
class RecordId:
    """A document, source, demand or snapshot."""

    table: str
    id: str


@dataclass(frozen=True)
class ClaimId:
    """The id of a claim."""

    claim_id: str


@dataclass(frozen=True)
class ConflictId:
    """The id of a conflict."""

    conflict_id: str


@dataclass(frozen=True)
class CellId:
    """The id of a cell, and the rule whose answer on it is meant; None for all of them."""

    cell_id: str
    rule: str | None = None


@dataclass(frozen=True)
class BoundId:
    """A bound: `day` is a day of the grid, `asked` the day that was typed."""

    measure: str
    population: str
    day: date
    asked: date


@dataclass(frozen=True)
class PairId:
    """Two claims side by side; which of them comes first does not matter."""

    claim_a: str
    claim_b: str


Known = ClaimId | ConflictId | CellId
Asked = Known | BoundId | PairId | RowId | RecordId


def kind(asked: Asked) -> str:
    """What an id is the id of, in words."""
    match asked:
        case ClaimId():
            return "a claim"
        case ConflictId():
            return "a contradiction"
        case CellId():
            return "a cell"
        case BoundId():
            return "a bound"
        case PairId():
            return "a pair of claims"
        case RowId(table):
            return f"a row of {table}"
        case RecordId(table):
            return f"a {table}"
