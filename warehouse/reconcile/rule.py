"""What a rule is given and what it gives back: figures of one cell, and an answer.

Values only. Who takes part is decided in standing.py, before any rule is asked; which rules there
are, in registry.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Figure:
    """A root claim as a rule sees it: one witness's figure on a cell.

    `low`, `high` and `point` are the reading of its words; a bound is None where the words state
    none, and `point` where no single number is printed. `floor`: what is counted so far, from which
    nothing follows about the true number's height. `witness` is the source that stands behind it
    for the counting of witnesses, and `party` the side of the war on which that source itself
    stands, None where on none.
    """

    claim_id: str
    says: str
    low: int
    high: int | None
    point: int | None
    qualifier: str
    evidence: str
    floor: bool
    as_of_first: date
    as_of_last: date
    published_last: date | None
    witness: str
    source_name: str
    party: str | None = None
    part_of: str | None = None  # the root of the whole that it counts a part of
    partition: bool = False  # its parts are said to add up to it
    parts: tuple[Figure, ...] = ()  # roots that count parts of it, on other cells too

    @property
    def number(self) -> int:
        """The number that stands for it: the one printed; of a range its middle, rounded down; of
        words without one (dozens, hundreds) their low."""
        if self.point is not None:
            return self.point
        if self.qualifier == "between" and self.high is not None:
            return (self.low + self.high) // 2
        return self.low


@dataclass(frozen=True)
class Bounds:
    """What follows on the cell from all claims together; a side is None where nothing follows.

    `claims` make the two sides tight; `set_aside` had to be left out for the rest to be consistent.
    """

    low: int
    high: int | None
    claims: tuple[str, ...]
    set_aside: frozenset[str]


@dataclass(frozen=True)
class Cell:
    """One thing being counted, on the latest day that is spoken of, and whose figures stand on it.

    `kind` is cumulative, window or stock. `bounds` is None where none are told for such a cell.
    """

    cell_id: str
    measure: str
    unit: str
    population: str
    channel: str
    side: str
    kind: str
    as_of: date
    standing: tuple[Figure, ...]
    bounds: Bounds | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)  # by standing.py: claim id -> reason


@dataclass(frozen=True)
class Answer:
    """What a rule concludes: None on a side where it concludes nothing.

    Each figure that stands is a member, or is left out for a reason. `because` is one sentence:
    how the numbers came about, or why there are none.
    """

    low: int | None
    best: int | None
    high: int | None
    members: tuple[str, ...]
    left_out: Mapping[str, str]
    because: str


@dataclass(frozen=True)
class Rule:
    """A method of making one answer out of several figures.

    `version` rises with every change of what it answers. `citation` names the codebook or paper;
    where a rule is ours, it says so.
    """

    id: str
    version: int
    name: str
    what: str
    citation: str
    url: str | None
    reconcile: Callable[[Cell], Answer]


def nothing(cell: Cell, because: str) -> Answer:
    """The answer of a rule that has nothing to go by: every figure is left out for that reason."""
    return Answer(None, None, None, (), {f.claim_id: because for f in cell.standing}, because)
