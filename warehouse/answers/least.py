"""What must at least be set aside for the rest to be consistent; and totals beside their parts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from warehouse.answers.conflicts import Asked, Conflict
from warehouse.answers.told import Told, claims, rows
from warehouse.changes.words import many
from warehouse.inference.phrasing import interval


@dataclass(frozen=True)
class Way:
    """A claim that some least set holds, and how many of the sets of its component hold it."""

    claim: Told
    n_ways: int


@dataclass(frozen=True)
class Component:
    """Conflicts that hang together: `size` root claims must be set aside, in `n_solutions` ways.

    `n_claims` are the claims that carry its `n_roots` root claims, retellings among them.
    `complete` says whether all ways are listed; `gap` is 0 where the size is proved to be the
    least, else the least may be smaller by that much.
    """

    component: int
    n_claims: int
    n_roots: int
    n_conflicts: int
    size: int
    n_solutions: int
    complete: bool
    gap: int
    claims: tuple[Way, ...]
    solutions: tuple[tuple[str, ...], ...]

    @property
    def choice(self) -> str:
        """How many of which roots must be set aside, who carries them, and in how many ways."""
        only, more = self.n_solutions == 1, "" if self.complete else " or more"
        if only and self.complete:
            ways = "this alone does it" if self.size == 1 else "these alone do it"
        elif self.size == 1:
            either = self.n_solutions == 2 and self.complete
            ways = "either" if either else f"any of these {self.n_solutions:,}{more}"
            ways += " does it"
        else:
            ways = f"{many(self.n_solutions, 'way')}{more} to choose them"
        proved = f" (perhaps {self.gap:,} fewer)" if self.gap else ""
        return (
            f"{self.size:,}{proved} of the {many(self.n_roots, 'root')} "
            f"(carried by {many(self.n_claims, 'claim')}) in "
            f"{many(self.n_conflicts, 'contradiction')}; {ways}:"
        )


@dataclass(frozen=True)
class Sum:
    """A total and its parts; `adds_up` says whether the parts can be all of it."""

    whole: Told
    n_parts: int
    sum_low: int
    sum_high: int | None
    residual_low: int | None
    residual_high: int | None
    stated: bool
    contradicts: bool
    statement: str

    @property
    def adds_up(self) -> bool:
        """Whether the total may be what its parts make, with nothing left over."""
        return (self.residual_low is None or self.residual_low <= 0) and (
            self.residual_high is None or self.residual_high >= 0
        )

    @property
    def made(self) -> str:
        """What the parts make, and how far that is from the total; of a total that they miss."""
        left, verb = self.residual_low, "left over"
        if left is None or left <= 0:
            left, verb = -(self.residual_high or 0), "too many"
        exact = self.residual_low == self.residual_high
        return (
            f"{many(self.n_parts, 'part')} make{'s' if self.n_parts == 1 else ''} "
            f"{interval(self.sum_low, self.sum_high)}, "
            f"{'' if exact else 'at least '}{left:,} {verb}"
        )


AS_THEY_STAND = (
    "contradicts nothing as it stands: a total may hold more than the parts that are printed, and "
    "parts may share people. It would if the parts were said to be all of it."
)
COMPONENTS = "FROM component ORDER BY n_conflicts DESC, component"
SET_ASIDE = "SELECT component, solution, claim_id FROM set_aside ORDER BY ALL"
SUMS = """
SELECT s.*
FROM sum_of_parts AS s
WHERE EXISTS (
    FROM claim AS c
    WHERE
        (c.claim_id = s.whole_claim_id OR list_contains(string_split(s.parts, ','), c.claim_id))
        AND ($measure::VARCHAR IS NULL OR c.measure = $measure)
        AND ($population::VARCHAR IS NULL OR c.population = $population)
)
ORDER BY NOT s.contradicts, s.whole_claim_id
"""


def components(
    connection: duckdb.DuckDBPyConnection, shown: list[Conflict] | None = None
) -> list[Component]:
    """The components, that of most conflicts first; of those conflicts alone, where any are given.

    Every least set takes a root from each conflict of its component: so a conflict is told to
    belong where its roots are set aside.
    """
    solutions: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(connection, SET_ASIDE):
        solutions[row["component"]][row["solution"]].append(row["claim_id"])
    known = claims(connection, (i for s in solutions.values() for ids in s.values() for i in ids))
    wanted = None
    if shown is not None:
        wanted = {m.claim.claim_id for c in shown for m in c.members}
    found = []
    for row in rows(connection, COMPONENTS):
        sets = tuple(tuple(ids) for ids in solutions[row["component"]].values())
        ways: dict[str, int] = defaultdict(int)
        for claim_id in (i for ids in sets for i in ids):
            ways[claim_id] += 1
        if wanted is None or wanted & ways.keys():
            listed = sorted(ways.items(), key=lambda way: (-way[1], way[0]))
            held = tuple(Way(known[claim_id], n) for claim_id, n in listed)
            found.append(Component(**row, claims=held, solutions=sets))
    return found


def sums(connection: duckdb.DuckDBPyConnection, asked: Asked) -> list[Sum]:
    """Totals beside their parts; first those that contradict."""
    found = rows(connection, SUMS, {"measure": asked.measure, "population": asked.population})
    known = claims(connection, (row["whole_claim_id"] for row in found))
    return [
        Sum(
            whole=known[row.pop("whole_claim_id")],
            **{k: v for k, v in row.items() if k != "parts"},
        )
        for row in found
    ]
