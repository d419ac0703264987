"""A glance at a table: contradictions first, and words as words, whatever they look like."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.first_rows import COLUMNS, COUNTED, ORDER
from pipelines.metadata import MAIN_FRAME
from pipelines.preview import FEW, ROWS, numbers, preview
from pipelines.shown import JOINER, LONGEST, SENTENCE, cell, markdown, plain, table
from warehouse.engine import connect, identifier
from warehouse.schema import DUCKDB_TYPES, frames_of_the_catalog, tables


@given(st.text())
def test_a_cell_of_markdown_is_one_line_without_markup(text: str) -> None:
    shown = cell(text)
    assert not set("|`<>[]()*!\\$:@~") & set(shown)
    assert shown.replace(JOINER, "").isprintable()


@pytest.mark.parametrize(
    "text", ["http://example.org", "see HTTPS://example.org", "www.example.org", "a@example.org"]
)
def test_no_address_becomes_a_link(text: str) -> None:
    shown = html.unescape(cell(text))
    assert shown.replace(JOINER, "") == text
    assert not re.search(r"(?i)://|www\.|@\w", shown)


@given(st.text(), st.text())
def test_no_words_add_a_cell_or_a_row_to_a_table(one: str, other: str) -> None:
    lines = markdown(["a", "b"], [(one, other), (other, one)], 2).splitlines()
    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {3}


@given(st.text())
def test_a_cell_of_the_ui_is_one_line_that_steers_nothing(text: str) -> None:
    assert plain(text).isprintable()
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\x1b[31mb", "a\u202eb", "a\u2028b"])
def test_what_steers_a_screen_is_a_space(text: str) -> None:
    assert plain(text).startswith("a ")


def test_long_words_are_cut() -> None:
    assert len(cell("x" * 500)) == LONGEST
    (record,) = table(["says"], [("x" * 500,)]).records
    assert len(str(record.data["says"])) == SENTENCE


def test_numbers_can_be_read_and_nothing_is_nothing() -> None:
    (record,) = table(["n", "none", "yes"], [(1234567, None, True)]).records
    assert record.data == {"n": "1,234,567", "none": "", "yes": "True"}


def test_contradictions_come_first(tmp_path: Path) -> None:
    path = tmp_path / "comparison.parquet"
    verdicts = ["agree"] * ROWS + ["contradict", "contradict", "possible"]
    gaps = [None] * ROWS + [1, 2000, 9000]
    of = {"claim_a": "a", "claim_b": "b", "because": "“5 | <b>men</b>”"}
    frame = pd.DataFrame({"verdict": verdicts, "gap": gaps, **of}).astype({"gap": "Int64"})
    frame.to_parquet(path)
    shown = [record.data for record in preview("comparison", path).records]
    assert [r["verdict_by_gap"] for r in shown[:4]] == [
        "contradict by 2,000", "contradict by 1", "possible by 9,000", "agree",
    ]  # fmt: skip
    assert len(shown) == ROWS
    assert shown[0]["because"] == "“5 | <b>men</b>”"  # the UI reads no markup there
    assert numbers("comparison", path) == {"contradictions": 2, "possible contradictions": 1}


@pytest.mark.parametrize(
    ("name", "column", "least", "most"),
    [
        ("comparison_by_country", "contradictory", 0, 3),
        ("comparison_total", "n_contradictions", 0, 3),
        ("component", "n_conflicts", 1, 3),
        ("scorecard", "n_conflicts", 0, 3),
        ("sensitivity", "method_decides", False, True),
        ("sum_of_parts", "contradicts", False, True),
    ],
)
def test_what_contradicts_comes_first_wherever_a_table_says_so(
    name: str, column: str, least: object, most: object
) -> None:
    rest = {f.name: f.duckdb_type for f in tables()[name].fields}
    with connect(threads=1) as connection:
        connection.execute(_empty(name, rest))
        for value in (least, most, least):
            connection.execute(f"INSERT INTO t ({column}) VALUES (?)", [value])
        order = f"SELECT {column} FROM t ORDER BY {ORDER[name]}"
        assert connection.execute(order).fetchall()[0] == (most,)


def _empty(name: str, columns: dict[str, str]) -> str:
    """A table of these columns and types, without its keys."""
    listed = ", ".join(f"{identifier(c)} {kind}" for c, kind in columns.items())
    return f"CREATE OR REPLACE TEMP TABLE t ({listed})"


def _shapes() -> list[tuple[str, str, dict[str, str]]]:
    """Everything that is previewed: asset, table or frame, columns with types."""
    frames = frames_of_the_catalog()
    found = [(t.name, t.name, {f.name: f.duckdb_type for f in t.fields}) for t in tables().values()]
    of_assets = MAIN_FRAME | {"catalog": "claim", "a_collection": "claim", "recorded": "recorded"}
    for asset, frame in of_assets.items():
        folder = frames.get(asset) or frames["catalog"]
        columns = {c: DUCKDB_TYPES[kind] for c, kind in folder[frame].items()}
        found.append((asset, frame, columns))
    return found


@pytest.mark.parametrize(("asset", "name", "columns"), _shapes())
def test_what_is_shown_first_are_columns_that_are_there(
    asset: str, name: str, columns: dict[str, str]
) -> None:
    selected = COLUMNS.get(asset) or COLUMNS.get(name) or "*"
    counted = [f"count(*) FILTER ({rows})" for rows in COUNTED.get(name, {}).values()]
    with connect(threads=1) as connection:
        connection.execute(_empty(name, columns))
        connection.execute(f"SELECT {selected} FROM t ORDER BY {ORDER.get(name, '1')}")
        connection.execute(f"SELECT {', '.join([*counted, '1'])} FROM t")


def test_of_a_table_that_is_not_named_the_first_columns_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pd.DataFrame({f"c{n}": [n] for n in range(9)}).to_parquet(path)
    (record,) = preview("t", path).records
    assert list(record.data) == [f"c{n}" for n in range(FEW)]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"claim_id": ["a", "b", "c"], "root_claim_id": ["a", "a", "c"]}, {"roots": 2}),
        ({"claim_id": ["a", "b", "c"], "derives_from": [None, "a", "b"]}, {"roots": 1}),
        ({"claim_id": ["a"], "root_claim_id": ["z"], "derives_from": ["z"]}, {"roots": 1}),
        ({"document_id": ["d"]}, {}),
    ],
)
def test_roots_are_counted_where_a_table_is_of_claims(
    columns: dict[str, list[str]], expected: dict[str, int], tmp_path: Path
) -> None:
    pd.DataFrame(columns).to_parquet(tmp_path / "t.parquet")
    assert numbers("t", tmp_path / "t.parquet") == expected
