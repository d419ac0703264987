"""muster compare: a table that fits the screen, with parties marked and names that stay known."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from pipelines.cli import main, output
from pipelines.cli.compare import HEADINGS, _in_words, parties, shown_rows
from pipelines.parties import figures, legend, marked
from warehouse.answers.names import LONGEST, short
from warehouse.compare import Clash

DIRECTORATE = "Main Directorate of Intelligence of Ukraine's Ministry of Defence (HUR)"
MINISTRY = "Ministry of Foreign and Diaspora Affairs of Kenya"
ROW: dict[str, Any] = {
    "country_name": "Central African Republic", "measure": "killed_or_wounded", "n_claims": 1112,
    "n_roots": 1006, "lowest": 12000, "lowest_by": MINISTRY, "lowest_party": "none",
    "highest": 15500, "highest_by": DIRECTORATE, "highest_party": "ukraine",
    "contradictory": 14, "possible": 3,
}  # fmt: skip


def lines(width: int, *rows: dict[str, Any]) -> list[str]:
    """The table of these rows on a screen."""
    shown = shown_rows(list(ROW), [tuple(row.values()) for row in rows])
    told = io.StringIO()
    Console(width=width, file=told, highlight=False).print(output.table_of(HEADINGS, shown))
    return told.getvalue().splitlines()


@pytest.mark.parametrize("width", [80, 100, 160])
def test_the_table_is_no_wider_than_the_screen_and_cuts_no_number(width: int) -> None:
    told = lines(width, ROW, ROW | {"contradictory": 0, "lowest_by": DIRECTORATE})
    assert all(cell_len(line) <= width for line in told)
    text = "\n".join(told)
    for said in ("1,112", "(1,006)", "12,000", "15,500", "14 (3)", "[ukraine]", "HUR"):
        assert said in text, said


def test_on_a_wide_screen_a_row_is_a_line() -> None:
    assert len(lines(160, ROW)) == 4  # two of headings, a rule, and the row


@pytest.mark.parametrize(
    ("contradictory", "possible", "said"), [(0, 0, ""), (0, 6, "(6)"), (9, 0, "9"), (1, 2, "1 (2)")]
)
def test_no_contradiction_is_left_blank(contradictory: int, possible: int, said: str) -> None:
    row = ROW | {"contradictory": contradictory, "possible": possible}
    ((*_, shown),) = shown_rows(list(row), [tuple(row.values())])
    assert shown == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("CNN", "CNN"),
        (DIRECTORATE, "HUR"),
        (MINISTRY, "Ministry of Foreign and…"),
        ("National Intelligence Service (Kenya)", "National Intelligence…"),
        ("Government of Nepal, body not specified", "Government of Nepal, body…"),
        ("Kritu, a campaigner for rights, abroad", "Kritu, a campaigner for…"),
        ("x" * 40, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_a_long_name_is_its_abbreviation_or_its_first_words(name: str, said: str) -> None:
    assert short(name) == said


@given(st.text(max_size=60))
def test_a_short_name_is_whole_and_no_name_is_long(name: str) -> None:
    assert len(short(name)) <= LONGEST
    assert len(name) > LONGEST or short(name) == name


def test_a_legend_names_the_sides_that_are_marked() -> None:
    assert legend({"none"}) == ""
    assert legend({"none", "ukraine", "russia"}).startswith("[russia], [ukraine]: the figure of a")
    assert parties(list(ROW), [tuple(ROW.values())]) == {"none", "ukraine"}
    assert marked("Paper", "none") == "Paper"


@pytest.mark.parametrize(
    ("roots", "said"),
    [
        ([("Paper", "none"), ("Other", "none")], ""),
        ([("Paper", "none"), ("Staff", "ukraine")], "a party's figure: Staff [ukraine]"),
        ([("Staff", "ukraine"), ("Staff", "ukraine")], "a party's figure: Staff [ukraine]"),
        ([("Staff", "ukraine"), ("Duma", "russia")],
         "parties' figures: Staff [ukraine] and Duma [russia]"),
    ],
)  # fmt: skip
def test_a_pair_in_words_says_whose_figures_are_a_partys(
    roots: list[tuple[str, str]], said: str
) -> None:
    assert figures(roots) == said
    words = _in_words(Clash("contradict", "it exceeds", (roots[0], roots[1])))
    assert words == ("contradict: it exceeds" + (f"; {said}" if said else ""))


def test_json_has_names_whole_with_party_original_and_sources_behind(built_once: Path) -> None:
    told = CliRunner().invoke(main, ["compare", "--json", "--out", str(built_once / "out")])
    first = json.loads(told.stdout)[0]
    assert (first["n_claims"], first["n_roots"], first["n_witnesses"]) == (2, 2, 2)
    assert (first["lowest_by"], first["highest_by"]) == (
        "Ministry of Examples", "The Example Gazette",
    )  # fmt: skip
    assert (first["lowest_party"], first["highest_original_held"]) == ("none", True)


def test_pairs_stand_below_the_table_of_a_population(built_once: Path) -> None:
    arguments = ["compare", "--population", "NPL", "--out", str(built_once / "out")]
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code == 0
    assert any(line.startswith("contradict: “90 Nepalis”") for line in told.stdout.splitlines())
    assert "[" not in told.stdout, "no party, no legend"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (["--population", "Kuba"], "CUB"), (["--population", "nepall"], "NPL"),
        (["--measure", "recruted"], "recruited"),
    ],
)  # fmt: skip
def test_an_unknown_name_gets_the_nearest_by_id_or_by_name(
    built_once: Path, asked: list[str], meant: str
) -> None:
    done = CliRunner().invoke(main, ["compare", *asked, "--out", str(built_once / "out")])
    assert done.exit_code == 2
    assert f"did you mean {meant!r}?" in done.stderr
