"""The catalog of the repository, built once: answers that were worked out by hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from warehouse.as_known.knowledge import Knowledge
from warehouse.as_known.make import derived
from warehouse.as_known.narrowed import narrow

TIMES = "the-moscow-times-2026-03-09-russian-law-against-extraditing"
KYIV = "kyiv-independent-2024-02-cnn-figure-on-nepali"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the catalog was built, by the command that people call."""
    out = tmp_path_factory.mktemp("out")
    ours = {name: None for name in os.environ if name.startswith("MUSTER_")}
    done = CliRunner(env=ours).invoke(main, ["build", "--offline", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "463 claims in 274 documents" in done.stdout
    assert "339 of them are roots, of 100 sources; 124 retell another one" in done.stdout
    assert "31 contradictions (5 between roots), 11 possible" in done.stdout
    return out


@pytest.fixture
def warehouse(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file, as a reader opens it."""
    with duckdb.connect(str(built / "muster.duckdb"), read_only=True) as connection:
        yield connection


def rows(warehouse: duckdb.DuckDBPyConnection, query: str, *given: Any) -> list[tuple[Any, ...]]:
    """What a query gives."""
    return warehouse.execute(query, given).fetchall()


def test_the_moscow_times_figures_stand_under_their_claimants(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        warehouse,
        "SELECT claimant_id, unit, measure, low, high, channel FROM claim WHERE document_id = ? "
        "ORDER BY claim_id",
        TIMES,
    )
    assert set(found) == {
        ("us-government", "persons", "serving", 0, 5000, "all"),
        ("istories", "persons", "signed_contract", 1501, None, "all"),
        ("istories", "countries", "signed_contract", 49, 49, "all"),
        ("telegraph", "persons", "recruited", 17500, 18500, "all"),
        ("telegraph", "countries", "recruited", 128, 128, "all"),
        ("telegraph", "persons", "killed", 3300, None, "all"),
    }


def test_the_five_countries_that_it_lists_have_demands(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(warehouse, "SELECT country FROM demand WHERE document_id = ?", TIMES)
    assert {c for (c,) in found} == {"NPL", "IND", "LKA", "JOR", "KEN"}


def test_the_retelling_lost_the_moscow_selection_point_and_its_root_has_it(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    (found,) = rows(
        warehouse,
        "SELECT c.channel, r.channel, o.hops FROM origin AS o JOIN claim AS c USING (claim_id) "
        "JOIN claim AS r ON r.claim_id = o.root_claim_id WHERE o.claim_id = ?",
        f"{TIMES}/foreign-signed-contract",
    )
    assert found == ("all", "moscow_selection_point", 1)


def test_the_telegraphs_figures_are_those_of_a_party(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        warehouse,
        "SELECT DISTINCT o.hops, r.document_id, o.root_source_id, o.party, o.original_held "
        "FROM origin AS o JOIN claim AS c USING (claim_id) "
        "JOIN claim AS r ON r.claim_id = o.root_claim_id "
        "WHERE c.document_id = ? AND c.claimant_id = 'telegraph'",
        TIMES,
    )
    # Ukrainska Pravda prints what the Kyiv headquarters said.
    kyiv = "ukrainska-pravda-2025-11-19-usov-gives-ukraine-s"
    assert found == [(1, kyiv, "ukraine-coordination-hq", "ukraine", False)]


def test_the_countries_of_one_list_are_many_roots_and_one_witness(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    (found,) = rows(
        warehouse,
        "SELECT count(DISTINCT root_claim_id) > 15, count(DISTINCT witness_source_id) FROM origin "
        "WHERE witness_claim_id = 'mwebantu-2026-02-24-inpact-list-of-african/m49-002-recruited'",
    )
    assert found == (True, 1)


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


def drift(warehouse: duckdb.DuckDBPyConnection, claim_id: str) -> dict[str, tuple[str, str, str]]:
    """What changed where a claim repeats another: dimension -> change, before, after."""
    found = rows(
        warehouse,
        "SELECT dimension, change, before, after FROM drift WHERE claim_id = ?",
        claim_id,
    )
    return {dimension: (change, before, after) for dimension, change, before, after in found}


def test_the_low_bound_of_the_cable_is_lost(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        warehouse,
        "SELECT claim_id FROM drift WHERE dimension = 'low' AND before = '1000' "
        "AND from_claim_id = 'lbc-2025-10-07-washington-accuses-havana-over/cub-serving'",
    )
    assert ("lbc-2025-10-07-washington-accuses-havana-over/cub-serving-2",) in found
    assert (f"{TIMES}/cub-serving",) in found
    assert len(found) == 5


def test_the_chain_from_kyiv_to_the_moscow_times_loses_what_it_loses(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    dead = drift(warehouse, f"{TIMES}/foreign-killed")
    assert dead["value"] == ("lowered", "3388", "3300")
    assert dead["qualifier"] == ("gained", "exactly", "at least")
    assert dead["attribution"] == ("changed", "ukraine-coordination-hq", "telegraph")
    total = drift(warehouse, f"{TIMES}/foreign-recruited")
    assert total["qualifier"] == ("weakened", "at least", "around")
    assert total["evidence"] == ("lost", "identified", "unspecified")
    assert "value" not in total


@pytest.mark.parametrize(
    "outlet",
    ["chaspravdy-2025-04-27-russian-recruitment-of-foreigners",
     "the-gaze-undated-british-intelligence-on-russia"],
)  # fmt: skip
def test_british_intelligence_stands_for_istories_where_the_city_is_lost(
    warehouse: duckdb.DuckDBPyConnection, outlet: str
) -> None:
    hop = drift(warehouse, f"{outlet}/foreign-recruited")
    assert hop["channel"] == ("widened", "moscow_selection_point", "all")
    assert hop["attribution"] == ("changed", "istories", "uk-mod")
    ((sentence,),) = rows(
        warehouse,
        "SELECT sentence FROM drift WHERE claim_id = ? AND dimension = 'channel'",
        f"{outlet}/foreign-recruited",
    )
    assert sentence == "The Moscow selection point is dropped: all channels."


def test_two_lists_stand_behind_the_kazakhs_that_are_said_to_be_1190(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = rows(
        warehouse,
        "SELECT s.claim_id, f.low + a.low, s.date_order FROM suspected_repeat AS s "
        "JOIN claim AS f ON f.claim_id = s.from_claim_id "
        "JOIN claim AS a ON a.claim_id = s.also_claim_id "
        "WHERE s.kind = 'sum' AND f.population = 'KAZ'",
    )
    assert set(found) == {
        ("cibercuba-2025-12-01-cuba-among-top-suppliers/kaz-recruited", 1190, "certain"),
        ("exclusive-kz-undated-why-kazakhs-go-to/kaz-recruited", 1190, "certain"),
    }


def test_families_become_missing_men(warehouse: duckdb.DuckDBPyConnection) -> None:
    hop = drift(warehouse, "online-ua-undated-cnn-figure-on-nepali/npl-missing")
    assert hop["unit"] == ("changed", "families", "persons")
    assert hop["measure"] == ("changed", "other", "missing")
    assert hop["attribution"][0] == "lost"


def test_what_outlets_add_to_fifteen_thousand(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        warehouse,
        "SELECT after FROM drift WHERE from_claim_id = ? AND dimension = 'qualifier' "
        "ORDER BY after",
        f"{KYIV}/npl-recruited",
    )
    assert found == [("around",), ("around",), ("nearly",), ("up to",)]


def test_a_source_is_described_with_examples_of_what_it_changed(built: Path) -> None:
    told = CliRunner().invoke(main, ["sources", "the-moscow-times", "--out", str(built)])
    assert told.exit_code == 0
    assert "0 of 8 changed nothing" in told.stdout
    assert "value lowered: 1" in told.stdout
    assert "3,388 becomes 3,300." in told.stdout
    party = CliRunner().invoke(main, ["sources", "ukraine-ccd", "--out", str(built)])
    assert "a party to the war (ukraine)" in party.stdout


def test_a_retelling_is_explained_hop_by_hop(built: Path) -> None:
    told = CliRunner().invoke(
        main, ["explain", "the-gaze-undated-british-intelligence-on-russia/foreign-recruited",
               "--out", str(built)],
    )  # fmt: skip
    assert "The Moscow selection point is dropped: all channels." in told.stdout
    assert "the original is not held: read in Babel" in told.stdout
    party = CliRunner().invoke(main, ["explain", f"{TIMES}/foreign-killed", "--out", str(built)])
    assert "a party's figure (ukraine); the original is not held" in party.stdout
    in_full = CliRunner().invoke(
        main, ["explain", f"{TIMES}/foreign-killed", "--json", "--out", str(built)]
    )
    claim = json.loads(in_full.stdout)["claim"]
    assert claim["root"]["party"] == "ukraine"
    assert claim["root"]["original_held"] is False
    (hop,) = claim["chain"]
    assert [d["dimension"] for d in hop["drift"]] == [
        "value", "qualifier", "as_of", "evidence", "attribution",
    ]  # fmt: skip


def test_why_not_names_the_dimension(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        warehouse,
        "SELECT dimension FROM why_not(?, ?)",
        f"{TIMES}/foreign-killed",
        f"{TIMES}/foreign-recruited-countries",
    )
    assert found == [("unit",)]


def test_known_on_leaves_out_what_was_published_later(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    ((late,),) = rows(
        warehouse,
        "SELECT count(*) FROM known_on('2025-06-01') WHERE published_last > DATE '2025-06-01'",
    )
    ((early,),) = rows(warehouse, "SELECT count(*) FROM known_on('2025-06-01')")
    assert late == 0
    assert 0 < early < 463


def as_known(
    warehouse: duckdb.DuckDBPyConnection, day: date, folder: Path, *wanted: str
) -> dict[str, str]:
    """The tables that are wanted as they were known on a day, as names for a query."""
    (folder / str(day)).mkdir()
    narrow(warehouse, Knowledge(day))
    files = derived(warehouse, folder / str(day), wanted)
    return {name: f"'{files[name][0]}'" for name in wanted}


def test_by_june_2025_no_bound_rests_on_the_headquarters_count_of_november(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    of_november = (
        "FROM {bound_claim} SEMI JOIN (FROM claim WHERE claimant_id = 'ukraine-coordination-hq' "
        "AND coalesce(published_last, as_of_last) >= DATE '2025-11-01') USING (claim_id)"
    )
    low = "SELECT max(low) FROM {bound} WHERE population = 'foreign' AND evidence_used = 'counted'"
    now = {"bound": "bound", "bound_claim": "bound_claim"}
    then = as_known(warehouse, date(2025, 6, 1), tmp_path, *now)
    assert rows(warehouse, of_november.format(**now))
    assert rows(warehouse, of_november.format(**then)) == []
    ((lower,),), ((higher,),) = (rows(warehouse, low.format(**of)) for of in (then, now))
    assert lower < 18_000 < higher


def test_the_contradiction_about_nepal_stood_already_at_the_end_of_2024(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    then = as_known(warehouse, date(2024, 12, 31), tmp_path, "conflict_claim")
    query = "SELECT claim_id, role FROM {} WHERE conflict_id = '96738124d86a1a0d' AND role <> ?"
    found, still = (
        set(rows(warehouse, query.format(table), "retelling"))
        for table in (then["conflict_claim"], "conflict_claim")
    )
    assert found == still
    assert (f"{KYIV}/npl-recruited", "inner") in found


def test_20000_cubans_contradict_18000_foreigners_from_november_2025(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    def contradictions(day: date) -> int:
        then = as_known(warehouse, day, tmp_path, "comparison")
        found = rows(
            warehouse,
            f"SELECT count(*) FROM {then['comparison']} AS x "
            "JOIN claim AS a ON a.claim_id = x.claim_a JOIN claim AS b ON b.claim_id = x.claim_b "
            "WHERE x.verdict = 'contradict' "
            "AND (a.population, b.population, a.low) = ('CUB', 'foreign', 20000)",
        )
        return int(found[0][0])

    before, after = contradictions(date(2025, 10, 31)), contradictions(date(2025, 11, 30))
    assert before == 0 < after


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
    built: Path, warehouse: duckdb.DuckDBPyConnection
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


def test_the_macros_answer_in_an_attached_file_too(built: Path) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{built / 'muster.duckdb'}' AS muster (READ_ONLY)")
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
