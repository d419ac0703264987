"""A step inside a model, asked alone: the rule by which a table is made stands in its model only.

Which table is meant and what its rows mean stands in rows.py.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

MODELS = Path(__file__).parents[2] / "models"


@cache
def step(model: str, name: str) -> str:
    """The query for all rows of the step `name` (a common table expression) of a model. Raises
    `ValueError` where the model has no such step."""
    from sqlglot import exp, parse_one

    text = (MODELS / f"{model}.sql").read_text(encoding="utf-8")
    steps = {cte.alias: cte for cte in parse_one(text, read="duckdb").find_all(exp.CTE)}
    if name not in steps:
        raise ValueError(f"{model} has no step {name!r} (there are {', '.join(steps)})")
    before = ", ".join(cte.sql("duckdb") for cte in steps.values())
    return f"WITH {before} SELECT * FROM {name}"
