"""The joint bounds as steps over time, for all measures and populations at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.report.material import Material


@dataclass(frozen=True)
class Step:
    """The joint bounds from a day on: by counted people alone, and if every estimate is true."""

    day: date
    counted: int
    low: int
    high: int | None


# The grid has a row for every day on which anything may change; only days of change are drawn.
STEPS = """
SELECT measure, population, as_of AS day, counted, low, high
FROM (
    SELECT
        b.measure, b.population, b.as_of, c.low AS counted, b.low, b.high,
        row(c.low, b.low, b.high) IS DISTINCT FROM
            lag(row(c.low, b.low, b.high)) OVER grid AS changed
    FROM bound AS b
    JOIN bound AS c
        ON c.measure = b.measure AND c.population = b.population AND c.as_of = b.as_of
        AND c.evidence_used = 'counted'
    WHERE
        b.evidence_used = 'all'
        AND b.population IN (SELECT DISTINCT population FROM claim)
    WINDOW grid AS (PARTITION BY b.measure, b.population ORDER BY b.as_of)
)
WHERE changed
ORDER BY measure, population, day
"""


def steps(material: Material) -> dict[tuple[str, str], list[Step]]:
    """The bounds by measure and population, a step for each change."""
    found: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for row in material.rows(STEPS):
        found[row.pop("measure"), row.pop("population")].append(Step(**row))
    return dict(found)


def reached(of: Sequence[Step], last: date) -> Step | None:
    """The bounds on the `last` day; None where nothing follows then."""
    inside = [step for step in of if step.day <= last]
    return inside[-1] if inside and (inside[-1].low or inside[-1].high is not None) else None
