"""The SQL cookbook: every query runs as a reader's does, and gives the rows that are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from docs.site.cookbook import PAGE, Recipe, answer, recipes, rewritten
from warehouse.reading import may_ask, reader

TEXT = PAGE.read_text(encoding="utf-8")
RECIPES = list(recipes(TEXT))
AFTER_EACH_BUILD = {  # what they give depends on what was built before
    "26. What changed since the last build?",
    "27. What did Muster itself say on a day?",
}


@pytest.fixture(scope="module")
def published(catalog_once: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The catalog of the repository as every command opens it."""
    with reader(catalog_once / "muster.duckdb") as connection:
        yield connection


def test_every_question_has_one_query_and_a_sentence_on_reading_the_answer() -> None:
    asked = re.findall(r"^## (.+)$", TEXT, re.M)
    assert [r.question for r in RECIPES] == asked
    assert [q.partition(".")[0] for q in asked] == [str(n + 1) for n in range(len(asked))]
    assert len(asked) >= 15
    assert TEXT.count("```sql") == len(asked)
    for section in TEXT.split("\n## ")[1:]:
        _, how_to_read, _ = section.split("\n\n", 2)
        assert not how_to_read.startswith("```")
        assert how_to_read.endswith(".")


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda r: r.question.partition(".")[0])
def test_a_query_gives_the_rows_that_are_printed(
    recipe: Recipe, published: duckdb.DuckDBPyConnection
) -> None:
    assert may_ask(published, recipe.sql)
    assert (recipe.rows is None) == (recipe.question in AFTER_EACH_BUILD)
    found = answer(published, recipe.sql)
    if recipe.rows is not None:
        assert len(recipe.rows.splitlines()) > 2
        assert recipe.rows == found, "run `make build` and `make cookbook`"


def test_rows_are_written_anew_and_nothing_else() -> None:
    page = "# Q\n\n## 1. One?\n\nRead.\n\n```sql\nSELECT 1 AS n\n```\n\n```text\nold\n```\n\nEnd.\n"
    with duckdb.connect() as connection:
        again = rewritten(page, connection)
        assert rewritten(again, connection) == again
    assert "old" not in again
    (recipe,) = recipes(again)
    assert recipe.rows is not None
    assert [line.split()[0] for line in recipe.rows.splitlines()] == ["n", "──────", "1"]
    assert again.endswith("```\n\nEnd.\n")


def test_what_steers_a_terminal_or_ends_the_block_stays_a_text() -> None:
    with duckdb.connect() as connection:
        told = answer(connection, "SELECT 'a' || chr(10) || '```' || chr(27) || '[31m' AS words")
    assert "\x1b" not in told
    assert not [line for line in told.splitlines() if line.startswith("```")]
