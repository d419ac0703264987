"""The command line as a person calls it: exit codes, streams, and what it must not import."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pipelines.cli import main, output, told

HEAVY = {"dagster", "great_expectations"}
HEAVIER = HEAVY | {"pandas", "duckdb"}


def muster(*arguments: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, arguments)


def modules_after(*arguments: str) -> set[str]:
    """Top-level modules that a command leaves imported, in a process of its own."""
    code = (
        "import sys\nfrom pipelines.cli import main\n"
        f"try: main({list(arguments)!r}, prog_name='muster')\n"
        "except SystemExit: pass\n"
        "print(' '.join({m.partition('.')[0] for m in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stderr.splitlines()[-1].split())


def test_help_imports_nothing_slow() -> None:
    assert not modules_after("--help") & HEAVIER


def test_read_imports_nothing_slow() -> None:
    assert not modules_after("read", "two hundred Kenyans") & HEAVIER


def test_check_imports_neither_dagster_nor_great_expectations() -> None:
    assert not modules_after("check") & HEAVY


@pytest.mark.parametrize(
    ("phrase", "options", "low", "high"),
    [
        ("more than 1,500 foreigners", [], 1501, None),
        ("as many as 5,000 Cuban citizens", [], 0, 5000),
        ("around 18,000 people", [], 17500, 18500),
        ("от одной до пяти тысяч", [], 1000, 5000),
        ("18 000 іноземців", [], 18000, 18000),
        ("over two hundred Kenyans", [], 201, None),
        ("три сотни", [], 300, 300),
        ("18,000 people from 128 countries", ["--unit", "countries"], 128, 128),
        ("94 deaths among 335 fighters", [], 94, 94),
        ("avoisine les 35", [], 34, 35),
    ],
)
def test_read_prints_the_interval_as_json(
    phrase: str, options: list[str], low: int, high: int | None
) -> None:
    result = muster("read", phrase, *options)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["low"], found["high"]) == (low, high)


def test_a_phrase_without_a_number_is_an_error_of_the_data() -> None:
    result = muster("read", "only a few Iraqis")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "no number" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["compare", "--as-of", "soon"], ["nonsense"], ["check", "--catalog", "nowhere"]],
)
def test_a_wrong_call_exits_with_two(arguments: list[str]) -> None:
    assert muster(*arguments).exit_code == 2


def test_without_a_published_warehouse_the_message_says_what_to_run(tmp_path: Path) -> None:
    result = muster("sql", "SELECT 1", "--out", str(tmp_path))
    assert result.exit_code == 2
    assert "muster build" in result.stderr


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with a tiny published file."""
    with duckdb.connect(str(tmp_path / "muster.duckdb")) as connection:
        connection.execute("CREATE TABLE claim AS SELECT 'a' AS claim_id, 1500 AS low, true AS ok")
    return tmp_path


def test_sql_prints_json_and_csv(out: Path) -> None:
    query = "SELECT * FROM claim"
    printed = json.loads(muster("sql", query, "--out", str(out), "--json").stdout)
    assert printed == [{"claim_id": "a", "low": 1500, "ok": True}]
    assert (
        muster("sql", query, "--out", str(out), "--csv").stdout == "claim_id,low,ok\na,1500,True\n"
    )


@pytest.mark.parametrize(
    "attack",
    [
        "CREATE TABLE x AS SELECT 1",
        "DELETE FROM claim",
        "ATTACH 'other.duckdb'",
        "COPY claim TO 'stolen.csv'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_sql_can_neither_write_nor_look_beside_the_warehouse(attack: str, out: Path) -> None:
    result = muster("sql", attack, "--out", str(out))
    assert result.exit_code == 2, result.output
    assert result.stderr.startswith("error:")
    with duckdb.connect(str(out / "muster.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM claim").fetchall() == [(1,)]


def test_control_characters_of_documents_are_shown_and_never_sent() -> None:
    assert output.plain("a\x1b[31mb\u202ec") == "a\\u001b[31mb\\u202ec"


words = st.text(st.sampled_from("abc  \n\t\x1b“”नп中"), max_size=120)


@given(words, st.integers(0, 20), st.integers(24, 60))
def test_a_paragraph_keeps_to_its_columns_and_loses_no_word(
    text: str, indent: int, columns: int
) -> None:
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as printed:
        patch.setattr(told, "width", lambda: columns)
        told.paragraph(text, indent)
    lines = printed.getvalue().splitlines()
    assert all(cell_len(line) <= max(columns, indent + told.NARROWEST) for line in lines)
    assert "".join("".join(lines).split()) == "".join(output.plain(text).split())
