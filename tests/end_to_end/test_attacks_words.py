"""Words that documents bring along, meant for the screen, the spreadsheet or the page that shows
them: they arrive as words.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipelines import shown as in_ui
from pipelines.cli import main, output
from tests.end_to_end.smuggled import smuggled

HOSTILE = (
    "\x1b[2J\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\\x9b31m\x07\x08\r"
    "\u202egnp.exe\u202c\u200b\u2066x\u2069\ufeff\u00ad\U000e0041[link=http://evil]y[/link]"
    "<script>alert(1)</script><img src=x onerror=alert(1)>[a](javascript:alert(1))"
)
COLUMNS = {"claim": ["says", "note"], "document": ["title"], "source": ["name"]}


def steering(text: str) -> set[str]:
    """The characters of a text that a screen obeys instead of showing them."""
    return {
        f"U+{ord(c):04X}"
        for c in text
        if c != "\n" and c != "\u200c" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")
    }


@pytest.fixture(scope="module")
def out(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published file into which somebody's documents have smuggled all they could."""
    folder = tmp_path_factory.mktemp("words")
    return smuggled(built_once / "out" / "muster.duckdb", folder, COLUMNS, HOSTILE).parent


ASKED: list[list[str]] = [
    ["compare"], ["compare", "--population", "NPL"], ["compare", "--rules"],
    ["compare", "--population", "NPL", "--rules"], ["conflicts"], ["sources"],
    ["sources", "ministry"], ["explain", "gazette-first/nepalis"],
    ["explain", "recruited/NPL/2025-04-30"], ["sql", "SELECT says AS \"a\x1b[31mb\", * FROM claim"],
    ["sql", "SELECT error(says) FROM claim"], ["sql", "SELECT says::INT FROM claim"],
]  # fmt: skip


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["words", "json"])
@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: " ".join(asked)[:40])
def test_no_command_sends_a_screen_what_steers_it(
    out: Path, asked: list[str], form: list[str]
) -> None:
    told = CliRunner().invoke(main, [*asked, *form, "--out", str(out)])
    assert told.exception is None or isinstance(told.exception, SystemExit)
    assert steering(told.stdout) == set()
    assert steering(told.stderr) == set()
    if form and told.exit_code == 0:
        assert json.loads(told.stdout) is not None


def test_json_is_exact(out: Path) -> None:
    told = CliRunner().invoke(main, ["sql", "SELECT says FROM claim", "--json", "--out", str(out)])
    assert {row["says"] for row in json.loads(told.stdout)} == {HOSTILE}


texts = st.text(
    st.one_of(st.sampled_from("=+-@\t\r\n'\",;|\x1b\u202e\uff1d ab1"), st.characters()), max_size=20
)


@given(st.lists(texts, min_size=1, max_size=5))
def test_json_escapes_what_steers_and_loses_nothing(words: list[str]) -> None:
    words = [word.encode("utf-8", "replace").decode() for word in words]
    written = output.dumped(words)
    assert json.loads(written) == words
    assert steering(written) == set()


@given(st.lists(texts, min_size=2, max_size=5))
def test_no_cell_of_a_csv_is_a_formula_unless_asked_for(cells: list[str]) -> None:
    names = [f"c{n}" for n in range(len(cells))]
    (_, safe) = csv.reader(io.StringIO(output.as_csv(names, [cells]), newline=""))
    (_, exact) = csv.reader(io.StringIO(output.as_csv(names, [cells], exact=True), newline=""))
    assert exact == cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d")) for cell in safe)
    assert [cell.removeprefix("'") if cell != own else cell for cell, own in
            zip(safe, cells, strict=True)] == cells  # fmt: skip


def test_numbers_below_nought_are_no_formulas() -> None:
    assert output.as_csv(["a", "b"], [(-5, "-5")]) == "a,b\n-5,'-5\n"


MARKUP: list[Any] = [
    HOSTILE, "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "![a](http://evil.example/x.png)", "`code`", "| a | b |\n|---|---|", "http://evil.example",
    "<a href='x'>y</a>", "&lt;b&gt;", "# heading", "$$x$$", "a@evil.example", "~~x~~",
]  # fmt: skip


@pytest.mark.parametrize("words", MARKUP)
def test_words_in_the_ui_are_text_and_no_markup(words: str) -> None:
    shown = in_ui.markdown([words], [(words,)], 1).replace(in_ui.JOINER, "")
    assert steering(shown) == set()
    bare = shown.replace("&#", "").replace("|---|", "").replace("| ", "").replace(" |", "")
    assert not set(bare) & set("<>`*[]()!$@~|&"), bare
    assert "://" not in shown
