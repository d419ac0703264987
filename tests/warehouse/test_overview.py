"""Which bound a build shows of all: everyone's, on a day that what is published has reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from warehouse.fill import fill
from warehouse.overview import overview
from warehouse.schema import tables


def bounds(*days: date) -> list[dict[str, Any]]:
    """Everyone recruited on some days, nothing known from above."""
    return [
        {"measure": "recruited", "population": "foreign", "as_of": day, "evidence_used": evidence,
         "low": 1028, "high": None, "low_method": "stated", "high_method": "vacuous",
         "low_proof": 1, "high_proof": None, "tightest": True}
        for day in days for evidence in ("all", "counted")
    ]  # fmt: skip


def test_the_bound_shown_is_of_the_last_day_by_which_something_was_published(
    warehouse_of: Callable[..., Any], a_claim: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    # Documents of the helper are published on 2025-06-01.
    claims = [a_claim("a/cub", low=1028, population="CUB", as_of="2026")]
    days = (date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30), date(2026, 12, 31))
    inferred = {"bound": bounds(*days), "bound_proof": [{"proof_id": 1, "claim_id": "a/cub"}]}
    made = warehouse_of(claims, inferred=inferred)
    fill({n: f for n, f in made.files.items() if n in tables()}, tmp_path / "filled.duckdb")
    told = overview(tmp_path / "filled.duckdb")
    assert told.bands is not None
    assert told.bands.bound == "recruited/foreign/2025-05-31"
    assert not told.widest, "one figure has no spread"
