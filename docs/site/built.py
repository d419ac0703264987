"""Whether the built site holds together: every link inside it leads somewhere, and nothing that a
page needs comes from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

# Attributes that name what a browser loads by itself, and the one that a reader follows.
LOADED = ("src", "srcset", "poster", "data")
STYLE = re.compile(r"(?:url\(\s*|@import\s+)['\"]?((?:https?:)?//[^'\")\s]+)")


@dataclass(frozen=True)
class Built:
    """A page of the site."""

    path: Path

    @cached_property
    def root(self) -> html.HtmlElement:
        """The page as a tree."""
        return html.fromstring(self.path.read_bytes())

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What may stand behind `#`."""
        return frozenset(str(i) for i in self.root.xpath("//@id | //a/@name"))

    def followed(self) -> Iterator[str]:
        """Where its links and forms lead."""
        yield from (str(t) for t in self.root.xpath("//a/@href | //form/@action"))

    def loaded(self) -> Iterator[str]:
        """What a browser loads for it."""
        for element in self.root.iter("script", "link", "img", "iframe", "source", "object"):
            names = (*LOADED, "href") if element.tag == "link" else LOADED
            yield from (element.get(n) for n in names if element.get(n))


def broken(site: Path) -> tuple[int, list[str]]:
    """How many links were followed, and what is wrong: `page: target: why`."""
    pages = {path: Built(path) for path in sorted(site.rglob("*.html"))}
    followed, problems = 0, []
    for page in pages.values():
        for target in page.followed():
            followed += 1
            problems += _told(page, site, target, _why_not(page, target, pages))
        for target in page.loaded():
            why = "loaded from elsewhere" if _is_outside(target) else _why_not(page, target, pages)
            problems += _told(page, site, target, why)
    for style in sorted(site.rglob("*.css")):
        for target in STYLE.findall(style.read_text(encoding="utf-8")):
            problems.append(f"{style.relative_to(site)}: {target}: loaded from elsewhere")
    return followed, problems


def _told(page: Built, site: Path, target: str, why: str | None) -> list[str]:
    return [f"{page.path.relative_to(site)}: {target}: {why}"] if why else []


def _is_outside(target: str) -> bool:
    """Whether it is no path within the site; what is spelled out in the page itself is inside."""
    return target.startswith("//") or urlsplit(target).scheme not in {"", "data"}


def _why_not(page: Built, target: str, pages: dict[Path, Built]) -> str | None:
    """Why a link within the site leads nowhere; null where it leads somewhere or out of it."""
    if _is_outside(target) or target.startswith("data:"):
        return None
    name, _, anchor = target.partition("#")
    name = unquote(name.partition("?")[0])
    path = (page.path.parent / name).resolve() if name else page.path
    if not path.is_file():
        return "there is no such file"
    if anchor and path in pages and unquote(anchor) not in pages[path].anchors:
        return "there is no such place on that page"
    return None
