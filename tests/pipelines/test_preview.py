"""Words of documents are shown as words, whatever they look like."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipelines.preview import LONGEST, ROWS, cell, preview, roots


@pytest.mark.parametrize(
    "text",
    ["a|b", "`code`", "<script>", "[x](http://example.org)", "![x](y)", "**bold**", "&amp;"],
)
def test_markup_is_shown_as_text(text: str) -> None:
    assert not set("|`<>[]()*!") & set(cell(text))


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\x1b[31mb", "a\u202eb", "a\u2028b"])
def test_a_cell_is_one_plain_line(text: str) -> None:
    assert all(c.isprintable() for c in cell(text))


def test_long_words_are_cut() -> None:
    assert len(cell("x" * 500)) == LONGEST


def test_contradictions_come_first(tmp_path: Path) -> None:
    path = tmp_path / "comparison.parquet"
    verdicts = ["agree"] * ROWS + ["possible", "contradict"]
    pd.DataFrame({"verdict": verdicts, "gap": range(len(verdicts))}).to_parquet(path)
    text, rows = preview("comparison", path)
    assert rows == ROWS + 2
    assert text.splitlines()[2].startswith("| contradict")
    assert "2 more rows" in text


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"claim_id": ["a", "b", "c"], "root_claim_id": ["a", "a", "c"]}, 2),
        ({"claim_id": ["a", "b", "c"], "derives_from": [None, "a", "b"]}, 1),
        ({"claim_id": ["a"], "root_claim_id": ["z"], "derives_from": ["z"]}, 1),
        ({"document_id": ["d"]}, None),
    ],
)
def test_roots_are_counted_where_a_table_is_of_claims(
    columns: dict[str, list[str]], expected: int | None, tmp_path: Path
) -> None:
    pd.DataFrame(columns).to_parquet(tmp_path / "t.parquet")
    assert roots(tmp_path / "t.parquet") == expected
