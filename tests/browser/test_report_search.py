"""The search of the report as a person uses it, in a real browser, from a file on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.warehouse.report.made import Catalog
from tests.warehouse.report.whispers import EVIL, WHISPERS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def searched(reported_once: Callable[[Catalog], Path]) -> str:
    """The address of the page that searches."""
    return (reported_once(WHISPERS) / "report" / "search.html").as_uri()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A window of a fresh browser."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture
def asked(window: Page, searched: str) -> Callable[[str], dict[str, str]]:
    """Asks by address, as the field on every page does: what is found, with its kind."""

    def ask(words: str) -> dict[str, str]:
        window.goto(f"{searched}?q={quote(words)}")
        return {
            link.inner_text(): section.query_selector("h2").inner_text()  # type: ignore[union-attr]
            for section in window.query_selector_all("#found section")
            for link in section.query_selector_all("a")
        }

    return ask


Ask = Callable[[str], dict[str, str]]


@pytest.mark.parametrize(
    "number", ["1000", "1,000", "1 000", "1\u00a0000", "1\u202f000", "1.000", "1'000", "١٠٠٠"]
)
def test_a_number_is_found_however_its_digits_are_grouped(asked: Ask, number: str) -> None:
    assert {
        "“at least 1,000 foreigners”", "“1,000 foreigners”", "“около 1 000 иностранцев”",
    } <= asked(number).keys()  # fmt: skip


def test_a_number_finds_no_other_that_looks_like_it(asked: Ask) -> None:
    assert "“300 Cubans”" in asked("300")
    assert "“300 Cubans”" not in asked("3000")
    assert "“300 Cubans”" not in asked("30")


@pytest.mark.parametrize("name", ["Cuba", "Куба", "куба", "古巴", "كوبا", "Cubba", "cub"])
def test_a_country_is_found_in_any_script_by_its_beginning_and_with_a_slip(
    asked: Ask, name: str
) -> None:
    found = asked(name)
    assert found["Cuba"] == "Countries and groups 1"
    assert "“300 Cubans”" in found


def test_words_without_spaces_are_found_by_any_part_of_them(asked: Ask, window: Page) -> None:
    assert "“约有1.5万名尼泊尔公民”" in asked("尼泊尔公民")
    marks = "".join(m.inner_text() for m in window.query_selector_all("#found li:first-child mark"))
    assert marks.startswith("尼泊尔")


def test_what_is_found_is_counted_aloud_and_marked(asked: Ask, window: Page) -> None:
    asked("gazette")
    count = window.query_selector("#count")
    assert count is not None
    assert count.get_attribute("role") == "status"
    assert count.inner_text().endswith("entries found.")
    assert {m.inner_text() for m in window.query_selector_all("mark")} == {"Gazette"}
    asked("nothingatall")
    assert count is not None
    assert window.inner_text("#count") == "Nothing found."


def test_words_of_a_document_are_shown_as_words(asked: Ask, window: Page) -> None:
    assert f"“{EVIL}”" in asked("alert women")
    assert not window.query_selector_all("#found script, #found b")


def test_what_is_typed_stands_in_the_address_and_the_keyboard_leads_to_what_is_found(
    asked: Ask, window: Page
) -> None:
    asked("")
    assert window.evaluate("document.activeElement.id") == "q"
    window.keyboard.type("statement of 700")
    window.fill("#q", "700 foreigners")
    window.wait_for_selector("#found a")
    assert window.url.endswith("?q=700%20foreigners")
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    window.wait_for_url("**/documents/statement.html#serving")
