"""CSV tables: the same claims as YAML, with the line on which each row begins."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.columns import Table
from sources.records import CLAIM
from sources.tables import add_table

DOCUMENT = """\
document: {id: doc, publisher: daily-example, title: T,
  url: "https://example.org/t", published: 2025, language: en}
defaults: {claimant: example-mfa, measure: serving, evidence: official}
"""
ROWS = [
    ("a", "1,000 Cubans", "CUB", "2025-10-02", "named"),
    ("b", "2,000 people", "foreign", "2025-10", ""),
]


def test_a_table_and_yaml_give_the_same_claims(catalog: Any) -> None:
    table = "id,says,population,as_of,evidence,excluding\n"
    table += "".join(f'{i},"{s}",{p},{d},{e},"PRK, CHN"\n' for i, s, p, d, e in ROWS)
    catalog.write("made_up/t.csv", table)
    catalog.write("made_up/d.yaml", DOCUMENT + "table: t.csv\n")
    from_csv, problems = catalog.check()
    claims = "claims:\n" + "".join(
        f'  - {{id: {i}, says: "{s}", population: {p}, as_of: {d}, excluding: [PRK, CHN]'
        + (f", evidence: {e}}}\n" if e else "}\n")
        for i, s, p, d, e in ROWS
    )
    catalog.write("made_up/d.yaml", DOCUMENT + claims)
    from_yaml, others = catalog.check()
    assert problems == others == []
    left, right = (f["claim"].drop(columns=["file", "line"]) for f in (from_csv, from_yaml))
    assert left.equals(right)
    assert left["evidence"].tolist() == ["named", "official"]
    assert left["excluding"].tolist() == ["CHN,PRK"] * 2
    assert from_csv["claim"]["line"].tolist() == [2, 3]


@pytest.mark.parametrize(
    ("table", "line", "rule"),
    [
        ("id,says,popluation\n", 1, "unknown-key"),
        ("id,id\n", 1, "duplicate-key"),
        ("id,says,population,as_of\na,1 man,CUB\n", 2, "bad-row"),
        ('id,says,population,as_of\na,"1\nman",CUB,2025\nb,1 man,CBU,2025\n', 4, "unknown-id"),
        ("id,says,population,as_of\na,1 man,CUB,2025\x00\n", 2, "bad-character"),
        ('id,says,population,as_of\na,"1 man,CUB,2025\n', 2, "bad-csv"),
        ("", 1, "empty-file"),
    ],
)
def test_a_wrong_row_or_table_is_named(catalog: Any, table: str, line: int, rule: str) -> None:
    catalog.write("made_up/t.csv", table)
    catalog.write("made_up/d.yaml", DOCUMENT + "table: t.csv\n")
    found = [(p.file, p.line) for p in catalog.problems() if p.rule == rule]
    assert found == [("made_up/t.csv", line)]


def test_a_missing_table_is_named_with_the_nearest(catalog: Any) -> None:
    catalog.write("made_up/counts.csv", "id\n")
    catalog.write("made_up/d.yaml", DOCUMENT + "table: count.csv\n")
    found = catalog.problems()[0]
    assert (found.line, found.key, found.rule) == (4, "table", "missing-file")
    assert "did you mean 'counts.csv'" in found.message


@given(
    st.lists(
        st.lists(st.sampled_from(["x", "a\nb", 'q"t', "c,d", "e\r\nf"]), min_size=2, max_size=2),
        max_size=8,
    )
)
def test_every_row_knows_the_line_it_begins_on(
    tmp_path_factory: Any, rows: list[list[str]]
) -> None:
    root = tmp_path_factory.mktemp("table")
    text, expected = "id,note\n", []
    for row in rows:
        expected.append(text.count("\n") + 1)
        text += ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n"
    (root / "t.csv").write_bytes(text.encode())
    table = Table(CLAIM)
    from sources.nearest import Suggestions

    add_table(table, root, "t.csv", 0, {}, "d.yaml", [], Suggestions())
    assert list(table.line) == expected
