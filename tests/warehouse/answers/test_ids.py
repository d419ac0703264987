"""Ids and the beginnings of ids, as people type them."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import pytest

from tests.warehouse.answers.made import FEBRUARY, JANUARY
from warehouse.answers import ids


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a/npl", ids.ClaimId("a/npl")),
        ("f", ids.ClaimId("f/npl")),
        ("three", ids.ConflictId("three")),
        ("la", ids.ConflictId("later")),
        ("recruited/CUB/2025-01-31", ids.BoundId("recruited", "CUB", JANUARY, JANUARY)),
    ],
)
def test_an_id_or_the_beginning_that_only_it_has_is_enough(
    connection: duckdb.DuckDBPyConnection, typed: str, expected: object
) -> None:
    assert ids.resolve(connection, typed) == expected


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a/nlp", "did you mean 'a/npl'"), ("", "no claim, conflict, cell, document"),
        ("recruited/NLP/2025-01-31", "did you mean 'NPL'"),
        ("recuited/NPL/2025-01-31", "did you mean 'recruited'"),
        ("recruited/NPL/January", "no day"), ("recruited/NPL/2024-01-01", "2025-01-31"),
        ("killed/NPL/2025-01-31", "no bound speaks of"),
    ],
)  # fmt: skip
def test_an_unknown_id_gets_the_nearest_valid_one(
    connection: duckdb.DuckDBPyConnection, typed: str, said: str
) -> None:
    with pytest.raises(ids.Unknown, match=said):
        ids.resolve(connection, typed)


def test_a_beginning_that_several_ids_have_names_them(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(ids.Unknown, match=r"begins 4 ids: a/africa, a/egy"):
        ids.resolve(connection, "a/")


@pytest.mark.parametrize("ahead", [0, 1, 27, 28, 29, 400])
def test_a_day_off_the_grid_takes_the_nearest_earlier_one(
    connection: duckdb.DuckDBPyConnection, ahead: int
) -> None:
    asked = JANUARY + timedelta(days=ahead)
    found = ids.resolve(connection, f"recruited/NPL/{asked}")
    assert isinstance(found, ids.BoundId)
    assert found.asked == asked
    assert found.day == max(d for d in (JANUARY, FEBRUARY) if d <= asked)
