"""The tour and the README show what the commands print on the catalog of the repository."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main

ROOT = Path(__file__).parents[2]
TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ muster (.*)\n((?:.*\n)*?)```", TOUR)
CITED = "the-moscow-times-2026-03-09-russian-law-against-extraditing/foreign-recruited"


def printed(out: Path, *arguments: str) -> str:
    done = CliRunner(env={"MUSTER_OUT": str(out)}).invoke(main, list(arguments))
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def holds(text: str, shown: str) -> bool:
    """Whether the parts of `shown` between lines of dots stand in a text, one behind the other."""
    at = 0
    for part in re.split(r"^\.\.\.$", shown, flags=re.M):
        wanted = " ".join(part.split())
        at = text.find(wanted, at)
        if at < 0:
            return False
        at += len(wanted)
    return True


def test_parts_are_found_in_their_order_only() -> None:
    assert holds("a b c d", "a\n...\nc d\n")
    assert not holds("a b c d", "c\n...\na\n")
    assert not holds("a b c d", "a\n...\nd c\n")


def test_the_tour_has_a_command_for_each_of_its_questions() -> None:
    assert len(SHOWN) == TOUR.count("```console") >= 8


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[c.split()[0] for c, _ in SHOWN])
def test_a_command_of_the_tour_prints_what_is_shown(
    command: str, shown: str, catalog_once: Path
) -> None:
    found = printed(catalog_once, *shlex.split(command))
    assert holds(found, shown), found


def test_the_readme_quotes_what_cite_prints(catalog_once: Path) -> None:
    (quoted,) = re.findall(r"   ```text\n(   About.*?)   ```", README, re.S)
    assert " ".join(quoted.split()) in printed(catalog_once, "cite", CITED)


def test_the_readme_shows_the_summary_of_a_build(catalog_once: Path) -> None:
    (shown,) = re.findall(r"```text\n(\d+ claims.*?)```", README, re.S)
    told = (catalog_once / "told").read_text(encoding="utf-8")
    differs = re.compile(r"^ +\S*(?:muster\.duckdb|report/index\.html).*$", re.M)
    assert differs.sub("", shown).split() == differs.sub("", told).split()
