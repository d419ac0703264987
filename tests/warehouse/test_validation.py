"""Each check fails on a table that breaks it, and names the rows that do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.broken import Files, broken
from warehouse.schema import tables
from warehouse.validation import Result, checks_for, validate
from warehouse.validation.run import WRITTEN_BY_PUBLISHING

CHECKED = [name for name in tables() if name not in WRITTEN_BY_PUBLISHING]


_sound: Files = {}  # built once: no test changes its files


@pytest.fixture
def files(
    warehouse_of: Callable[..., Any],
    a_claim: Callable[..., dict[str, Any]],
    a_contradiction: Callable[..., dict[str, Any]],
) -> Files:
    """A sound warehouse: two accounts of one count that contradict, and a retelling."""
    if not _sound:
        checked = {"checked": "2025-06-02"}
        claims = [
            a_claim("a/1", low=500, high=500, point=500, **checked),
            a_claim("b/1", low=10, high=20, **checked),
            a_claim("b/2", low=501, point=500, derives_from="a/1", link="stated", **checked),
        ]
        inferred = a_contradiction("a/1", "b/1", 480, ("b/2", "a/1"))
        _sound.update(warehouse_of(claims, inferred=inferred).files)
    return dict(_sound)


def failed(files: Files, table: str) -> dict[str, Result]:
    """The checks of a table that fail, by name."""
    return {r.check_name: r for r in validate(table, files) if not r.passed}


@pytest.mark.parametrize("table", CHECKED)
def test_a_sound_warehouse_passes_even_where_its_claims_contradict(
    files: Files, table: str
) -> None:
    results = validate(table, files)
    assert [r.check_name for r in results] == [c.name for c in checks_for(table)]
    assert not [r for r in results if not r.passed]


def replaced(**values: str) -> str:
    """All rows, with other values in some columns."""
    return f"SELECT * REPLACE ({', '.join(f'{v} AS {k}' for k, v in values.items())}) FROM t"


def set_in(row: str, column: str, value: str) -> str:
    """One value of one claim changed, and nothing else."""
    return replaced(**{column: f"CASE WHEN claim_id = '{row}' THEN {value} ELSE {column} END"})


def pair(verdict: str) -> str:
    """Comparisons that keep only the contradiction of a/1 and b/1, under another verdict."""
    return f"SELECT * REPLACE ({verdict}) FROM t WHERE claim_a = 'a/1' AND claim_b = 'b/1'"


A1_B1 = ["a/1", "b/1"]
BREAKS: list[tuple[str, str, str, list[object]]] = [
    ("claim", "columns", "SELECT * EXCLUDE (note), 1 AS extra FROM t", ["extra", "note"]),
    ("cell", "columns", "SELECT measure, * EXCLUDE (measure) FROM t", ["cell_id", "measure"]),
    ("claim", "columns", replaced(low="low::VARCHAR"), ["low"]),
    ("claim", "not_null", set_in("a/1", "says", "NULL"), ["a/1"]),
    ("claim", "unique_key", "FROM t UNION ALL (FROM t WHERE claim_id = 'b/1')", ["b/1"]),
    ("claim", "known_values", set_in("b/1", "basis", "'boats'"), ["b/1"]),
    ("claim", "known_values", set_in("b/1", "low", "-1"), ["b/1"]),
    ("claim", "references", set_in("b/1", "claimant_id", "'x'"), ["b/1"]),
    ("claim", "references", set_in("b/1", "unit", "'boats'"), ["b/1"]),
    ("claim", "references", set_in("b/1", "side", "'nobody'"), ["b/1"]),
    ("claim", "references", set_in("b/1", "evidence", "'heard'"), ["b/1"]),
    ("claim", "row_rules", set_in("b/1", "as_of_first", "DATE '2030-01-01'"), ["b/1"]),
    ("claim", "reading_in_order", set_in("b/1", "low", "21"), ["b/1"]),
    ("claim", "point_near_reading", set_in("b/1", "point", "22"), ["b/1"]),
    ("claim", "point_near_reading", set_in("b/2", "point", "499"), ["b/2"]),
    ("claim", "true_bounds_inside_reading", set_in("b/1", "true_low", "11"), ["b/1"]),
    ("claim", "true_bounds_inside_reading", set_in("b/2", "true_high", "9"), ["b/2"]),
    ("claim", "true_bounds_inside_reading", set_in("b/1", "floor", "TRUE"), ["b/1"]),
    ("claim", "retold_claims_exist", set_in("b/1", "derives_from", "'z/1'"), ["b/1"]),
    ("claim", "retold_claims_exist", set_in("b/1", "part_of", "'b/1'"), ["b/1"]),
    ("claim", "countries_known", set_in("b/1", "excluding", "'CUB,XXX'"), ["b/1"]),
    ("claim", "plausible_size", set_in("b/1", "high", "100001"), ["b/1"]),
    (
        "claim",
        "as_of_not_after_publication",
        set_in("b/1", "published_last", "DATE '2024-12-31'"),
        ["b/1"],
    ),
    ("claim", "read_a_second_time", set_in("b/1", "checked", "NULL"), ["b/1"]),
    (
        "population",
        "countries_assigned",
        replaced(id="CASE WHEN id = 'CUB' THEN 'XXX' ELSE id END"),
        ["XXX"],
    ),
    (
        "population_member",
        "members_are_countries",
        "SELECT 'foreign' AS population, 'm49:002' AS member",
        [["foreign", "m49:002"]],
    ),
    ("population_within", "within_itself", "FROM t WHERE inner_id <> 'CUB'", [["CUB", "CUB"]]),
    ("origin", "every_claim_has_a_root", "FROM t WHERE claim_id <> 'b/1'", ["b/1"]),
    ("origin", "root_is_its_own_root", set_in("b/2", "hops", "0"), ["b/2"]),
    ("origin", "root_is_its_own_root", set_in("a/1", "root_claim_id", "'b/1'"), ["a/1", "b/2"]),
    ("origin", "root_is_its_own_root", set_in("b/1", "root_source_id", "'other'"), ["b/1"]),
    ("origin", "one_hop_behind_what_it_retells", set_in("b/2", "hops", "2"), ["b/2"]),
    ("origin", "witness_is_a_root", set_in("b/1", "witness_claim_id", "'b/2'"), ["b/1"]),
    ("origin", "witness_is_a_root", set_in("b/1", "witness_source_id", "'other'"), ["b/1"]),
    ("origin", "witness_is_that_of_the_whole", set_in("b/1", "witness_claim_id", "'a/1'"), ["b/1"]),
    ("origin", "witness_is_that_of_the_whole", set_in("b/2", "witness_claim_id", "'b/1'"), ["b/2"]),
    ("origin", "marked_as_its_root_is", set_in("b/2", "original_held", "FALSE"), ["b/2"]),
    ("origin", "marked_as_its_root_is", set_in("b/2", "party", "'russia'"), ["b/2"]),
    ("source", "party_is_a_side", replaced(party="'neither'"), ["other", "paper"]),
    (
        "comparison_by_country",
        "parties_are_those_of_the_claims_shown",
        replaced(highest_party="'russia'"),
        [["NPL", "recruited"]],
    ),
    ("comparison", "contradictions_have_a_gap", pair("NULL::BIGINT AS gap"), [A1_B1]),
    ("comparison", "contradictions_have_a_gap", pair("1::BIGINT AS gap"), [A1_B1]),
    ("comparison", "contradictions_have_a_gap", pair("'compatible' AS verdict"), [A1_B1]),
    (
        "comparison",
        "pairs_stand_once",
        f"FROM t UNION ALL ({pair('claim_b AS claim_a, claim_a AS claim_b')})",
        [A1_B1],
    ),
    ("comparison", "roots_told_rightly", pair("true AS same_root"), [A1_B1]),
]


@pytest.mark.parametrize(
    ("table", "check", "select", "ids"), BREAKS, ids=[f"{b[1]}-{n}" for n, b in enumerate(BREAKS)]
)
def test_a_broken_table_fails_its_check_and_the_rows_are_named(
    files: Files, table: str, check: str, select: str, ids: list[object]
) -> None:
    result = failed(broken(files, table, select), table)[check]
    assert (result.failing_ids, result.n_failing) == (ids, len(ids))
    assert result.because


@pytest.mark.parametrize(
    ("column", "value"), [("side", "'ukraine'"), ("unit", "'families'"), ("kind", "'none'")]
)
def test_a_comparison_of_claims_that_do_not_compare_fails(
    files: Files, column: str, value: str
) -> None:
    other = broken(files, "claim", set_in("b/1", column, value))
    result = failed(other, "comparison")["sides_comparable"]
    assert A1_B1 in result.failing_ids
    assert column in result.because


def test_a_claim_without_its_cell_fails(files: Files) -> None:
    other = broken(files, "claim", set_in("b/1", "cell_id", "'elsewhere'"))
    result = failed(other, "cell")["cells_count_their_claims"]
    assert "elsewhere" in result.failing_ids
    assert result.n_failing == 2


@pytest.mark.parametrize(("column", "value"), [("n_claims", "2"), ("n_roots", "3")])
def test_a_component_that_counts_its_claims_or_roots_wrongly_fails(
    files: Files, column: str, value: str
) -> None:
    other = broken(files, "component", replaced(**{column: value}))
    result = failed(other, "set_aside")["components_count_their_claims"]
    assert result.n_failing == 1
    assert "found" in result.because


@pytest.mark.parametrize("change", [{"party": "'russia'"}, {"original_held": "FALSE"}])
def test_a_total_that_is_marked_otherwise_than_its_origin_fails(
    change: dict[str, str],
    warehouse_of: Callable[..., Any],
    a_claim: Callable[..., dict[str, Any]],
) -> None:
    made = warehouse_of([a_claim("a/1", population="foreign")]).files
    assert not failed(made, "comparison_total")
    other = broken(made, "comparison_total", replaced(**change))
    assert failed(other, "comparison_total")["marked_as_its_origin_is"].failing_ids == ["a/1"]


@pytest.mark.parametrize("column", ["n_roots", "n_witnesses"])
def test_a_cell_that_counts_its_roots_or_sources_wrongly_fails(files: Files, column: str) -> None:
    other = broken(files, "cell", replaced(**{column: "7"}))
    assert "7" in failed(other, "cell")["cells_count_their_claims"].because


@pytest.mark.parametrize("check", ["plausible_size", "as_of_not_after_publication"])
def test_what_a_catalog_may_say_is_a_warning_only(check: str) -> None:
    assert {c.severity for c in checks_for("claim") if c.name == check} == {"warning"}


def test_a_failed_check_keeps_a_hundred_ids_and_the_whole_count(files: Files) -> None:
    named = replaced(claim_id="claim_id || n", says="NULL::VARCHAR")
    many = f"{named}, range(100) AS r (n)"
    other = broken(files, "claim", f"SELECT * EXCLUDE (n) FROM ({many})")
    result = failed(other, "claim")["not_null"]
    assert (result.n_failing, len(result.failing_ids), result.n_rows) == (300, 100, 300)
    assert result.because == "says"


def test_a_check_that_cannot_be_made_fails_and_says_why(files: Files) -> None:
    result = failed(broken(files, "claim", "SELECT * EXCLUDE (low) FROM t"), "claim")
    assert "low" in result["reading_in_order"].because
    assert result["columns"].because


def test_a_check_waits_for_the_tables_that_it_reads(files: Files) -> None:
    made = {r.check_name for r in validate("claim", {"claim": files["claim"]})}
    assert "not_null" in made
    assert "references" not in made


def test_a_table_without_a_file_is_an_error(files: Files) -> None:
    del files["claim"]
    with pytest.raises(KeyError, match="claim"):
        validate("claim", files)


def test_check_names_are_unique_in_their_table_and_read_tables_that_exist() -> None:
    for table in tables():
        names = [c.name for c in checks_for(table)]
        assert len(names) == len(set(names))
        assert all(set(c.tables_needed) <= set(tables()) for c in checks_for(table))


def test_braces_colons_and_quotes_in_rules_reach_duckdb_as_they_are(files: Files) -> None:
    rows = "SELECT * REPLACE (CASE WHEN id = 'CUB' THEN 'it''s {{m49}}:1' ELSE id END AS id) FROM t"
    result = failed(broken(files, "population", rows), "population")
    assert result["countries_assigned"].failing_ids == ["it's {{m49}}:1"]


def test_naming_the_checks_does_not_load_the_engine_that_makes_them() -> None:
    code = (
        "import sys; from warehouse.schema import tables; from warehouse.validation import *; "
        "[checks_for(t) for t in tables()]; "
        "sys.exit('great_expectations' in sys.modules or 'sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_validation_prints_nothing_and_writes_no_file(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    validate("claim", broken(files, "claim", "SELECT * EXCLUDE (low) FROM t"))
    assert not list(empty.iterdir())
    assert capfd.readouterr() == ("", "")
