"""A cell with the answers of all rules side by side, as values.

How they are read from the tables stands in reconciled.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Ruled:
    """The answer of one rule. `left_out` gives each claim's reason; `retellings` are claims that
    repeat a member, `n_claims` counts both, `n_roots` the members, of which those `elsewhere` stand
    on other cells."""

    rule: str
    name: str
    what: str
    citation: str
    low: int | None
    best: int | None
    high: int | None
    n_claims: int
    n_roots: int
    because: str
    members: tuple[str, ...]
    elsewhere: tuple[str, ...]
    retellings: tuple[str, ...]
    left_out: dict[str, str]

    @property
    def answers(self) -> bool:
        """Whether it concludes any number."""
        return any(n is not None for n in (self.low, self.best, self.high))


@dataclass(frozen=True)
class Spread:
    """How far the rules that answer lie apart, as in the table sensitivity; `best_decides` where
    the numbers that they prefer do."""

    n_rules: int
    n_best: int
    least_best: int | None
    least_best_rules: str | None
    greatest_best: int | None
    greatest_best_rules: str | None
    ratio: float | None
    lower_rule: str | None
    upper_rule: str | None
    best_decides: bool
    method_decides: bool
    sentence: str


@dataclass(frozen=True)
class Side:
    """A cell with all rules side by side. `who` and `what` say in words what is counted; `spread`
    is None where no rule concludes anything, `as_of` and `rules` are empty where none is asked.
    `repeats` are the claims on the cell that only repeat another."""

    cell_id: str
    measure: str
    population: str
    who: str
    what: str
    as_of: date | None
    n_claims: int
    n_roots: int
    repeats: tuple[str, ...]
    spread: Spread | None
    rules: tuple[Ruled, ...]
