"""Pages that list others list all of them, and the navigation of the site is what they list."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.site import listing
from docs.site.markdown import read


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [path.name[:4] for path in listing.decisions()]
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]


def test_every_file_among_the_decisions_is_one() -> None:
    there = set(listing.DECISIONS.parent.glob("*.md")) - {listing.DECISIONS}
    assert there == set(listing.decisions())
    assert all(read(path).title for path in there)


def test_every_page_of_the_docs_is_listed_in_the_index() -> None:
    assert listing.unlisted() == [], f"list it in {listing.INDEX.name}, and say what it is about"


def test_the_navigation_holds_each_listed_page_once_under_its_heading(tmp_path: Path) -> None:
    page = tmp_path / "list.md"
    page.write_text(
        "# All\n\n## First\n\n- [One](one.md): and [again](one.md), [apart](one.md#part)\n"
        "- [Outside](https://example.org), [picture](two.svg)\n\n## Second\n\n- [Two <2>](two.md)\n"
    )
    blocks = listing.navigation(page).split("```{toctree}")[1:]
    assert [block.split() for block in blocks] == [
        [":hidden:", ":caption:", "First", "One", "<one.md>", "```"],
        [":hidden:", ":caption:", "Second", "Two", "(2)", "<two.md>", "```"],
    ]


def test_a_page_that_nobody_listed_still_stands_in_the_navigation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.md").write_text("# All\n\n## First\n\n- [One](one.md)\n")
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(f"# {name}\n")
    monkeypatch.setattr(listing, "DOCS", tmp_path)
    monkeypatch.setattr(listing, "INDEX", tmp_path / "index.md")
    assert "\n:caption: Further\n\ntwo.md\n" in listing.navigation(tmp_path / "index.md")
