"""Contradictory pairs in SQL: the plain self-join, and the model `comparison` cut down to them.

Both are written over the tables of planted_tables.py; contradictions.py measures them.
"""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from warehouse.model import models

# What anybody would write: each claim beside all claims of the cells around its own, then compare.
PLAIN = """
SELECT a.claim_id AS claim_a, b.claim_id AS claim_b
FROM claim AS a
JOIN cell_within AS w ON w.inner_id = a.cell_id
JOIN claim AS b ON b.cell_id = w.outer_id
WHERE
    a.true_low > b.true_high
    AND (w.since_certain OR (w.since_alike AND a.document_id = b.document_id))
    AND (
        (a.as_of = b.as_of AND a.document_id = b.document_id)
        OR CASE
            WHEN a.kind = 'stock' AND b.kind = 'stock' THEN
                a.as_of_first = a.as_of_last AND b.as_of_first = b.as_of_last
                AND a.as_of_first = b.as_of_first
            ELSE a.as_of_last <= b.as_of_first
        END
    )
"""
STEP = "contradicting"  # the step of the model in which its contradictions are found


def restricted_model() -> str:
    """The model's own way to what certainly contradicts; the rest and the sentences left out."""
    tree = sqlglot.parse_one(models()["comparison"].sql, into=exp.Select, read="duckdb")
    steps = {cte.alias: cte for cte in tree.ctes}
    needed = [STEP]
    for name in needed:
        inputs = {table.name for table in steps[name].find_all(exp.Table)}
        needed += sorted(inputs & steps.keys() - set(needed))
    told = ", ".join(cte.sql("duckdb") for name, cte in steps.items() if name in needed)
    return f"WITH {told} SELECT claim_a, claim_b FROM {STEP} WHERE is_certain"
