"""A cell with the answers of all rules side by side, as values.

How they are read from the tables stands in reconciled.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.inference.phrasing import listed


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

    @property
    def title(self) -> str:
        """What is counted, and on which day."""
        return f"{self.who}, {self.what}{f', as of {self.as_of}' if self.as_of else ''}"

    @property
    def reasons(self) -> dict[str, dict[str, list[str]]]:
        """claim -> reason -> rules that left it out, of roots. That a rule has nothing to go by is
        no reason about a claim."""
        reasons: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for ruled in self.rules:
            for claim, reason in ruled.left_out.items():
                if claim not in self.repeats and (ruled.answers or reason != ruled.because):
                    reasons[claim][reason].append(ruled.rule)
        return dict(sorted(reasons.items()))

    def among(self, some: Sequence[str]) -> str:
        """Some of the rules in words: all of them, all but one, or their ids."""
        others = [r.rule for r in self.rules if r.rule not in some]
        if not others:
            return "every rule"
        return f"every rule but {others[0]}" if len(others) == 1 < len(some) else listed(some)
