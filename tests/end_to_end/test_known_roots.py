"""The catalog of the repository: who repeats whom, and what is lost on the way, known by hand."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from tests.end_to_end.known import KYIV, TIMES, rows


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


def test_a_source_is_described_with_examples_of_what_it_changed(catalog_once: Path) -> None:
    told = CliRunner().invoke(main, ["sources", "the-moscow-times", "--out", str(catalog_once)])
    assert told.exit_code == 0
    assert "0 of 8 changed nothing" in told.stdout
    assert "value lowered: 1" in told.stdout
    assert "3,388 becomes 3,300." in told.stdout
    party = CliRunner().invoke(main, ["sources", "ukraine-ccd", "--out", str(catalog_once)])
    assert "a party to the war (ukraine)" in party.stdout


def test_a_retelling_is_explained_hop_by_hop(catalog_once: Path) -> None:
    told = CliRunner().invoke(
        main, ["explain", "the-gaze-undated-british-intelligence-on-russia/foreign-recruited",
               "--out", str(catalog_once)],
    )  # fmt: skip
    assert "The Moscow selection point is dropped: all channels." in told.stdout
    assert "the original is not held: read in Babel" in told.stdout
    party = CliRunner().invoke(
        main, ["explain", f"{TIMES}/foreign-killed", "--out", str(catalog_once)]
    )
    assert "a party's figure (ukraine); the original is not held" in party.stdout
    in_full = CliRunner().invoke(
        main, ["explain", f"{TIMES}/foreign-killed", "--json", "--out", str(catalog_once)]
    )
    claim = json.loads(in_full.stdout)["claim"]
    assert claim["root"]["party"] == "ukraine"
    assert claim["root"]["original_held"] is False
    (hop,) = claim["chain"]
    assert [d["dimension"] for d in hop["drift"]] == [
        "value", "qualifier", "as_of", "evidence", "attribution",
    ]  # fmt: skip
