"""muster explain --tree, on a made-up catalog: what is printed, how wide, and what JSON says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main, told, tree
from warehouse.answers.tree import Node, Ref

NEPALIS, CUBANS, LATER = "gazette-first/nepalis", "gazette-first/cubans", "ministry-second/nepalis"
PAGE = "https://example.org/gazette/first"


@pytest.fixture
def out(built_once: Path) -> Path:
    """The results of the made-up catalog; no test changes them."""
    return built_once / "out"


def muster(out: Path, *arguments: str) -> Result:
    """Run a command in this process on the published warehouse."""
    return CliRunner().invoke(main, [*arguments, "--out", str(out)])


@pytest.mark.parametrize(
    "typed",
    [NEPALIS, "recruited/CUB/2025-02-28", f"{NEPALIS}..{LATER}", "NPL/recruited/highest",
     "document:gazette-first"],
)  # fmt: skip
def test_a_tree_leads_to_the_words_and_the_page(out: Path, typed: str) -> None:
    done = muster(out, "explain", typed, "--tree")
    assert done.exit_code == 0, done.output
    for said in ("printed as “", PAGE, "no page archived", "docs/methods.md"):
        assert said in done.stdout
    assert "\x1b" not in done.stdout


def test_what_has_no_other_form_is_told_as_a_tree_at_once(out: Path) -> None:
    typed = f"{NEPALIS}..{LATER}"
    assert muster(out, "explain", typed).stdout == muster(out, "explain", typed, "--tree").stdout


def test_without_the_option_a_claim_is_told_as_before(out: Path) -> None:
    told_so = muster(out, "explain", NEPALIS).stdout
    assert "└─" not in told_so
    assert "  words" in told_so


@pytest.mark.parametrize(
    ("typed", "key"),
    [(NEPALIS, "claim"), ("recruited/CUB/2025-02-28", "bound"), ("NPL/recruited", "asked")],
)
def test_json_has_the_tree_beside_the_answer(out: Path, typed: str, key: str) -> None:
    answer = json.loads(muster(out, "explain", typed, "--json").stdout)
    assert set(answer) == {key, "tree"}
    assert set(answer["tree"]) == {"kind", "title", "text", "because", "refers_to", "children"}
    if typed == NEPALIS:
        assert answer["tree"]["refers_to"] == {"kind": "claim", "id": NEPALIS}


def test_a_demand_and_its_row_lead_to_the_document_that_reports_it(out: Path) -> None:
    for typed in ("demand:ministry-second/stop", "demand_outcome:ministry-second/stop/response"):
        assert "https://example.org/ministry/second" in muster(out, "explain", typed).stdout


def test_a_row_that_is_not_there_is_an_error_of_the_call(out: Path) -> None:
    done = muster(out, "explain", "comparison_by_country:NPL/recruted")
    assert done.exit_code == 2
    assert "NPL/recruited" in done.stderr


def document(name: str) -> Node:
    """A document without a snapshot."""
    address = f"https://example.org/{name}/{'x' * 90}"
    archived = Node("snapshot", "no page archived")
    return Node("document", name, address, refers_to=Ref("document", name), children=(archived,))


def a_claim(name: str) -> Node:
    """A claim of a document of its own, told at length."""
    words = Node("words", f"“{name} says”", "language en", children=(document("one"),))
    return Node("step", " ".join([name] * 60), refers_to=Ref("claim", name), children=(words,))


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_nothing_but_ids_and_addresses_is_wider_than_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(told, "width", lambda: columns)
    tree.show(Node("bound", "a bound " * 30, children=(a_claim("one"), a_claim("two"))))
    printed = capsys.readouterr().out.splitlines()
    wide = [line for line in printed if len(line) > columns]
    assert all("https://" in line for line in wide)
    assert max(len(line) for line in printed if line not in wide) > columns - 10


def test_a_page_told_before_is_named_without_its_address(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tree.show(Node("bound", "", children=(a_claim("one"), a_claim("two"))))
    printed = capsys.readouterr().out
    assert printed.count("in one\n") == 2
    assert printed.count("https://") == 1


def test_a_claim_told_before_is_told_in_short_with_its_id(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ref = Ref("claim", "d/x")
    above = Node("above", "told above", refers_to=ref)
    tree.show(Node("left out", "“300 men”", "marks", "Overtaken.", ref, (above,)))
    lines = capsys.readouterr().out.splitlines()
    assert [line.strip() for line in lines[: lines.index("")]] == [
        "left out: “300 men”", "Overtaken.", "told above: d/x",
    ]  # fmt: skip


def test_what_steers_a_terminal_is_spelled_out(capsys: pytest.CaptureFixture[str]) -> None:
    ref = Ref("claim", "d/\x1b[2J")
    tree.show(Node("claim", "“\x1b[31m300\u202e”", refers_to=ref, children=(document("\x07"),)))
    assert not {"\x1b", "\u202e", "\x07"} & set(capsys.readouterr().out)
