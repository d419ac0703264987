"""The report on the catalog of the repository as a person reads it: opened from disk in a real
browser, searched, followed from a number down to its words, copied from, printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from warehouse.citations import sentences
from warehouse.reading import reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

LEAK = "documents/babel-2025-04-23-summary-of-istories-leak.html"
CLAIM = "babel-2025-04-23-summary-of-istories-leak/foreign-signed-contract"
NUMBER = f'table.figures a[data-claim="{CLAIM}"]'
WINDOW = "#_over"


@pytest.fixture
def opened(page: Page, report: Path) -> Callable[[str], Page]:
    """Opens a page of the report."""

    def open_(where: str) -> Page:
        page.goto(f"{report.as_uri()}/{where}")
        return page

    return open_


@pytest.fixture
def plain(browser: Browser, report: Path) -> Iterator[Page]:
    """The first page in a browser that runs no program."""
    context = browser.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(f"{report.as_uri()}/index.html")
    yield window
    context.close()


def cited(catalog_once: Path, language: str) -> str:
    """The sentence that cites the claim."""
    with reader(catalog_once / "muster.duckdb") as connection:
        return sentences(connection, language, CLAIM)[CLAIM]


def background(page: Page) -> str:
    """The colour of the page."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


Opened = Callable[[str], "Page"]


def searched(opened: Opened, words: str) -> Locator:
    """What the field on the first page finds."""
    page = opened("index.html")
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.locator("#found a").first.wait_for()
    return page.locator("#found")


@pytest.mark.parametrize("words", ["Cuba", "Куба"])
def test_a_search_in_either_script_leads_to_the_country(opened: Opened, words: str) -> None:
    found = searched(opened, words)
    found.get_by_role("link", name="Cuba", exact=True).first.click()
    found.page.wait_for_url("**/countries/CUB.html")
    assert found.page.get_by_role("heading", level=1).inner_text() == "Cuba"


def test_a_number_that_is_searched_leads_to_a_claim_that_states_it(opened: Opened) -> None:
    found = searched(opened, "1,500 could be recruited")
    found.get_by_role("link", name="more than 1 500 foreigners could be recruited").click()
    found.page.wait_for_url(f"**/{LEAK}#*")
    assert "1 500 foreigners" in found.page.locator(":target h3").inner_text()


def test_a_number_shows_its_words_and_leads_to_its_claim_and_its_document(
    opened: Opened, report: Path
) -> None:
    page = opened("index.html")
    number = page.locator(NUMBER)
    window = page.locator(WINDOW)
    assert not window.is_visible()
    number.hover()
    assert "“more than 1 500 foreigners could be recruited”" in window.inner_text()
    assert "IStories (Important Stories): foreign nationals, signed a contract" in (
        window.inner_text()
    )
    assert "Babel, 23 April 2025" in window.inner_text()
    number.click()
    page.wait_for_url(f"**/{LEAK}#foreign-signed-contract")
    card = page.locator("article:target")
    assert card.get_by_role("heading").inner_text() == (
        "“more than 1 500 foreigners could be recruited”"
    )
    assert "at least 1,501" in card.inner_text()
    address = page.get_by_role("link", name="https://babel.ua/")
    assert address.get_attribute("href") == address.inner_text()


def test_the_window_stays_while_it_is_pointed_at_and_goes_when_left(opened: Opened) -> None:
    page = opened("index.html")
    page.locator(NUMBER).hover()
    window = page.locator(WINDOW)
    window.get_by_role("button").hover()
    page.wait_for_timeout(400)
    assert window.is_visible()
    page.get_by_role("heading", level=1).hover(force=True)
    window.wait_for(state="hidden")


def test_keys_alone_reach_the_content_a_number_its_words_and_its_claim(opened: Opened) -> None:
    page = opened("index.html")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    number = page.locator(NUMBER)
    number.focus()
    window = page.locator(WINDOW)
    assert window.is_visible()
    assert number.get_attribute("aria-describedby") == "_over"
    page.keyboard.press("Escape")
    assert not window.is_visible()
    assert number.get_attribute("aria-describedby") is None
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LEAK}#foreign-signed-contract")


def test_a_mark_of_the_picture_shows_its_words_and_lets_the_others_fade(opened: Opened) -> None:
    page = opened("index.html")
    mark = page.locator(f'svg.chart.roomy a[*|href="{LEAK}#foreign-signed-contract"]').first
    mark.focus()
    assert "“more than 1 500 foreigners" in page.locator(WINDOW).inner_text()
    assert page.locator("svg.chart a.faint").count() > 20
    page.keyboard.press("Escape")
    assert page.locator("svg.chart a.faint").count() == 0


