"""A made-up warehouse to read answers from. What the engine infers is given by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.answers.made import FEBRUARY, JANUARY
from warehouse.fill import fill
from warehouse.schema import tables

_filled: dict[str, Path] = {}  # made once: no test changes it


def one_bound(
    population: str, day: date, evidence: str, low: int, high: int | None, proofs: tuple[int, int]
) -> dict[str, Any]:
    """A bound on recruits; a side of 0 or None is vacuous."""
    return {
        "measure": "recruited", "population": population, "as_of": day,
        "evidence_used": evidence, "low": low, "high": high,
        "low_method": "solved" if low else "vacuous",
        "high_method": "vacuous" if high is None else "stated",
        "low_proof": proofs[0] if low else None,
        "high_proof": None if high is None else proofs[1], "tightest": True,
    }  # fmt: skip


def conflict(conflict_id: str, kind: str, size: int, excess: int, **given: Any) -> dict[str, Any]:
    """A row of the frame conflict."""
    row = {
        "conflict_id": conflict_id, "kind": kind, "size": size, "identities": "within",
        "excess": excess, "statement": f"{conflict_id} in words", "repair": None, "complete": True,
    }  # fmt: skip
    return row | given


def inferred() -> dict[str, list[dict[str, Any]]]:
    """Two pairs and a set of three; their least sets; bands on Cubans, Nepalis and everyone."""
    members = [
        ("pair", "a/npl", "inner", "a/npl"), ("pair", "b/npl", "outer", "b/npl"),
        ("pair", "c/npl", "retelling", "a/npl"),
        ("later", "a/npl", "inner", "a/npl"), ("later", "d/npl", "outer", "d/npl"),
        ("three", "a/egy", "part", "a/egy"), ("three", "a/gha", "part", "a/gha"),
        ("three", "a/africa", "whole", "a/africa"),
    ]  # fmt: skip
    days = (JANUARY, FEBRUARY)
    return {
        "conflict": [
            conflict("three", "arithmetic", 3, 900, complete=False),
            conflict("pair", "cross_source", 2, 400, repair="if a/npl counted Cubans"),
            conflict("later", "longitudinal", 2, 100),
        ],
        "conflict_claim": [
            {"conflict_id": i, "claim_id": c, "role": role, "root_claim_id": root}
            for i, c, role, root in members
        ],
        "conflict_repair": [
            {"conflict_id": "pair", "rank": n, "claim_id": "a/npl", "dimension": d,
             "before": "x", "after": "y", "sentence": f"if its {d} was y"}
            for n, d in ((2, "channel"), (1, "population"))
        ],
        "component": [
            {"component": 1, "n_claims": 3, "n_conflicts": 1, "size": 1, "n_solutions": 3,
             "complete": True, "gap": 0},
            {"component": 2, "n_claims": 3, "n_conflicts": 2, "size": 2, "n_solutions": 2,
             "complete": False, "gap": 1},
        ],
        "set_aside": [
            {"component": k, "measure": "recruited", "claim_id": c, "solution": n}
            for k, n, c in (
                (1, 1, "a/egy"), (1, 2, "a/gha"), (1, 3, "a/africa"),
                (2, 1, "a/npl"), (2, 1, "b/npl"), (2, 2, "a/npl"), (2, 2, "d/npl"),
            )
        ],
        "sum_of_parts": [
            {"whole_claim_id": "a/africa", "n_parts": 2, "parts": "a/egy,a/gha", "sum_low": 1000,
             "sum_high": 1000, "residual_low": -900, "residual_high": -900, "stated": True,
             "contradicts": True, "statement": "they make 900 more"},
        ],
        "bound": [
            *(one_bound("CUB", d, "all", 1028, 17797, (1, 2)) for d in days),
            *(one_bound("CUB", d, "counted", 0, None, (1, 2)) for d in days),
            *(one_bound("EGY", d, "all", 0, 17000, (0, 5)) for d in days),
            *(one_bound("NPL", d, "all", 203, None, (3, 0)) for d in days),
            *(one_bound("NPL", d, "counted", 203, None, (3, 0)) for d in days),
            *(one_bound("foreign", d, "all", 1231, 18000, (4, 5)) for d in days),
            *(one_bound("foreign", d, "counted", 203, None, (3, 0)) for d in days),
        ],
        "bound_proof": [
            {"proof_id": p, "claim_id": c}
            for p, c in (
                (1, "e/cub"), (2, "e/foreign"), (2, "f/npl"), (3, "f/npl"), (4, "e/cub"),
                (4, "f/npl"), (5, "e/foreign"),
            )
        ],
    }  # fmt: skip


@pytest.fixture
def path(
    warehouse_of: Callable[..., Any], a_claim: Callable[..., dict[str, Any]], tmp_path: Path
) -> Path:
    """A filled file: no gate, for what is inferred here is not what the engine would infer."""
    if not _filled:
        day = {"as_of": "2025-01-15"}
        claims = [
            a_claim("a/npl", low=500, high=500, **day),
            a_claim("b/npl", low=10, high=100, as_of="2025-01-20"),
            a_claim("c/npl", low=500, high=500, derives_from="a/npl", link="stated", **day),
            a_claim("d/npl", low=300, high=400, as_of="2025-06-01"),
            a_claim("a/egy", low=600, high=600, population="EGY", measure="killed", **day),
            a_claim("a/gha", low=400, high=400, population="GHA", **day),
            a_claim("a/africa", low=100, high=100, population="m49:002", **day),
            a_claim("e/cub", low=1028, population="CUB", evidence="estimated", **day),
            a_claim("e/foreign", low=0, high=18000, population="foreign", as_of="2025-12-31"),
            a_claim("f/npl", low=203, channel="moscow", evidence="named", **day),
        ]
        made = warehouse_of(claims, inferred=inferred())
        _filled["path"] = tmp_path / "filled.duckdb"
        fill({n: f for n, f in made.files.items() if n in tables()}, _filled["path"])
    return _filled["path"]


@pytest.fixture
def connection(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file as readers open it."""
    with duckdb.connect(str(path), read_only=True) as opened:
        yield opened
