"""Demands as pages tell them: who asked what of whom, what came back, and what was counted before
and after."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from warehouse.report.charts.facts import Facts

OUTCOMES = """
SELECT
    demand_id, n_before, n_after, highest_before, highest_after, highest_before_claim_id,
    highest_after_claim_id, new_after
FROM demand_outcome
"""


def demanded(facts: Facts) -> dict[str, list[dict[str, Any]]]:
    """The demands by the country that they are about, in the order of time, those without a date
    last. Each has the columns of the table demand, `by_name`, and `outcome`, its row of
    demand_outcome: None where it has no date or is not addressed to Moscow."""
    outcomes = {row["demand_id"]: row for row in facts.material.rows(OUTCOMES)}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for demand in facts.demands:
        outcome = outcomes.get(demand["demand_id"])
        found[demand["country"]].append({**demand, "outcome": outcome})
    return found
