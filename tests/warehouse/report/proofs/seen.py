"""How these tests read a page: its words, its parts, and where it leads."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

OWN = ("contradictions", "cells/", "bounds/", "methods")  # pages that these tests are about


def page(path: Path) -> html.HtmlElement:
    """A page of the report."""
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    """The text of a part, spaces run together."""
    return re.sub(r"\s+", " ", str(element.text_content())).strip()


def lines(within: html.HtmlElement, tag: str) -> list[str]:
    """The words of each element of a kind."""
    return [words(one) for one in within.iter(tag)]


def dead(report: Path, of: str) -> list[str]:
    """Links of a page to pages of these kinds that lead nowhere: no such page, or no such place."""
    path = report / of
    found = []
    for link in (a.get("href") for a in page(path).iter("a") if a.get("href")):
        file, _, place = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if "://" in link or not str(target.relative_to(report.resolve())).startswith(OWN):
            continue
        if not target.is_file() or (place and not page(target).xpath("//*[@id=$i]", i=place)):
            found.append(link)
    return found
