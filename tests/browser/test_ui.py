"""What a person sees in the Dagster UI, in a real browser on a real server."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines import instance
from pipelines.build import build

SMALL = Path(__file__).parents[1] / "pipelines" / "catalog"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
PATIENCE = 30_000  # milliseconds: the first page loads five megabytes of script on a busy machine

if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("no chromium on this machine", allow_module_level=True)

from playwright.sync_api import Page, expect, sync_playwright  # noqa: E402


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A webserver on a built catalog."""
    folder = tmp_path_factory.mktemp("ui")
    shutil.copytree(SMALL, folder / "catalog")
    assert build(folder / "catalog", folder / "out").success
    with socket.socket() as free:
        free.bind((instance.LOCAL, 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "dagster_webserver", "-m", "pipelines.definitions",
         "-h", instance.LOCAL, "-p", str(port)],
        env=instance.environment(folder / "out", folder / "catalog"),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://{instance.LOCAL}:{port}"
    try:
        for _ in range(PATIENCE // 300):
            try:
                urllib.request.urlopen(f"{url}/server_info", timeout=1)
                break
            except OSError:
                time.sleep(0.3)
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A window of a fresh browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        window = browser.new_page(viewport={"width": 1600, "height": 1000})
        window.set_default_timeout(PATIENCE)
        yield window
        browser.close()


def look(page: Page, name: str) -> None:
    """Keep a picture where MUSTER_SCREENSHOTS names a folder."""
    if folder := os.environ.get("MUSTER_SCREENSHOTS"):
        page.wait_for_timeout(1500)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def shows(page: Page, *words: str) -> None:
    for word in words:
        expect(page.get_by_text(word, exact=True).first).to_be_visible(timeout=PATIENCE)


def test_the_lineage_shows_the_groups(page: Page, address: str) -> None:
    page.goto(f"{address}/asset-groups")
    shows(page, "sources", "claims", "comparisons", "publication")
    look(page, "lineage")


def test_an_asset_shows_what_it_is_made_from(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/claim?view=lineage")
    shows(page, "recorded", "origin")
    look(page, "around")


def test_an_asset_shows_its_columns_with_descriptions(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/claim")
    shows(page, "claim_id", "says", "BIGINT")
    look(page, "asset")


def test_an_asset_shows_its_checks(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/claim?view=checks")
    shows(page, "unique_key", "references")
    look(page, "checks")


def test_no_dialog_asks_for_anything(page: Page, address: str) -> None:
    page.goto(f"{address}/overview")
    shows(page, "Overview")
    assert page.get_by_text("Join the Dagster community").count() == 0
