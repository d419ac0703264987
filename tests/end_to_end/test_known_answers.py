"""The catalog of the repository: what can and cannot stand side by side, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.end_to_end.known import TIMES, rows


def test_the_build_counts_what_there_is(catalog_once: Path) -> None:
    told = (catalog_once / "told").read_text()
    assert "463 claims in 274 documents" in told
    assert "339 of them are roots, of 100 sources; 124 retell another one" in told
    assert "31 contradictions (5 between roots), 11 possible" in told


def test_the_five_countries_that_it_lists_have_demands(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(warehouse, "SELECT country FROM demand WHERE document_id = ?", TIMES)
    assert {c for (c,) in found} == {"NPL", "IND", "LKA", "JOR", "KEN"}


def test_nepal_in_the_same_month_is_possible_and_in_one_document_a_contradiction(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        warehouse,
        "SELECT DISTINCT x.verdict, a.as_of = b.as_of FROM comparison AS x "
        "JOIN claim AS a ON a.claim_id = claim_a JOIN claim AS b ON b.claim_id = claim_b "
        "WHERE x.relation = 'same' AND x.verdict IN ('contradict', 'possible') AND "
        "a.population = 'NPL' AND a.measure = 'serving' AND a.low > 10000 AND b.high < 300",
    )
    # All stand in, or go back to, one document: dates written alike there are one date.
    assert set(found) == {("contradict", True), ("possible", False)}


def test_nepal_ranges_from_about_two_hundred_to_fifteen_thousand(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        warehouse,
        "SELECT measure, lowest, highest, contradictory > 0 FROM comparison_by_country "
        "WHERE population = 'NPL' AND measure IN ('recruited', 'serving') ORDER BY measure",
    )
    # "about 15,000" may be 15,500; "nearly 200" may be 150.
    assert found == [("recruited", 200, 15_500, True), ("serving", 150, 15_500, True)]


def test_the_moscow_only_603_is_within_and_contradicts_nothing(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        warehouse,
        "SELECT DISTINCT relation, verdict FROM comparison "
        "WHERE $1 IN (claim_a, claim_b) AND NOT same_root",
        "babel-2025-04-23-summary-of-istories-leak/npl-signed-contract",
    )
    assert found == [("within", "compatible")]


def test_twenty_thousand_cubans_contradict_eighteen_thousand_foreigners(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    ((claim_a, gap, because),) = rows(
        warehouse,
        "SELECT claim_a, gap, because FROM comparison WHERE verdict = 'contradict' AND claim_b = ? "
        "AND claim_a LIKE 'business-insider%'",
        f"{TIMES}/foreign-recruited",
    )
    assert claim_a == "business-insider-2025-09-ukrainian-intelligence-on-cubans/cub-recruited"
    assert gap == 1500
    assert "“at least 20,000 Cuban citizens”" in because
    assert "a retelling of at least 18,000 identified, Ukrainska Pravda, 2025-11-19" in because
    assert "2025-09" in because
    assert "2025-12-31" in because


def test_more_than_two_hundred_sri_lankan_dead_contradict_fifty_nine_later(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    ((gap,),) = rows(
        warehouse,
        "SELECT gap FROM comparison AS x JOIN claim AS a ON a.claim_id = claim_a "
        "WHERE verdict = 'contradict' AND a.population = 'LKA' AND a.measure = 'killed'",
    )
    assert gap == 201 - 59


def test_totals_without_north_koreans_meet_only_what_leaves_them_out_or_holds_none(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        warehouse,
        "SELECT DISTINCT a.population, a.excluding FROM comparison AS x "
        "JOIN claim AS a ON a.claim_id = claim_a JOIN claim AS b ON b.claim_id = claim_b "
        "WHERE b.excluding = 'PRK'",
    )
    assert found
    assert all(out == "PRK" or who not in ("foreign", "PRK") for who, out in found)


def test_every_figure_is_read_from_its_words_again(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    from sources.phrases import read

    for says, unit, language, low, high in rows(
        warehouse,
        "SELECT says, unit, language, low, high FROM claim JOIN document USING (document_id)",
    ):
        reading = read(says, unit, language)
        assert (reading.low, reading.high) == (low, high), says


def test_explain_claim_goes_back_to_words_and_page(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = dict(
        rows(
            warehouse,
            "SELECT what, value FROM explain_claim(?) WHERE what NOT IN ('contradict', 'possible')",
            f"{TIMES}/foreign-recruited",
        )
    )
    assert found["words"] == "“around 18,000 people”"
    assert found["reading"] == "around: 17,500 to 18,500"
    assert "themoscowtimes.com" in found["printed in"]
    assert "At least 18,000 foreign nationals" in found["retells"]


def test_why_not_names_the_dimension(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        warehouse,
        "SELECT dimension FROM why_not(?, ?)",
        f"{TIMES}/foreign-killed",
        f"{TIMES}/foreign-recruited-countries",
    )
    assert found == [("unit",)]


def test_contradictions_turn_no_check_red(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(warehouse, "SELECT asset, check_name FROM check_result WHERE NOT passed")
    assert found == [("claim", "read_a_second_time")]  # a warning: pages read only once


def test_every_table_and_column_is_described(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        warehouse,
        "SELECT table_name FROM duckdb_tables() WHERE coalesce(comment, '') = '' "
        "UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns() "
        "WHERE NOT internal AND coalesce(comment, '') = ''",
    )
    assert found == []


def test_asking_for_one_country_finds_the_clashes_that_the_stored_table_counts(
    catalog_once: Path, warehouse: duckdb.DuckDBPyConnection
) -> None:
    from warehouse import compare

    columns, asked = compare.table(warehouse, compare.Question(population="CUB"))
    at = [columns.index(c) for c in ("measure", "n_claims", "lowest", "highest", "contradictory")]
    stored = rows(
        warehouse,
        "SELECT measure, n_claims, lowest, highest, contradictory FROM comparison_by_country "
        "WHERE population = 'CUB'",
    )
    assert {tuple(row[i] for i in at) for row in asked} == set(stored)
    assert max(row[at[-1]] for row in asked) > 0


def test_the_macros_answer_in_an_attached_file_too(catalog_once: Path) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{catalog_once / 'muster.duckdb'}' AS muster (READ_ONLY)")
        connection.execute("USE muster")
        ((known,),) = connection.execute("SELECT count(*) FROM known_on('2030-01-01')").fetchall()
    assert known == 463


def test_the_parts_that_one_list_prints_leave_over_a_part_of_its_total_and_contradict_nothing(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    whole = "babel-2025-08-14-foreign-prisoners-in-ukraine/foreign-recruited"
    found = rows(
        warehouse,
        "SELECT n_parts, sum_low, residual_low, residual_high, stated, contradicts "
        "FROM sum_of_parts WHERE whole_claim_id = ?",
        whole,
    )
    assert found == [(3, 15_632, 1_262, 1_262, False, False)]
    assert rows(warehouse, "FROM conflict_claim WHERE claim_id = ?", whole) == []


def test_a_total_of_contracts_is_less_than_two_of_its_years(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(warehouse, "SELECT kind, size, excess, complete FROM conflict WHERE size > 2")
    assert found == [("arithmetic", 3, 39, True)]


def test_every_bound_of_the_catalog_is_proved_the_tightest(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert rows(warehouse, "SELECT DISTINCT tightest FROM bound") == [(True,)]
