"""A real browser for the tests that look at pages as people see them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A fresh browser; there is one in CI."""
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def report(catalog_once: Path) -> Path:
    """The report on the catalog of the repository, as `muster build` wrote it."""
    return catalog_once / "report"


@contextmanager
def watched(browser: Browser) -> Iterator[Page]:
    """A window as wide as a desk's; fails at its end where anything but files was asked for, a
    script complained, or the page's own policy on what it may load was broken.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 600}, color_scheme="light")
    window = context.new_page()
    asked, complaints = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda m: complaints.append(m.text) if m.type != "log" else None)
    yield window
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert complaints == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window that is watched."""
    with watched(browser) as window:
        yield window


@pytest.fixture(scope="module")
def one_page(browser: Browser) -> Iterator[Page]:
    """A window that is watched, for all tests of a file."""
    with watched(browser) as window:
        yield window
