"""Ids as people copy them from screens and rows."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from tests.warehouse.answers.made import FEBRUARY, JANUARY
from warehouse.answers import ids


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("claim:a/npl", ids.ClaimId("a/npl")),
        ("conflict:la", ids.ConflictId("later")),
        (
            "bound:recruited/CUB/2025-02-02",
            ids.BoundId("recruited", "CUB", JANUARY, date(2025, 2, 2)),
        ),
        ("recruited/CUB", ids.BoundId("recruited", "CUB", FEBRUARY, FEBRUARY)),
        ("a/npl..b/npl", ids.PairId("a/npl", "b/npl")),
        ("comparison:d..f", ids.PairId("d/npl", "f/npl")),
        ("NPL/recruited", ids.RowId("comparison_by_country", "NPL/recruited")),
        ("npl/Recruited", ids.RowId("comparison_by_country", "NPL/recruited")),
        ("NPL/recruited/highest", ids.RowId("comparison_by_country", "NPL/recruited", "highest")),
        (
            "comparison_by_country:NPL/recruited/spread",
            ids.RowId("comparison_by_country", "NPL/recruited", "spread"),
        ),
        ("comparison_total:e/foreign", ids.RowId("comparison_total", "e/foreign")),
        (
            "comparison_total:e/foreign/n_possible",
            ids.RowId("comparison_total", "e/foreign", "n_possible"),
        ),
        ("document:f", ids.RecordId("document", "f")),
        ("e", ids.RecordId("document", "e")),
        ("paper", ids.RecordId("source", "paper")),
    ],
)
def test_an_id_may_be_that_of_a_row_a_pair_or_a_record(
    connection: duckdb.DuckDBPyConnection, typed: str, expected: ids.Asked
) -> None:
    assert ids.resolve(connection, typed) == expected


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a/npl..a/npl", "is one claim"),
        ("a/npl..a/nlp", "did you mean 'a/npl'"),
        ("comparison_by_country:NPL/recruited/hihest", "did you mean 'highest'"),
        ("comparison_by_country:NLP/recruited", "did you mean 'NPL/recruited'"),
        ("NPL/recruited/lowst", "no column of comparison_by_country .*did you mean 'lowest'"),
        ("papr", "did you mean 'paper'"),
        ("document:z", "in the table document"),
        ("bound:recruited", "expected measure/population"),
        ("cell:", "in the table cell"),
    ],
)
def test_a_row_that_is_not_there_gets_the_nearest_that_is(
    connection: duckdb.DuckDBPyConnection, typed: str, said: str
) -> None:
    with pytest.raises(ids.Unknown, match=said):
        ids.resolve(connection, typed)


def test_a_cell_is_found_by_the_table_that_a_row_was_copied_from(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    ((cell_id, rule),) = connection.execute(
        "SELECT cell_id, rule FROM reconciled ORDER BY ALL LIMIT 1"
    ).fetchall()
    assert ids.resolve(connection, f"cell:{cell_id}") == ids.CellId(cell_id)
    assert ids.resolve(connection, f"sensitivity:{cell_id}") == ids.CellId(cell_id)
    assert ids.resolve(connection, f"reconciled:{cell_id}/{rule}") == ids.CellId(cell_id, rule)
