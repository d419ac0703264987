"""What a Markdown page holds: its anchors, its links, its code. Read as a forge reads it.

Only the reading: whether a link leads somewhere is asked in links.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin

ROOT = Path(__file__).parents[2]
ROOMS = ("docs", "examples", "sources", "warehouse", "pipelines", "tests", "benchmarks")
# The attributes of the few HTML elements that pages may hold.
HTML_ANCHOR = re.compile(r"<a\s[^>]*\bid=\"([^\"]+)\"")
HTML_LINK = re.compile(r"<(?:a|img)\s[^>]*\b(?:href|src)=\"([^\"]+)\"")


@dataclass(frozen=True)
class Link:
    """A link or picture: where it leads, its words, the line, and the heading above it."""

    target: str
    text: str
    line: int
    heading: str


@dataclass(frozen=True)
class Code:
    """A code span (`info` is null) or a block with what stands behind its fence."""

    text: str
    line: int
    info: str | None = None


@dataclass
class Page:
    """A page: `anchors` are what may stand behind `#`, without it."""

    anchors: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    code: list[Code] = field(default_factory=list)
    title: str = ""


def pages() -> list[Path]:
    """Every Markdown file of the repository, in a fixed order."""
    inside = (page for room in ROOMS for page in (ROOT / room).rglob("*.md"))
    return sorted([*ROOT.glob("*.md"), *inside])


@cache
def read(path: Path) -> Page:
    """A page, read once."""
    return parsed(path.read_text(encoding="utf-8"))


def parsed(text: str) -> Page:
    """A page from its text."""
    page, heading, line = Page(), "", 1
    tokens = _parser().parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        line = token.map[0] + 1 if token.map else line
        if token.type == "heading_open":
            page.anchors.add(str(token.attrs["id"]))
        elif token.type in {"fence", "code_block"}:
            page.code.append(Code(token.content, line, token.info))
        elif token.type == "html_block":
            _html(page, token.content, line, heading)
        elif token.type == "inline":
            if before is not None and before.type == "heading_open":
                heading = _words(token.children or [])
                page.title = page.title or heading
            _inline(page, token.children or [], line, heading)
    return page


@cache
def _parser() -> MarkdownIt:
    """Headings get the ids that forges give them, also where two are alike."""
    return MarkdownIt("commonmark").enable("table").use(anchors_plugin, max_level=6)


def _inline(page: Page, tokens: list[Token], first_line: int, heading: str) -> None:
    line = first_line
    for n, token in enumerate(tokens):
        if token.type == "link_open":
            words = _words(_until_closed(tokens[n + 1 :]))
            page.links.append(Link(str(token.attrs["href"]), words, line, heading))
        elif token.type == "image":
            page.links.append(Link(str(token.attrs["src"]), token.content, line, heading))
        elif token.type == "code_inline":
            page.code.append(Code(token.content, line))
        elif token.type == "html_inline":
            _html(page, token.content, line, heading)
        line += token.type in {"softbreak", "hardbreak"}


def _html(page: Page, html: str, line: int, heading: str) -> None:
    page.anchors.update(HTML_ANCHOR.findall(html))
    page.links += [Link(target, "", line, heading) for target in HTML_LINK.findall(html)]


def _until_closed(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "link_close":
            return
        yield token


def _words(tokens: Iterator[Token] | list[Token]) -> str:
    return "".join(" " if t.type == "softbreak" else t.content for t in tokens)
