"""Pages that list others: what they list is the navigation of the site, so nothing is listed twice.

The index of decisions is made here from the decisions; docs/index.md is written by hand.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from docs.site.markdown import ROOT, Link, read

DOCS = ROOT / "docs"
INDEX = DOCS / "index.md"
DECISIONS = DOCS / "decisions" / "README.md"
HEAD = """# Decisions

One short file for each choice that a reader may wonder about: what was chosen, why, and what would
change it. The list is made by `make docs`.

"""


def decisions() -> list[Path]:
    """The files of decisions, by number."""
    return sorted(DECISIONS.parent.glob("[0-9]*.md"))


def index_of_decisions() -> str:
    """The page that lists them, as Markdown."""
    lines = [f"- [{path.name[:4]}: {read(path).title}]({path.name})" for path in decisions()]
    return HEAD + "\n".join(lines) + "\n"


def listed(page: Path) -> list[tuple[str, list[Link]]]:
    """What a page lists, by heading: its links to other pages, each once."""
    links = {link.target: link for link in reversed(read(page).links) if _is_page(link.target)}
    in_order = reversed(links.values())
    return [(title, list(of)) for title, of in groupby(in_order, lambda link: link.heading)]


def unlisted() -> list[Path]:
    """Pages beside docs/index.md that it does not list."""
    there = {INDEX} | {DOCS / link.target for _, links in listed(INDEX) for link in links}
    return sorted(set(DOCS.glob("*.md")) - there)


def navigation(page: Path) -> str:
    """The navigation that Sphinx makes of such a page: a table of contents for each heading."""
    blocks = [
        _contents(title, [f"{_words(link.text)} <{link.target}>" for link in links])
        for title, links in listed(page)
    ]
    if page == INDEX and unlisted():
        blocks.append(_contents("Further", [path.name for path in unlisted()]))
    return "\n".join(blocks)


def _is_page(target: str) -> bool:
    return re.fullmatch(r"[^:#]+\.md", target) is not None


def _words(text: str) -> str:
    """Words of a link as a title: brackets would end it."""
    return text.replace("<", "(").replace(">", ")")


def _contents(caption: str, entries: list[str]) -> str:
    lines = ["", "```{toctree}", ":hidden:", f":caption: {caption}", "", *entries, "```", ""]
    return "\n".join(lines)
