"""What the published warehouse answers on bounds, and the next fact that would move them."""

from __future__ import annotations

from datetime import date

import duckdb

from tests.warehouse.answers.made import JANUARY
from warehouse.answers import bound, ids


def test_a_country_without_rows_has_bounds_that_say_nothing(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    asked = ids.resolve(connection, "recruited/GHA/2025-02-10")
    assert asked == ids.BoundId("recruited", "GHA", JANUARY, date(2025, 2, 10))
    told = explained(connection, "GHA")
    assert [band.evidence_used for band in told.bands] == ["counted", "all"]
    assert {(b.low.value, b.high.value, b.low.method) for b in told.bands} == {
        (0, None, "vacuous"),
    }
    assert told.next_fact is not None
    assert "would be the first" in told.next_fact.sentence


def test_a_band_without_a_row_says_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    counted, everything = explained(connection, "EGY").bands
    assert (counted.low.value, counted.high.value, counted.high.method) == (0, None, "vacuous")
    assert (everything.low.value, everything.high.value) == (0, 17000)


def explained(connection: duckdb.DuckDBPyConnection, population: str) -> bound.Bound:
    """The bound on recruits in January."""
    return bound.explain(connection, ids.BoundId("recruited", population, JANUARY, JANUARY))


def test_a_bound_has_both_bands_counted_people_first_with_the_claims_of_each_side(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    counted, everything = explained(connection, "foreign").bands
    assert (counted.evidence_used, counted.low.value, counted.high.value) == ("counted", 203, None)
    assert [c.claim_id for c in counted.low.claims] == ["f/npl"]
    assert (everything.low.value, everything.high.value) == (1231, 18000)
    assert [c.claim_id for c in everything.low.claims] == ["e/cub", "f/npl"]
    assert {s.claim_id for s in everything.low.argument if s.claim_id} == {"e/cub", "f/npl"}


def test_least_known_is_the_country_of_which_most_numbers_are_possible(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    fact = explained(connection, "foreign").next_fact
    assert fact is not None
    assert (fact.kind, fact.population, fact.moves) == ("least known", "CUB", 16769)


def test_an_estimate_that_no_count_has_reached_is_the_next_fact(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    fact = explained(connection, "CUB").next_fact
    assert fact is not None
    assert (fact.kind, fact.claim_id, fact.moves) == ("count", "e/cub", 1028)


def test_a_limit_that_was_set_aside_comes_before_one_that_nobody_gave(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    fact = explained(connection, "NPL").next_fact
    assert fact is not None
    assert (fact.kind, fact.moves) == ("set aside", None)
    assert fact.claim_id == "d/npl"  # b/npl speaks of an earlier day and limits nothing in January