def test_a_citation_is_copied_as_it_stands_in_two_languages(
    opened: Opened, catalog_once: Path
) -> None:
    page = opened("index.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(NUMBER).hover()
    page.locator(WINDOW).get_by_role("button", name="Copy as a sentence").click()
    page.locator(WINDOW).get_by_role("button", name="Copied").wait_for()
    copied = "navigator.clipboard.readText()"
    assert page.evaluate(copied) == cited(catalog_once, "en")
    card = opened(f"{LEAK}#foreign-signed-contract").locator("article:target")
    card.get_by_text("Cite in 5 languages").click()
    card.get_by_role("button", name="Copy in Ukrainian").click()
    assert page.evaluate(copied) == cited(catalog_once, "uk")
    said = page.get_by_role("status").filter(has_text="Copied")
    assert cited(catalog_once, "uk") in str(said.text_content())


def test_a_theme_that_is_chosen_holds_on_every_page_from_its_first_moment(opened: Opened) -> None:
    page = opened("index.html")
    light = background(page)
    page.get_by_role("button", name="Dark").click()
    dark = background(page)
    assert dark != light
    page.add_init_script(
        """new MutationObserver(() => {
          if (document.body) window.first ??= document.documentElement.dataset.theme;
        }).observe(document, { childList: true, subtree: true });"""
    )
    page.get_by_role("link", name="Contradictions", exact=True).click()
    page.wait_for_url("**/contradictions.html")
    assert page.evaluate("window.first") == "dark"
    assert background(page) == dark
    page.get_by_role("button", name="Light").click()
    assert background(opened("index.html")) == light


def test_without_a_choice_the_theme_is_the_system_s(opened: Opened) -> None:
    page = opened("index.html")
    light = background(page)
    page.emulate_media(color_scheme="dark")
    assert background(page) != light
    page.get_by_role("button", name="Light").wait_for()


def test_print_is_unfolded_light_and_without_what_only_a_screen_can_do(opened: Opened) -> None:
    page = opened(LEAK)
    page.get_by_role("button", name="Dark").click()
    assert page.locator("details:not([open])").count() > 10
    page.evaluate(
        """addEventListener("beforeprint", () => { window.printed = {
          folded: document.querySelectorAll("details:not([open])").length,
        }; })"""
    )
    paper = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True))
    words = "\n".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert page.evaluate("window.printed.folded") == 0
    assert page.locator("details:not([open])").count() > 10
    assert "documented: papers show each one" in words  # from a part that is folded on the screen
    assert "Contradictions" not in words
    assert "Copy" not in words
    page.emulate_media(media="print")
    assert background(page) == "rgb(255, 255, 255)"


def test_a_printed_link_says_where_it_leads(opened: Opened) -> None:
    page = opened("methods.html")
    page.emulate_media(media="print")
    link = page.locator('main a[href^="https://"]').first
    said = link.evaluate("(link) => getComputedStyle(link, '::after').content")
    assert f"({link.get_attribute('href')})" in said.replace('" "', "").replace('"', "")


def test_a_printed_table_keeps_the_names_of_its_columns(opened: Opened) -> None:
    page = opened("countries.html")
    page.emulate_media(media="print")
    names = page.locator("table").first.locator("thead th").all_inner_texts()
    assert names[:2] == ["country", "counted"]


def test_without_programs_numbers_lead_on_and_the_search_says_where_lists_are(
    plain: Page, report: Path
) -> None:
    assert plain.get_by_role("button").count() == 0
    plain.locator(NUMBER).click()
    plain.wait_for_url(f"**/{LEAK}#foreign-signed-contract")
    assert "1 500 foreigners" in plain.locator(":target h3").inner_text()
    plain.get_by_text("Cite in 5 languages").first.click()
    assert plain.get_by_text("Ukrainian", exact=True).first.is_visible()
    plain.goto(f"{report.as_uri()}/search.html")
    assert plain.get_by_text("Searching needs JavaScript").is_visible()
    plain.locator("main").get_by_role("link", name="Documents").click()
    plain.wait_for_url("**/documents.html")


def test_a_table_of_countries_is_put_in_another_order(opened: Opened) -> None:
    page = opened("countries.html")
    heading = page.get_by_role("button", name="country").first
    heading.click()
    first = page.locator("table tbody tr").first.locator("th")
    assert page.locator("th[aria-sort=ascending]").count() == 1
    names = page.locator("table").first.locator("tbody th").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    heading.click()
    assert first.inner_text() == names[-1]
