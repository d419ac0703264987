"""Where the method decides, by hand and against every pair of rules; and what must hold of answers.

The SELECT of the table and the queries of its checks run over tables of a few rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import warehouse
from warehouse.validation.rules import reconciliations

MODEL = (Path(warehouse.__file__).parent / "models" / "sensitivity.sql").read_text("utf-8")
Answer = tuple[str, int | None, int | None, int | None]  # rule, low, best, high
TABLES = """
CREATE TABLE reconciled (
    cell_id VARCHAR, measure VARCHAR, unit VARCHAR, population VARCHAR, excluding VARCHAR,
    basis VARCHAR, channel VARCHAR, since VARCHAR, as_of DATE, rule VARCHAR, low BIGINT,
    best BIGINT, high BIGINT, n_claims BIGINT, n_roots BIGINT, n_left_out BIGINT
);
CREATE TABLE claim (claim_id VARCHAR, cell_id VARCHAR, part_of VARCHAR);
CREATE TABLE origin (claim_id VARCHAR, root_claim_id VARCHAR, hops BIGINT);
CREATE TABLE reconciled_claim (
    cell_id VARCHAR, rule VARCHAR, claim_id VARCHAR, role VARCHAR, reason VARCHAR
);
CREATE TABLE cell (cell_id VARCHAR, side VARCHAR, unit VARCHAR, kind VARCHAR);
CREATE TABLE side (id VARCHAR, compared BOOLEAN);
CREATE TABLE unit (id VARCHAR, is_count BOOLEAN);
CREATE TABLE rule (rule VARCHAR);
INSERT INTO side VALUES ('russia', true), ('ukraine', false);
INSERT INTO unit VALUES ('persons', true), ('percent', false);
"""


def answered(cells: Iterable[Iterable[Answer]]) -> duckdb.DuckDBPyConnection:
    """The tables with the answers on the cells c0, c1 and so on, each with a root and its echo."""
    connection = duckdb.connect(":memory:")
    connection.execute(TABLES)
    rows: list[Any] = []
    for n, answers in enumerate(cells):
        scope = (f"c{n}", "recruited", "persons", "NPL", "", "unspecified", "all", None)
        rows += [(*scope, "2025-01-01", *answer, 2, 1, 0) for answer in answers]
    if rows:
        values = ", ".join(f"({', '.join('?' * 16)})" for _ in rows)
        connection.execute(f"INSERT INTO reconciled VALUES {values}", [v for r in rows for v in r])
    connection.execute(
        "INSERT INTO claim SELECT DISTINCT cell_id || x, cell_id, NULL "
        "FROM reconciled, (VALUES ('/root'), ('/echo')) AS v (x)"
    )
    connection.execute(
        "INSERT INTO origin SELECT claim_id, cell_id || '/root', "
        "(claim_id LIKE '%echo')::BIGINT FROM claim"
    )
    return connection


def sensitive(*cells: Iterable[Answer]) -> list[dict[str, Any]]:
    """The rows of sensitivity for these cells, by cell."""
    with answered(cells) as connection:
        result = connection.execute(f"FROM ({MODEL}) ORDER BY cell_id")
        names = [c[0] for c in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def test_rules_whose_answers_exclude_each_other_are_named() -> None:
    (row,) = sensitive(
        [("acled", None, 621, None), ("joint", 15_000, None, None), ("vote", 200, None, None)]
    )
    assert (row["lower_rule"], row["upper_rule"]) == ("acled", "joint")
    assert row["method_decides"]
    assert not row["best_decides"]
    assert row["sentence"] == "acled says 621, joint at least 15,000: the method decides"


def test_intervals_are_told_as_such() -> None:
    (row,) = sensitive([("a", 10, 15, 20), ("b", 90, None, 95)])
    assert row["sentence"] == "a says 10 to 20, b 90 to 95: the method decides"
    (row,) = sensitive([("a", None, None, 20), ("b", 90, None, None)])
    assert row["sentence"] == "a says at most 20, b at least 90: the method decides"


def test_preferred_numbers_further_apart_than_rounding_decide() -> None:
    (row,) = sensitive([("a", 100, 100, None), ("b", 90, 111, None), ("c", 90, 100, None)])
    assert row["best_decides"]
    assert row["lower_rule"] is None
    assert (row["least_best"], row["least_best_rules"]) == (100, "a,c")
    assert (row["greatest_best"], row["greatest_best_rules"]) == (111, "b")
    assert row["ratio"] == 1.11
    assert row["sentence"] == "a says 100, b 111: the method decides"


@pytest.mark.parametrize(("low", "high"), [(100, 110), (5, 6), (0, 1), (10, 11), (7, 7)])
def test_numbers_a_rounding_apart_decide_nothing(low: int, high: int) -> None:
    (row,) = sensitive([("a", None, low, None), ("b", high, high, None)])
    assert not row["method_decides"]
    assert row["sentence"].endswith("no two exclude each other")


@pytest.mark.parametrize(("low", "high"), [(100, 111), (5, 7), (0, 2), (20, 23)])
def test_numbers_further_apart_do(low: int, high: int) -> None:
    (row,) = sensitive([("a", None, low, None), ("b", high, high, None)])
    assert row["method_decides"]
    assert row["lower_rule"] == "a"


def test_where_a_rule_says_none_there_is_no_ratio() -> None:
    (row,) = sensitive([("a", 0, 0, 0), ("b", 9, 9, 9)])
    assert row["ratio"] is None
    assert row["best_decides"]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([("a", 5, None, None)], "only a answers: at least 5"),
        ([("a", 5, 5, 5), ("b", None, None, None)], "only a answers: 5"),
        (
            [("a", 5, None, None), ("b", 1, None, 9)],
            "none of the 2 rules that answer prefers a number, and no two exclude each other",
        ),
        (
            [("a", 5, 7, None), ("b", 1, None, 9)],
            "only a prefers a number, 7, and no two rules exclude each other",
        ),
        ([("a", 7, 7, 7), ("b", 7, 7, None)], "2 rules prefer 7, and no two exclude each other"),
        (
            [("a", 1000, 1000, 1000), ("b", 1050, 1050, None)],
            "2 rules prefer numbers from 1,000 to 1,050, and no two exclude each other",
        ),
    ],
)
def test_what_agrees_is_told_in_words(answers: list[Answer], sentence: str) -> None:
    (row,) = sensitive(answers)
    assert row["sentence"] == sentence
    assert not row["method_decides"]


def test_a_cell_of_which_no_rule_concludes_anything_has_no_row() -> None:
    (row,) = sensitive([("a", None, None, None)], [("a", 1, 2, 3), ("b", None, None, None)])
    assert row["cell_id"] == "c1"
    assert (row["n_rules"], row["n_best"], row["n_claims"], row["n_roots"]) == (1, 1, 2, 1)
    assert (row["least_low"], row["greatest_high"]) == (1, 3)


sides = st.tuples(*(st.none() | st.integers(0, 60) for _ in range(3)))
rule_answers = sides.map(
    lambda s: tuple(sorted(n for n in s if n is not None)) if None not in s else s
).filter(lambda s: [n for n in s if n is not None] == sorted(n for n in s if n is not None))


def apart(above: int, below: int) -> bool:
    return above > below + 1 and above * 10 > below * 11


# Each example is a table of many cells: that is what costs, and fewer tables try as much.
@settings(max_examples=settings().max_examples // 10)
@given(st.lists(st.lists(rule_answers, min_size=1, max_size=4), min_size=30, max_size=50))
def test_the_method_decides_where_any_two_rules_are_further_apart_than_rounding(
    cells: list[list[tuple[int | None, int | None, int | None]]],
) -> None:
    named = [[(f"r{n}", *answer) for n, answer in enumerate(cell)] for cell in cells]
    found = {row["cell_id"]: row for row in sensitive(*named)}
    for n, cell in enumerate(cells):
        spans = [(best, best) if low is high is None else (low, high) for low, best, high in cell]
        exclude = any(
            low is not None and high is not None and apart(low, high)
            for low, _ in spans for _, high in spans
        )  # fmt: skip
        best = [b for _, b, _ in cell if b is not None]
        spread = any(apart(x, y) for x in best for y in best)
        row = found.get(f"c{n}")
        assert (row is None) == all(s == (None, None, None) for s in cell)
        if row is not None:
            assert (row["lower_rule"] is not None) == exclude
            assert row["best_decides"] == spread
            assert row["method_decides"] == (exclude or spread)


def failing(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    """What a check finds."""
    connection.execute(f"CREATE OR REPLACE TABLE sensitivity AS {MODEL}")
    (check,) = [c for c in reconciliations.checks() if c.name == name]
    return connection.execute(f"WITH b AS (FROM {check.table}) {check.query}").fetchall()


@pytest.fixture
def sound() -> duckdb.DuckDBPyConnection:
    """One cell with a root, its echo and a part of it on another cell; two rules."""
    connection = answered([[("joint_bounds", 1, None, None), ("vote", 1, 1, 1)]])
    connection.execute("""
        INSERT INTO rule VALUES ('joint_bounds'), ('vote');
        INSERT INTO cell VALUES
            ('c0', 'russia', 'persons', 'stock'), ('none', 'russia', 'persons', 'none'),
            ('there', 'ukraine', 'persons', 'stock'), ('rate', 'russia', 'percent', 'stock');
        INSERT INTO claim VALUES ('there/1', 'there', NULL), ('there/part', 'there', 'c0/echo');
        INSERT INTO origin VALUES ('there/1', 'there/1', 0), ('there/part', 'there/part', 0);
        INSERT INTO reconciled_claim
        SELECT 'c0', rule, claim_id, CASE hops WHEN 0 THEN 'member' ELSE 'retelling' END, ''
        FROM rule, origin WHERE claim_id LIKE 'c0/%'
    """)
    return connection


@pytest.mark.parametrize("check", [c.name for c in reconciliations.checks()])
def test_sound_answers_pass(sound: duckdb.DuckDBPyConnection, check: str) -> None:
    assert failing(sound, check) == []


MEMBER = "INSERT INTO reconciled_claim VALUES ('c0', '{}', '{}', 'member', NULL)"


@pytest.mark.parametrize(
    ("check", "breaks", "problem"),
    [
        (
            "every_rule_answers_on_every_cell",
            "DELETE FROM reconciled WHERE rule = 'vote'",
            ("c0", "vote", "missing"),
        ),
        (
            "every_rule_answers_on_every_cell",
            "UPDATE cell SET kind = 'none'; DELETE FROM rule WHERE rule = 'vote'; "
            "DELETE FROM reconciled WHERE rule = 'vote'",
            ("c0", "joint_bounds", "does not belong"),
        ),
        (
            "counts_are_those_of_their_claims",
            "UPDATE reconciled SET n_roots = 2 WHERE rule = 'vote'",
            ("c0", "vote", "counts"),
        ),
        (
            "answers_rest_on_roots",
            "UPDATE reconciled_claim SET role = 'member' WHERE rule = 'vote'",
            ("c0", "vote", "c0/echo", "member"),
        ),
        (
            "rules_merge_no_cells",
            "DELETE FROM reconciled_claim WHERE rule = 'vote' AND claim_id = 'c0/echo'",
            ("c0", "vote", "c0/echo", "missing"),
        ),
        (
            "rules_merge_no_cells",
            MEMBER.format("vote", "there/1"),
            ("c0", "vote", "there/1", "of another cell"),
        ),
    ],
)
def test_a_broken_answer_fails_its_check(
    sound: duckdb.DuckDBPyConnection, check: str, breaks: str, problem: tuple[str, ...]
) -> None:
    sound.execute(breaks)
    assert failing(sound, check) == [problem]


def test_a_part_of_a_member_and_what_joint_bounds_uses_may_stand_elsewhere(
    sound: duckdb.DuckDBPyConnection,
) -> None:
    sound.execute(MEMBER.format("vote", "there/part"))
    sound.execute(MEMBER.format("joint_bounds", "there/1"))
    assert failing(sound, "rules_merge_no_cells") == []
