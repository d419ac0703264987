"""The docs: links lead somewhere, and the README shows what the build prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.cli import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_inside_the_repository_lead_to_files(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_that_are_named_exist(page: Path) -> None:
    named = re.findall(r"(?:\.venv/bin/|\$ )muster (\w+)", page.read_text(encoding="utf-8"))
    assert set(named) <= set(COMMANDS)


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for page in PAGES:
        named = set(re.findall(r"`make (\w+)`|\$ make (\w+)", page.read_text(encoding="utf-8")))
        assert {a or b for a, b in named} <= targets


def test_the_readme_shows_the_counts_and_some_claims_of_the_catalog() -> None:
    from sources.load import check

    frames, problems = check()
    assert not problems
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{len(frames['claim']):,} claims in {len(frames['document']):,} documents" in told
    shown = re.findall(r"^ +(?:inner|outer|whole|part) +(\S+)$", told, re.M)
    assert shown
    assert set(shown) <= set(frames["claim"]["claim_id"])
