"""Every page of the report on the catalog of the repository as files: what leads where, and what
they weigh. No browser is needed.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

HEAVIEST = 1_500_000  # bytes of a page with all that it loads
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:")


@dataclass(frozen=True)
class Read:
    """A page: the places on it, where it leads, what it loads, and its bytes."""

    ids: Counter[str]
    links: frozenset[str]
    loads: frozenset[str]
    size: int


@pytest.fixture(scope="module")
def pages(report: Path) -> dict[Path, Read]:
    """Every page by its file."""
    return {path: read(path) for path in sorted(report.rglob("*.html"))}


def read(path: Path) -> Read:
    """A page as a browser takes it."""
    content = path.read_bytes()
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True))
    links, loads = set(), set()
    ids: Counter[str] = Counter()
    for element in root.iter(etree.Element):
        if found := element.get("id"):
            ids[found] += 1
        where = element.get("href") or element.get("xlink:href")
        if where is not None:
            (loads if element.tag == "link" else links).add(unquote(where))
        for name in ("src", "action"):
            if element.get(name):
                (loads if name == "src" else links).add(unquote(element.get(name)))
    return Read(ids, frozenset(links), frozenset(loads), len(content))


def led(path: Path, link: str) -> tuple[Path, str]:
    """The file to which a link of a page leads, and the place in it."""
    file, _, place = link.partition("#")
    return Path(os.path.normpath(path.parent / file)) if file else path, place


def test_every_link_on_every_page_leads_to_a_file_and_a_place_that_are_there(
    report: Path, pages: dict[Path, Read]
) -> None:
    dead = []
    files = set(report.rglob("*"))
    for path, own in pages.items():
        for link in own.links | own.loads:
            if ADDRESS.match(link):
                continue
            target, place = led(path, link)
            known = pages.get(target)
            if (known is None and target not in files) or (
                place and (not known or place not in known.ids)
            ):
                dead.append(f"{path.relative_to(report)}: {link}")
    assert dead == []


def test_no_page_has_two_places_of_one_name(report: Path, pages: dict[Path, Read]) -> None:
    twice = {
        str(path.relative_to(report)): again
        for path, own in pages.items()
        if (again := [i for i, n in own.ids.items() if n > 1])
    }
    assert twice == {}


def test_every_page_is_led_to_from_the_first(report: Path, pages: dict[Path, Read]) -> None:
    known, waiting = set(), [report / "index.html"]
    while waiting:
        path = waiting.pop()
        if path in known or path not in pages:
            continue
        known.add(path)
        waiting += {led(path, link)[0] for link in pages[path].links if not ADDRESS.match(link)}
    assert sorted(str(path.relative_to(report)) for path in pages.keys() - known) == []


def test_no_page_is_heavier_than_a_phone_loads_at_once(
    report: Path, pages: dict[Path, Read]
) -> None:
    weights = {
        str(path.relative_to(report)): own.size + sum(
            (path.parent / file).stat().st_size for file in own.loads if not ADDRESS.match(file)
        )
        for path, own in pages.items()
    }  # fmt: skip
    assert {path: weight for path, weight in weights.items() if weight > HEAVIEST} == {}
    assert weights["search.html"] > weights["documents.html"]  # what is loaded is weighed too


def test_nothing_is_loaded_but_from_the_report_itself(pages: dict[Path, Read]) -> None:
    assert {load for own in pages.values() for load in own.loads if ADDRESS.match(load)} == {
        "data:,"
    }
