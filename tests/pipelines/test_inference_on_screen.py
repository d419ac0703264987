"""muster conflicts, muster explain and the summary of a build, on a made-up catalog.

Two accounts of Nepalis contradict: 90 by February, and 40 by April.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.build import BuildOutcome
from pipelines.cli import main, summary
from pipelines.settings import Settings
from warehouse.overview import Bands, Gap, overview

EARLIER, LATER = "gazette-first/nepalis", "ministry-second/nepalis"


@pytest.fixture
def out(built_once: Path) -> Path:
    """The results of the made-up catalog; no test changes them."""
    return built_once / "out"


def muster(out: Path, *arguments: str) -> Result:
    """Run a command in this process on the published warehouse."""
    return CliRunner().invoke(main, [*arguments, "--out", str(out)])


def conflict_id(out: Path) -> str:
    """The id of the one contradiction."""
    (found,) = json.loads(muster(out, "conflicts", "--json").stdout)["conflicts"]
    return str(found["conflict_id"])


def test_conflicts_as_json_name_each_member_and_the_least_set_aside(out: Path) -> None:
    told = json.loads(muster(out, "conflicts", "--json").stdout)
    (found,) = told["conflicts"]
    members = {m["role"]: m["claim"]["claim_id"] for m in found["members"]}
    assert members == {"inner": EARLIER, "outer": LATER}
    assert found["excess"] == 50
    assert {(m["claim"]["party"], m["claim"]["original_held"]) for m in found["members"]} == {
        ("none", True)
    }
    (component,) = told["set_aside"]
    assert (component["n_claims"], component["n_roots"]) == (2, 2)
    assert component["solutions"] == [[EARLIER], [LATER]]


def test_conflicts_on_a_screen_say_what_to_ask_next(out: Path) -> None:
    told = muster(out, "conflicts")
    assert told.exit_code == 0
    assert "90 Nepalis" in told.stdout
    assert "1 root must be set aside" in told.stdout
    assert f"muster explain {conflict_id(out)}" in told.stdout


def test_where_nothing_contradicts_that_is_said(out: Path) -> None:
    told = muster(out, "conflicts", "--population", "CUB")
    assert told.exit_code == 0
    assert "No contradiction between roots" in told.stdout
    assert "Nepalis" not in told.stdout


def test_an_unknown_measure_is_an_error_of_the_call(out: Path) -> None:
    told = muster(out, "conflicts", "--measure", "recuited")
    assert told.exit_code == 2
    assert "recruited" in told.stderr


def test_a_conflict_is_explained_down_to_its_pages(out: Path) -> None:
    told = muster(out, "explain", conflict_id(out))
    assert told.exit_code == 0
    for said in (EARLIER, LATER, "https://example.org/gazette/first", "no page archived"):
        assert said in told.stdout


def test_a_claim_is_explained_down_to_what_it_contradicts(out: Path) -> None:
    told = muster(out, "explain", EARLIER)
    assert told.exit_code == 0
    for said in ("“90 Nepalis”", "A made-up report", conflict_id(out), "set aside"):
        assert said in told.stdout


def test_a_bound_shows_both_bands_the_claims_and_the_next_fact(out: Path) -> None:
    told = muster(out, "explain", "recruited/CUB/2025-02-28")
    assert told.exit_code == 0
    for said in ("counted people only", "if every estimate is true", "200", "gazette-first/cubans",
                 "next fact"):  # fmt: skip
        assert said in told.stdout
    assert EARLIER not in told.stdout


def test_a_day_off_the_grid_is_told_to_be_another_one(out: Path) -> None:
    asked = "recruited/CUB/2025-03-02"
    assert "none on 2025-03-02" in muster(out, "explain", asked).stdout.splitlines()[1]
    about = json.loads(muster(out, "explain", asked, "--json").stdout)["bound"]
    assert (about["as_of"], about["asked"]) == ("2025-02-28", "2025-03-02")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("gazette-first/nepalese", EARLIER), ("recruited/NPLL/2025-02-28", "NPL"), ("?", "measure/")],
)
def test_an_unknown_id_is_an_error_of_the_call_with_the_nearest(
    out: Path, typed: str, said: str
) -> None:
    told = muster(out, "explain", typed)
    assert told.exit_code == 2
    assert said in told.stderr


def test_the_summary_says_what_contradicts_and_what_follows(built: Settings) -> None:
    path = built.out / "muster.duckdb"
    told = overview(path)
    assert (told.conflicts, told.larger_conflicts, told.set_aside) == (1, 0, 1)
    bands = Bands("everyone", "recruited", "recruited/foreign/2025-02-28", 3, 200, 900)
    text = summary.text(replace(told, bands=bands), BuildOutcome("x", True, path), path)
    assert "3 of them are roots, of 2 sources; 0 retell another one" in text
    assert "not held" not in text
    assert "1 contradictory set of roots; without 1 root the rest is consistent" in text
    assert "at least 3 by counted people only, 200 to 900 if every estimate is true" in text


def test_the_summary_counts_roots_whose_original_is_not_held_and_marks_a_partys_figure(
    out: Path,
) -> None:
    path = out / "muster.duckdb"
    gap = Gap("Nepal", "recruited", 40, "Ministry", "none", 90, "Staff", "ukraine")
    told = replace(overview(path), not_held=2, widest=(gap,))
    text = summary.text(told, BuildOutcome("x", True, path), path)
    assert "of 2 roots the original is not held" in text
    assert "40 (Ministry) to 90 (a party's figure: Staff [ukraine])" in text
