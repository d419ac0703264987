"""A page of each kind of the report on the catalog of the repository, for every reader: no serious
hindrance that axe-core finds, by day and by night, and nothing wider than a window of any width.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.kinds import kinds

if TYPE_CHECKING:
    from playwright.sync_api import Page

KINDS = (
    "question", "countries", "country", "contradictions", "contradiction", "sources", "source",
    "methods", "cell", "bound", "demands", "documents", "document", "search",
)  # fmt: skip
GRAVE = {"serious", "critical"}
# Style sheets on disk cannot be loaded a second time, as axe would do by itself.
EVERY_RULE: dict[str, Any] = {"preload": False, "resultTypes": ["violations"]}
COLOURS = EVERY_RULE | {"runOnly": ["color-contrast"]}  # all that another theme changes
WIDTHS = (390, 820, 1440)
# Rows, cards and marks are made alike: some of each are looked at.
SOME = """
for (const one of document.querySelectorAll(
  "tbody > tr:nth-child(n+8), li:nth-child(n+8), article:nth-of-type(n+4), dl > :nth-child(n+25)"
)) one.remove();
for (const chart of document.querySelectorAll("svg.chart"))
  for (const mark of [...chart.querySelectorAll("a")].slice(20)) mark.remove();
"""


@pytest.fixture(scope="module")
def places(catalog_once: Path) -> dict[str, str]:
    """The page of each kind."""
    found = kinds(catalog_once / "muster.duckdb")
    assert set(found) == set(KINDS)
    return found


@pytest.fixture(params=KINDS)
def shown(request: pytest.FixtureRequest, page: Page, report: Path, places: dict[str, str]) -> Page:
    """A page of each kind in turn."""
    page.goto(f"{report.as_uri()}/{places[request.param]}")
    return page


def grave(page: Page, rules: dict[str, Any]) -> list[tuple[str, str]]:
    """What shuts readers out of a page that holds axe, and where."""
    found = page.evaluate("async (rules) => (await axe.run(document, rules)).violations", rules)
    return [(v["id"], node["html"]) for v in found if v["impact"] in GRAVE for node in v["nodes"]]


def test_nobody_is_shut_out_by_day_or_night_and_nothing_is_wider_than_the_window(
    shown: Page,
) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for width in WIDTHS:
        shown.set_viewport_size({"width": width, "height": 600})
        assert shown.evaluate(too_wide) <= 0, width
    shown.evaluate(SOME)
    shown.evaluate(AXE_SCRIPT)
    assert grave(shown, EVERY_RULE) == []
    shown.emulate_media(color_scheme="dark")
    assert grave(shown, COLOURS) == []
