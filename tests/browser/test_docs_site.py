"""The site of the docs, opened from disk in a real browser: nothing is asked of a network, it fits
every width, search finds, and who uses a keyboard or a screen reader is not shut out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = ("docs/data-dictionary.html", "docs/operations.html", "README.html")


@pytest.fixture
def page(page: Page, site_once: Path) -> Page:
    """A phone that shows the front page."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site_once / "index.html").as_uri())
    page.wait_for_url("**/docs/index.html")
    return page


def background(page: Page) -> str:
    """The colour of the page."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_a_search_from_disk_finds_a_table_and_leads_to_it(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("textbox", name="Search").fill("conflict_repair")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="conflict_repair").click()
    assert "docs/data-dictionary.html" in page.url
    page.get_by_role("heading", name="conflict_repair").wait_for()


def test_the_navigation_opens_on_a_phone_and_leads_to_every_part(page: Page) -> None:
    page.locator("label.nav-overlay-icon").click()
    sidebar = page.locator(".sidebar-tree")
    for words in ("What Muster is", "Methods", "Decisions", "Changelog"):
        sidebar.get_by_role("link", name=words, exact=True).wait_for()
    sidebar.get_by_role("link", name="Methods", exact=True).click()
    page.get_by_role("heading", name="Methods", level=1).wait_for()


def test_a_foreign_key_leads_to_the_column_that_it_points_to(page: Page) -> None:
    page.locator("article").get_by_role("link", name="Data dictionary").click()
    page.locator("tr", has=page.locator('[id="claim.document_id"]')).get_by_role(
        "link", name="document.document_id"
    ).click()
    assert page.url.endswith("#document.document_id")
    page.locator("tr:has(:target)").wait_for()


def test_light_and_dark_follow_the_system_and_the_button(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    light = background(page)
    page.emulate_media(color_scheme="dark")
    dark = background(page)
    assert light != dark
    button = page.locator(".mobile-header .theme-toggle")
    shown = set()
    for _ in range(3):
        button.click()
        shown.add(background(page))
    assert shown == {light, dark}


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_the_window(
    page: Page, site_once: Path, name: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((site_once / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


# The part of a page that is looked at: the dictionary has fifty sections that are made alike.
PARTS = {"docs/data-dictionary.html": "section#comparison"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_shuts_anybody_out(
    page: Page, site_once: Path, name: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.goto((site_once / name).as_uri())
    # Style sheets on disk cannot be loaded a second time, as axe would do by itself.
    found = Axe().run(page, PARTS.get(name, "html"), {"preload": False}).response["violations"]
    grave = [v for v in found if v["impact"] in {"serious", "critical"}]
    assert [(v["id"], v["nodes"][0]["html"]) for v in grave] == []
