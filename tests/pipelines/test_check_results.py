"""A check that fails shows in the UI which rows it is about, and where its rule is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.check_results import SHOWN, metadata, sentence
from warehouse.model import models
from warehouse.validation import checks_for


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((0, 9, ""), ""),
        ((1, 9, "never checked"), "**1 of 9 rows fail**: never checked"),
        ((1200, 3000, ""), "**1,200 of 3,000 rows fail**."),
        ((1, None, ""), "**1 row fails**."),
        ((0, 9, "could not be checked"), "**No row could be looked at**: could not be checked"),
    ],
)
def test_a_sentence_says_how_many_rows_fail_and_why(
    given: tuple[int, int | None, str], expected: str
) -> None:
    assert sentence(*given) == expected


def test_words_of_documents_in_the_reason_are_no_markup() -> None:
    assert not set("<>[]") & set(sentence(1, 2, "<b>[x](http://example.org)</b>"))


def rows(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The table of failing rows."""
    return [dict(record.data) for record in told["rows to look at"].records]


def test_failing_ids_stand_in_the_open_under_the_names_of_their_columns() -> None:
    told = metadata("claim", "not_null", 2, ["a/b", "<i>"], 10)
    assert rows(told) == [{"claim_id": "a/b"}, {"claim_id": "<i>"}]
    assert told["failing ids"].data == ["a/b", "<i>"]
    assert (told["failing"], told["rows"]) == (2, 10)
    told = metadata("comparison", "x", 1, [["a", "b"]])
    assert rows(told) == [{"claim_a": "a", "claim_b": "b"}]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ([["a", None, 3]], [{"id 1": "a", "id 2": "", "id 3": "3"}]),
        (["population"], [{"id": "population"}]),
    ],
)
def test_rows_that_a_check_names_by_other_columns_than_the_key_are_shown_too(
    ids: list[object], expected: list[dict[str, str]]
) -> None:
    assert rows(metadata("comparison", "x", 1, ids)) == expected


def test_of_many_ids_the_first_are_in_the_open_and_the_others_beside() -> None:
    told = metadata("claim", "not_null", 5000, [str(n) for n in range(100)])
    assert len(rows(told)) == SHOWN
    assert len(told["failing ids"].data) == 100


def test_a_check_that_passed_shows_no_ids() -> None:
    assert set(metadata("claim", "not_null", 0, [], 10)) == {"failing", "rows", "rule"}


def test_every_check_leads_to_its_rule() -> None:
    for table in models():
        for check in checks_for(table):
            (found,) = metadata(table, check.name, 0, [])["rule"].code_references
            assert isinstance(found, dg.LocalFileCodeReference)
            lines = Path(found.file_path).read_text(encoding="utf-8").splitlines()
            line = lines[(found.line_number or 1) - 1]
            assert check.name in line or Path(found.file_path).name == f"{table}.yaml"
