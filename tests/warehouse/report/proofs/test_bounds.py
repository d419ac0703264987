"""What follows from all claims together: each bound argued, how it moved, what would tighten it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.report.reading import dead, lines, page, words
from warehouse.answers.bound import explain
from warehouse.answers.bounds import next_facts, wanted
from warehouse.answers.moved import moves
from warehouse.answers.told import claims
from warehouse.reading import reader
from warehouse.report import place
from warehouse.report.material import Material

DAYS = """
SELECT
    measure, population, as_of,
    max(low) FILTER (evidence_used = 'counted') AS counted,
    max(low) FILTER (evidence_used = 'all') AS low, max(high) AS high
FROM bound
WHERE as_of <= (SELECT max(published_last) FROM claim)
GROUP BY measure, population, as_of
ORDER BY measure, population, as_of
"""


@pytest.fixture(params=["quarrels", "ours"])
def any_warehouse(
    request: pytest.FixtureRequest, quarrelled: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The made-up warehouse, and the real one."""
    path = quarrelled
    if request.param == "ours":
        path = request.getfixturevalue("catalog_once") / "muster.duckdb"
    with reader(path) as opened:
        yield opened


def test_moves_tell_the_bounds_of_every_day(any_warehouse: duckdb.DuckDBPyConnection) -> None:
    moved = moves(any_warehouse)
    for measure, population, day, counted, low, high in any_warehouse.execute(DAYS).fetchall():
        until = [m for m in moved.get((measure, population), ()) if m.as_of <= day]
        told = (until[-1].counted, until[-1].low, until[-1].high) if until else (0, 0, None)
        assert told == (counted or 0, low or 0, high), (measure, population, day)


def test_a_move_names_the_claims_that_give_a_side_that_day_and_not_before(
    any_warehouse: duckdb.DuckDBPyConnection,
) -> None:
    query = "SELECT DISTINCT measure, population, as_of, side, claim_id FROM bound_claim"
    rest = set(any_warehouse.execute(query).fetchall())
    for key, own in moves(any_warehouse).items():
        for before, moved in zip((None, *own), own, strict=False):
            for i in moved.claims:
                sides = {s for s in ("low", "high") if (*key, moved.as_of, s, i) in rest}
                given = {s for s in sides if before and (*key, before.as_of, s, i) in rest}
                assert sides - given, (key, moved, i)


def test_the_facts_of_many_bounds_are_those_of_each(connection: duckdb.DuckDBPyConnection) -> None:
    asked = wanted(connection).values()
    ids = [i for (i,) in connection.execute("SELECT claim_id FROM claim").fetchall()]
    facts = next_facts(connection, asked, claims(connection, ids))
    assert facts == {(a.measure, a.population): explain(connection, a).next_fact for a in asked}


def test_there_is_a_page_for_what_claims_count_and_for_all_that_follows_of_recruits(
    report: Path, material: Material
) -> None:
    made = {f"bounds/{p.name}" for p in (report / "bounds").iterdir()}
    assert made == {place.bound(*key) for key in material.bounds}
    assert {("killed", "GHA"), ("recruited", "GHA"), ("recruited", "foreign")} <= set(
        material.bounds
    )
    assert ("planned", "EGY") not in material.bounds


def test_a_bound_is_told_argued_and_led_down_to_the_page(report: Path) -> None:
    found = page(report / place.bound("recruited", "EGY"))
    told = words(found)
    assert "at least 200, if every estimate is true; at least 12, counted people only." in told
    assert "Nothing limits it from above." in told
    assert "everyone who counts as “killed” counts as “recruited”" in told
    assert "https://example.org/herald" in told


def test_each_move_is_a_row_with_its_claims(report: Path) -> None:
    table = page(report / place.bound("recruited", "EGY")).find(".//table")
    told = [[words(e) for e in row if words(e)] for row in table.find("tbody")]
    hundreds = "“hundreds to thousands of Egyptians” (The <b>Example</b> Gazette)"
    assert told == [
        ["2022-02-28", "–", "–", "9,999", hundreds],
        ["2025-01-31", "–", "200", "9,999", hundreds],
        ["2025-02-28", "12", "200", "–", "“12 Egyptians” (The Example Herald)"],
    ]  # fmt: skip


def test_where_all_claims_are_set_aside_nothing_follows(report: Path) -> None:
    told = words(page(report / place.bound("recruited", "NPL")))
    assert "Nothing follows: no claim that stands gives a least number" in told
    assert "No figure limits it from above" in told


def test_links_lead_somewhere_and_hostile_words_are_words(report: Path, material: Material) -> None:
    for key in material.bounds:
        where = place.bound(*key)
        assert dead(report, where) == []
        assert "<script>alert" not in (report / where).read_text(encoding="utf-8")
        assert len(lines(page(report / where), "h1")) == 1
