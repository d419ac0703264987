"""muster compare --rules and muster explain CELL: rules side by side, on a screen and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.cli.explained_cell import NOT_ASKED
from pipelines.cli.ruled import _span, overview
from warehouse.answers.put_anew import BOUNDS_OF_ALL
from warehouse.answers.side_by_side import Ruled, Side, Spread
from warehouse.reconcile.registry import rules

GAZETTE, MINISTRY = "gazette-first/nepalis", "ministry-second/nepalis"
LATER = "2099-01-01"


@pytest.fixture
def out(built_once: Path) -> Path:
    """The folder of a build, which no test here changes."""
    return built_once / "out"


def muster(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def compared(out: Path, *options: str) -> Result:
    return muster("compare", "--rules", "--out", str(out), *options)


def sides(out: Path, *options: str) -> dict[str, dict[str, Any]]:
    """The cells of the answer, by population."""
    result = compared(out, "--json", *options)
    assert result.exit_code == 0, result.output
    return {side["population"]: side for side in json.loads(result.stdout)}


@pytest.fixture
def cell(out: Path) -> str:
    """The cell of Nepalis, of whom two sources give 90 and 40."""
    return str(sides(out, "--population", "NPL")["NPL"]["cell_id"])


def test_the_cells_in_which_the_method_decides_are_listed_and_the_others_counted(out: Path) -> None:
    lines = compared(out).stdout.splitlines()
    (nepal,) = [line.split() for line in lines if line.startswith("Nepal ")]
    assert nepal[:4] == ["Nepal", "recruited", "2", "(2)"]
    assert nepal[-1] in ("apart", "spread")
    assert not [line for line in lines if line.startswith("Cuba")]
    assert "On 1 other cell the rules that answer differ by rounding alone." in lines


def test_every_rule_has_its_row_and_its_claims(out: Path) -> None:
    side = sides(out)["NPL"]
    assert [r["rule"] for r in side["rules"]] == list(rules())
    for ruled in side["rules"]:
        assert {*ruled["members"], *ruled["left_out"]} == {GAZETTE, MINISTRY}
        assert not set(ruled["members"]) & set(ruled["left_out"])
    assert side["spread"]["method_decides"]


def test_one_population_is_told_in_full(out: Path) -> None:
    text = compared(out, "--population", "NPL").stdout
    assert text.startswith("Nepal, recruited, as of 2025-04-01: 2 claims of 2 roots\n")
    assert ": the method decides\n" in text
    assert all(f"\n{rule} " in text for rule in rules())
    assert "- “40 Nepalis” (Ministry of Examples: Nepal, recruited by 2025-04-01)" in text
    assert "by named_floor" not in text  # it answers nothing, and its row says so


def test_only_the_claims_of_a_day_are_put_to_the_rules(out: Path) -> None:
    (side,) = sides(out, "--population", "NPL", "--as-of", "2025-03-01").values()
    assert (side["n_claims"], side["as_of"]) == (1, "2025-02-01")
    vote = next(r for r in side["rules"] if r["rule"] == "vote_by_root")
    assert (vote["low"], vote["best"], vote["members"]) == (90, 90, [GAZETTE])
    assert not side["spread"]["method_decides"]


def test_put_anew_to_all_claims_the_rules_answer_as_published_and_bounds_are_not_told(
    out: Path,
) -> None:
    published, anew = sides(out), sides(out, "--as-of", LATER)
    assert published.keys() == anew.keys()
    for population, side in published.items():
        for then, now in zip(side["rules"], anew[population]["rules"], strict=True):
            if now["rule"] == "joint_bounds":
                assert (now["low"], now["high"], now["because"]) == (None, None, BOUNDS_OF_ALL)
            else:
                assert now == then


def test_what_nobody_counts_is_said_on_stderr(out: Path) -> None:
    result = compared(out, "--measure", "killed")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no figure" in result.stderr


@pytest.mark.parametrize(
    "option", [("--population", "NPX"), ("--measure", "recruit"), ("--as-of", "2025'; DROP")]
)
def test_what_is_unknown_is_a_wrong_call(out: Path, option: tuple[str, str]) -> None:
    result = compared(out, *option)
    assert result.exit_code == 2
    assert option[1] in result.stderr


def test_a_cell_is_explained_down_to_its_words_and_pages(out: Path, cell: str) -> None:
    text = muster("explain", cell, "--out", str(out)).stdout
    assert text.startswith("Nepal, recruited, as of 2025-04-01: 2 claims of 2 roots\n")
    assert all(f"\n{rule} " in text for rule in rules())
    claims = text[text.index("Its claims") :]
    assert claims.index("“90 Nepalis”") < claims.index(GAZETTE) < claims.index("“40 Nepalis”")
    assert "https://example.org/gazette/first" in claims
    assert "not archived" in claims


def test_the_answer_of_one_rule_is_explained_with_what_it_rests_on(out: Path, cell: str) -> None:
    text = muster("explain", f"{cell}/split_range", "--out", str(out)).stdout
    assert "weighted median is best" in text
    assert "After: Muster's own formulation" in text
    assert "vote_by_root" not in text
    assert GAZETTE in text[text.index("It rests on") :]


def test_a_cell_is_explained_as_json(out: Path, cell: str) -> None:
    result = muster("explain", f"{cell[:8]}", "--json", "--out", str(out))
    told = json.loads(result.stdout)
    assert told["cell"]["cell_id"] == cell
    assert set(told["claims"]) == {GAZETTE, MINISTRY}


def test_an_unknown_rule_is_a_wrong_call_and_the_nearest_is_named(out: Path, cell: str) -> None:
    result = muster("explain", f"{cell}/split_rage", "--out", str(out))
    assert result.exit_code == 2
    assert "did you mean 'split_range'" in result.stderr


def test_a_cell_that_is_compared_with_nothing_is_told_with_its_claims(built: Any) -> None:
    with duckdb.connect(str(built.out / "muster.duckdb")) as connection:
        for table in ("reconciled", "reconciled_claim", "sensitivity"):
            connection.execute(f"DELETE FROM {table}")
        (cell,) = connection.execute(
            "SELECT cell_id FROM claim WHERE population = 'CUB'"
        ).fetchall()
    text = muster("explain", cell[0], "--out", str(built.out)).stdout
    assert NOT_ASKED in text
    assert "“200 Cubans”" in text


def ruled(rule: str, low: int | None, because: str, **left_out: str) -> Ruled:
    return Ruled(rule, rule, "", "", low, None, None, 0, 0, because, (), (), (), left_out)


def test_a_reason_stands_once_for_all_rules_that_share_it_and_not_where_a_rule_has_no_answer() -> (
    None
):
    side = Side(
        "c", "recruited", "NPL", "Nepal", "recruited", date(2025, 1, 1), 3, 2, ("echo",), None,
        (
            ruled("one", 5, "so", old="revised", x="too small", echo="repeats"),
            ruled("two", None, "no list", old="revised", x="no list"),
        ),
    )  # fmt: skip
    assert side.reasons == {"old": {"revised": ["one", "two"]}, "x": {"too small": ["one"]}}


def test_where_preferred_numbers_agree_the_answers_that_exclude_each_other_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    spread = Spread(2, 1, 27, "one_rule", 27, "one_rule", 1.0, "one_rule", "two", False, True, "")
    rules = (
        replace(ruled("one_rule", None, "so"), best=27),
        ruled("two", 3100, "from elsewhere"),
    )
    side = Side("c", "returned", "KEN", "Kenya", "returned", None, 1, 1, (), spread, rules)
    overview([side])
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Kenya")]
    assert " ".join(row.split()) == "Kenya returned 1 (1) 27 one rule ≥ 3,100 two apart"


@pytest.mark.parametrize(
    ("low", "best", "high", "shown"),
    [
        (None, 5, None, 5), (5, 5, 5, 5), (5, 6, 7, "5-7"), (5, 6, None, "≥ 5"),
        (None, None, 5000, "≤ 5,000"), (None, None, None, None),
    ],
)  # fmt: skip
def test_an_answer_fits_into_a_cell_of_a_table(
    low: int | None, best: int | None, high: int | None, shown: int | str | None
) -> None:
    assert _span(replace(ruled("a", low, ""), best=best, high=high)) == shown
