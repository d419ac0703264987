"""How the bounds of all populations moved over time, and by which claims.

Which bounds are told, and on which day, stands in bounds.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.answers.bounds import UNTIL, Key
from warehouse.answers.told import rows


@dataclass(frozen=True)
class Moved:
    """Bounds on a day on which they changed: the least number by counted people alone, the least
    and the greatest if every estimate is true (None: no limit). `claims` give a side that they did
    not give before."""

    as_of: date
    counted: int
    low: int
    high: int | None
    claims: tuple[str, ...]

    @property
    def vacuous(self) -> bool:
        """Whether nothing follows."""
        return not self.counted and not self.low and self.high is None


MOVED = f"""
{UNTIL},
day AS (
    SELECT
        measure, population, as_of,
        coalesce(max(low) FILTER (evidence_used = 'counted'), 0) AS counted,
        coalesce(max(low) FILTER (evidence_used = 'all'), 0) AS low,
        max(high) FILTER (evidence_used = 'all') AS high
    FROM bound
    WHERE as_of <= (SELECT last FROM until)
    GROUP BY measure, population, as_of
)
FROM day
QUALIFY
    (counted, low, high) IS DISTINCT FROM lag((counted, low, high)) OVER (
        PARTITION BY measure, population ORDER BY as_of
    )
ORDER BY measure, population, as_of
"""
GIVE = """
SELECT measure, population, as_of, list((side, claim_id) ORDER BY claim_id) AS sides
FROM bound_claim
GROUP BY measure, population, as_of
"""


def moves(connection: duckdb.DuckDBPyConnection) -> dict[Key, tuple[Moved, ...]]:
    """How the bounds moved over time, the earliest days first, from when anything follows."""
    give = {
        (row["measure"], row["population"], row["as_of"]): row["sides"]
        for row in rows(connection, GIVE)
    }
    of: dict[Key, list[Moved]] = defaultdict(list)
    before: dict[Key, set[tuple[str, str]]] = defaultdict(set)
    for row in rows(connection, MOVED):
        key = row.pop("measure"), row.pop("population")
        sides = give.get((*key, row["as_of"]), [])
        new = (claim_id for side, claim_id in sides if (side, claim_id) not in before[key])
        moved = Moved(**row, claims=tuple(dict.fromkeys(new)))
        before[key] = set(sides)
        if of[key] or not moved.vacuous:
            of[key].append(moved)
    return {key: tuple(own) for key, own in of.items()}


def reached(moved: Sequence[Moved], day: date) -> Moved | None:
    """The bounds on a day; None where nothing follows then."""
    until = [one for one in moved if one.as_of <= day]
    return until[-1] if until and not until[-1].vacuous else None
