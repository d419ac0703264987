"""What counts as saying something else of a claim, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import duckdb
import pytest

FIRST, SECOND = datetime(2026, 1, 1), datetime(2026, 2, 2)
Rows = list[dict[str, Any]]


def history(warehouse: Any) -> Rows:
    """The rows of claim_version as the ledger would hand them to the next run."""
    (path,) = warehouse.files["claim_version"]
    found: Rows = duckdb.sql(f"SELECT * EXCLUDE until FROM '{path}'").to_arrow_table().to_pylist()
    return found


@pytest.fixture
def recorded_twice(
    warehouse_of: Callable[..., Any], a_claim: Callable[..., dict[str, Any]]
) -> Callable[..., tuple[Rows, list[tuple[str, datetime]]]]:
    """The history after a second run that is given the claim otherwise, and its recorded_at."""

    def run(documents: dict[str, Any] | None = None, **given: Any) -> Any:
        first = warehouse_of([a_claim("a/1")], only="claim_version")
        moment = [{"recorded_at": SECOND, "build_id": "build-2"}]
        ledger = {"version": history(first), "moment": moment}
        again = [a_claim("a/1", **given)]
        second = warehouse_of(again, documents=documents, only="claim_version", ledger=ledger)
        claims = second.sql("SELECT claim_id, recorded_at FROM claim")
        return history(second), list(claims.itertuples(index=False, name=None))

    return run


@pytest.mark.parametrize(
    "given", [{}, {"file": "elsewhere/b.yaml"}, {"line": 99}, {"collection": "elsewhere"}]
)
def test_a_claim_that_only_stands_elsewhere_is_not_recorded_anew(
    recorded_twice: Callable[..., Any], given: dict[str, Any]
) -> None:
    events, claims = recorded_twice(**given)
    assert [(e["event"], e["recorded_at"]) for e in events] == [("recorded", FIRST)]
    assert claims == [("a/1", FIRST)]


@pytest.mark.parametrize(
    "given",
    [
        {"says": "other words"},
        {"high": 7},
        {"note": "read again"},
        {"evidence": "confirmed"},
        {"documents": {"a": {"published_last": date(2025, 7, 1)}}},
    ],
)
def test_a_claim_of_which_anything_else_is_said_is_revised(
    recorded_twice: Callable[..., Any], given: dict[str, Any]
) -> None:
    events, claims = recorded_twice(**given)
    told = [(e["version"], e["event"], e["recorded_at"], e["build_id"]) for e in events]
    assert sorted(told) == [
        (1, "recorded", FIRST, "build-0"), (2, "revised", SECOND, "build-2"),
    ]  # fmt: skip
    assert claims == [("a/1", SECOND)]
