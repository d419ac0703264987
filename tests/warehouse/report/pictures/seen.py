"""How these tests read a page."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html


def page(path: Path) -> html.HtmlElement:
    """A page of the report."""
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    """The text of a part, spaces run together."""
    return re.sub(r"\s+", " ", str(element.text_content())).strip()


def rows(found: html.HtmlElement, kind: str) -> list[str]:
    """The rows of the tables of a class: the words of their cells."""
    found_rows = found.iterfind(f".//table[@class='{kind}']//tr")
    return [" | ".join(words(cell) for cell in tr.iterchildren("th", "td")) for tr in found_rows]
