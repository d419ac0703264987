"""--known-on and --recorded-on: every answer as of what was known, and a line that says so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from warehouse.versions import PUBLISHED

GAZETTE, MINISTRY = "gazette-first/nepalis", "ministry-second/nepalis"
BEFORE = ("--known-on", "2025-03-31")  # the ministry, which contradicts the gazette, speaks later
FIRST_LINE = "As of what was public by 2025-03-31: 2 claims in 1 document."
LATER = ("--known-on", "2099-01-01")


@pytest.fixture(scope="module")
def out(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of results for all tests here, so that one day is rebuilt once."""
    folder = tmp_path_factory.mktemp("known")
    shutil.copy(built_once / "out" / PUBLISHED, folder)
    return folder


def muster(out: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--out", str(out)])


def test_compare_stands_as_of_the_day_and_the_file_is_made_once(out: Path) -> None:
    first, again = (muster(out, "compare", *BEFORE) for _ in range(2))
    assert first.stdout == again.stdout
    lines = first.stdout.splitlines()
    assert lines[:2] == [FIRST_LINE, ""]
    (nepal,) = [line.split() for line in lines if line.startswith("Nepal")]
    assert nepal[:5] == ["Nepal", "recruited", "1", "(1)", "90"]
    assert nepal[-1] == "Gazette"  # contradicts nothing
    assert "rebuilding everything from what was public by 2025-03-31" in first.stderr
    assert again.stderr == ""


def test_json_stays_json_and_the_line_goes_to_stderr(out: Path) -> None:
    result = muster(out, "compare", "--json", *BEFORE)
    assert {row["n_claims"] for row in json.loads(result.stdout)} == {1}
    assert FIRST_LINE in result.stderr


def test_rules_and_joint_bounds_answer_as_of_the_day(out: Path) -> None:
    result = muster(out, "compare", "--rules", "--population", "NPL", "--json", *BEFORE)
    (side,) = json.loads(result.stdout)
    assert side["n_roots"] == 1
    rules = {r["rule"]: r for r in side["rules"]}
    assert rules["vote_by_root"]["members"] == [GAZETTE]
    assert rules["joint_bounds"]["low"] == 90


def test_rules_of_a_time_are_put_to_what_was_known(out: Path) -> None:
    days = ("--as-of", "2025-01-01", *BEFORE)
    assert "no figure answers to that" in muster(out, "compare", "--rules", *days).stderr


def test_a_hint_at_another_command_asks_as_of_the_same_day(out: Path) -> None:
    shown = muster(out, "compare", "--rules", "--population", "NPL", *BEFORE).stdout
    (hint,) = [line for line in shown.splitlines() if line.startswith("muster explain")]
    assert hint.endswith(" --known-on 2025-03-31")
    explained = muster(out, *hint.split()[1:])
    assert explained.exit_code == 0
    assert "1 claim of 1 root" in explained.stdout


def test_conflicts_stand_as_of_the_day(out: Path) -> None:
    lines = muster(out, "conflicts", *BEFORE).stdout.splitlines()
    assert lines == [FIRST_LINE, "", "No contradiction between roots."]


def test_what_was_not_known_is_unknown_and_the_message_says_as_of_when(out: Path) -> None:
    for call in (("explain", MINISTRY), ("sources", "ministry")):
        assert muster(out, *call).exit_code == 0
        result = muster(out, *call, *BEFORE)
        assert result.exit_code == 2
        assert "(asked of what was public by 2025-03-31)" in result.stderr
    assert "90 Nepalis" in muster(out, "explain", GAZETTE, *BEFORE).stdout


@pytest.mark.parametrize(
    "call",
    [("compare",), ("conflicts",), ("sources",), ("explain", "recruited/NPL/2025-04-01")],
)
def test_on_a_later_day_all_that_is_published_answers(out: Path, call: tuple[str, ...]) -> None:
    now, later = muster(out, *call), muster(out, *call, *LATER)
    first, blank, *rest = later.stdout.replace(" --known-on 2099-01-01", "").splitlines()
    assert first == "All that is published was public by 2099-01-01: 3 claims in 2 documents."
    assert blank == ""
    assert rest == now.stdout.splitlines()
    assert later.stderr == ""


def test_rules_answer_on_a_later_day_as_they_do_now(out: Path) -> None:
    call = ("compare", "--rules", "--json")
    assert muster(out, *call).stdout == muster(out, *call, *LATER).stdout


def test_a_day_before_anything_is_a_sentence_and_no_error(out: Path) -> None:
    result = muster(out, "compare", "--known-on", "2020-01-01")
    assert result.exit_code == 0
    assert result.stdout.startswith("No figure was public by 2020-01-01.\n")


def test_what_was_recorded_is_asked_by_moment(out: Path) -> None:
    result = muster(out, "conflicts", "--recorded-on", "2099-01-01")
    assert result.stdout.startswith("All that is published was recorded by 2099-01-01 23:59:59 UTC")
    early = muster(out, "conflicts", "--recorded-on", "2020-01-01T12:00")
    assert early.stdout.startswith("No figure was recorded by 2020-01-01 12:00:00 UTC.\n")


@pytest.mark.parametrize("option", [("--known-on", "June 2025"), ("--recorded-on", "2025-13-01")])
def test_what_is_no_day_is_a_wrong_call(out: Path, option: tuple[str, str]) -> None:
    result = muster(out, "conflicts", *option)
    assert result.exit_code == 2
    assert option[1] in result.stderr


def test_where_nothing_can_be_kept_a_sentence_says_so(out: Path, tmp_path: Path) -> None:
    shutil.copy(out / PUBLISHED, tmp_path)
    (tmp_path / "known").touch()  # a file where a folder must be
    result = muster(tmp_path, "compare", *BEFORE)
    assert result.exit_code == 1
    assert f"could not be kept under {tmp_path / 'known'}" in result.stderr


def test_without_a_published_file_the_call_is_at_fault(tmp_path: Path) -> None:
    result = muster(tmp_path, "compare", *BEFORE)
    assert result.exit_code == 2
    assert "muster build" in result.stderr
