"""How tests read a page: as a browser does, with its words, links and places."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from lxml import html


def page(path: Path) -> html.HtmlElement:
    """A page of the report."""
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    """The text of a part, spaces run together."""
    return re.sub(r"\s+", " ", str(element.text_content())).strip()


def part(found: html.HtmlElement, id_: str) -> html.HtmlElement:
    """The one part with an id."""
    (only,) = [e for e in found.iter() if isinstance(e.tag, str) and e.get("id") == id_]
    return only


def fact(within: html.HtmlElement, name: str) -> str:
    """What stands beside a name in a list of facts."""
    (only,) = [dd for dd in within.iter("dd") if words(dd.getprevious()) == name]
    return words(only)


def links(found: html.HtmlElement) -> list[str]:
    """Where a page leads, links to other sites and into drawings too."""
    return [unquote(a.get("href")) for a in found.iter("a") if a.get("href")]


def lines(within: html.HtmlElement, tag: str) -> list[str]:
    """The words of each element of a kind."""
    return [words(one) for one in within.iter(tag)]


def rows(found: html.HtmlElement, kind: str) -> list[str]:
    """The rows of the tables of a class: the words of their cells."""
    found_rows = found.iterfind(f".//table[@class='{kind}']//tr")
    return [" | ".join(words(cell) for cell in tr.iterchildren("th", "td")) for tr in found_rows]


def dead(report: Path, of: str) -> list[str]:
    """Links of a page within the report that lead nowhere: no such file, or no such place in it."""
    path = report / of
    found = []
    for link in links(page(path)):
        file, _, place = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if "://" not in link and (not target.is_file() or (place and place not in _places(target))):
            found.append(link)
    return found


@cache
def _places(path: Path) -> frozenset[str]:
    """The ids of a page of a report, which no test changes."""
    return frozenset(page(path).xpath("//@id"))
