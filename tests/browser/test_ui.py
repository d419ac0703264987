"""The Dagster UI as `muster ui` starts it: what a person sees in a real browser, and what the
daemon does when a file changes.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg
import duckdb
import pytest

from pipelines import instance
from pipelines.headline import kept
from pipelines.report_server import serving
from pipelines.reporting import MARK
from pipelines.settings import LOCAL

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 240  # seconds: on a busy machine a run of the UI takes a minute and more


@dataclass(frozen=True)
class Served:
    """Where the UI is, and the folders that it works on."""

    url: str
    catalog: Path
    out: Path


@pytest.fixture(scope="module")
def served(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`dagster dev` on a catalog that is published already."""
    folder = tmp_path_factory.mktemp("ui")
    shutil.copytree(built_once, folder, dirs_exist_ok=True)
    with socket.socket() as free:
        free.bind((LOCAL, 0))
        port = free.getsockname()[1]
    served = Served(f"http://{LOCAL}:{port}", folder / "catalog", folder / "out")
    (served.out / "report").mkdir(exist_ok=True)
    (served.out / "report" / "contradictions.html").write_text("<h1>Of the report</h1>")
    (served.out / "report" / MARK).touch()  # a run of the UI replaces a report, and nothing else
    with (folder / "log").open("w") as log, serving(served.out) as report:
        environment = instance.environment(served.out, served.catalog, report)
        process = subprocess.Popen(
            instance.command(port), env=environment | {"MUSTER_SENSOR_SECONDS": "1"},
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        try:
            until(lambda: _answers(f"{served.url}/server_info"))
            yield served
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1):
            return True
    except OSError:
        return False


def until(what: Callable[[], object]) -> None:
    """Wait until something holds; fails when patience ends."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.3)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A window of a fresh browser."""
    window = browser.new_page(viewport={"width": 1600, "height": 1000})
    window.set_default_timeout(PATIENCE * 1000)
    yield window
    window.close()


def look(page: Page, name: str) -> None:
    """Keep a picture where MUSTER_SCREENSHOTS names a folder."""
    if folder := os.environ.get("MUSTER_SCREENSHOTS"):
        page.wait_for_timeout(1500)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def shows(page: Page, *words: str) -> None:
    from playwright.sync_api import expect

    for word in words:
        expect(page.get_by_text(word, exact=True).first).to_be_visible(timeout=PATIENCE * 1000)


def test_the_lineage_shows_the_groups(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/asset-groups")
    shows(page, "sources", "archive", "claims", "comparisons", "publication")
    look(page, "lineage")


def test_an_asset_shows_what_it_is_made_from(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/assets/claim?view=lineage")
    shows(page, "recorded", "origin")
    look(page, "around")


def test_an_asset_shows_its_columns_with_descriptions_and_what_they_are_made_from(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.url}/assets/claim")
    shows(page, "claim_id", "says", "BIGINT", "Least number that the words allow.")
    says = page.locator("tr", has_text="The words that carry the figure")
    assert says.get_by_role("link", name="catalog").get_attribute("href") == "/assets/catalog"
    look(page, "asset")


def test_an_asset_shows_its_first_rows_with_the_contradictory_ones_before_all(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.url}/assets/comparison")
    shows(page, "verdict_by_gap", "contradict by 50")
    rows = page.locator("table", has=page.get_by_text("verdict_by_gap", exact=True)).last
    assert "“90 Nepalis”" in rows.locator("tbody tr").first.inner_text()
    look(page, "comparison")


def test_an_asset_links_to_its_code_and_its_page_of_the_report(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/assets/comparison")
    shows(page, "Source code")
    files = page.locator("a[href^='vscode://file/']")
    assert "warehouse/models/comparison.sql:1" in (files.first.get_attribute("href") or "")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="/contradictions.html").first.click()
    shows(opened.value, "Of the report")
    opened.value.close()


def test_an_asset_shows_how_its_rows_became_more_or_fewer(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/assets/comparison")
    page.get_by_text("Plots", exact=True).click()
    shows(page, "dagster/row_count", "contradictions")
    page.locator("canvas").nth(2).wait_for()
    look(page, "plots")


def test_a_collection_links_to_the_files_of_its_documents(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/assets/gazette")
    page.get_by_text("[Show Code References]", exact=True).click()
    shows(page, "gazette-first (2)")
    file = (served.catalog / "gazette" / "first.yaml").resolve()
    page.locator(f"a[href$='{file}:1']").first.wait_for()
    look(page, "documents")


def test_a_check_that_fails_shows_which_rows_it_is_about(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/assets/claim?view=checks&checkDetail=read_a_second_time")
    shows(page, "unique_key", "references", "3 rows fail", "gazette-first/nepalis")
    look(page, "checks")


def test_the_publication_shows_its_changes_and_the_headline_chart(
    page: Page, served: Served
) -> None:
    bars = '<rect width="9" height="9"/>' * 99  # more than the UI shows without a click
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100">{bars}</svg>'
    page.goto(f"{served.url}/assets/muster_warehouse")
    shows(page, "what changed", "This is the first build: no file stood before it.")
    shows(page, "headline chart")  # of this catalog there is none to be drawn: one is given it
    told = {"headline chart": dg.MetadataValue.md(kept(drawing))}
    with dg.DagsterInstance.from_config(str(served.out / "dagster")) as history:
        history.report_runless_asset_event(
            dg.AssetMaterialization("muster_warehouse", metadata=told)
        )
    page.goto(f"{served.url}/assets/muster_warehouse")
    page.get_by_text("[Show Markdown]", exact=True).click()
    picture = page.locator("img[src^='data:image/svg+xml']")
    picture.wait_for()
    assert picture.evaluate("image => image.naturalWidth") == 400
    look(page, "publication")


def test_the_page_of_inference_tells_the_contradictions_in_words(
    page: Page, served: Served
) -> None:
    page.goto(f"{served.url}/assets/inferred?view=events")
    shows(page, "contradictions", "cannot all be true")
    page.get_by_text("90 Nepalis").first.wait_for()
    look(page, "inferred")


def test_no_dialog_asks_for_anything(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/overview")
    shows(page, "Overview")
    assert page.get_by_text("Join the Dagster community").count() == 0


def figures(out: Path) -> list[int]:
    """The lows of the published claims; none where nothing is published yet."""
    path = out / "muster.duckdb"
    if not path.exists():
        return []
    copy = path.with_name("look.duckdb")  # DuckDB keeps a file that this process has open
    shutil.copy2(path, copy)
    with duckdb.connect(str(copy), read_only=True) as connection:
        found = [low for (low,) in connection.execute("SELECT low FROM claim").fetchall()]
    copy.unlink()
    return found


def test_a_changed_file_is_published_and_nothing_runs_without_a_change(
    served: Served,
) -> None:
    catalog, out = served.catalog, served.out
    with dg.DagsterInstance.from_config(str(out / "dagster")) as history:

        def finished(count: int) -> bool:
            runs = history.get_runs()
            return len(runs) == count and all(r.is_success for r in runs)

        def ticks() -> int:
            return sum(
                len(history.get_ticks(s.instigator_origin_id, s.selector_id, limit=100))
                for s in history.all_instigator_state()
                if s.name == "catalog_changed"
            )

        until(lambda: ticks() >= 1)
        assert finished(1)  # the build before: what is published needs no run
        assert sorted(figures(out)) == [40, 90, 200]
        document = catalog / "gazette" / "first.yaml"
        document.write_text(document.read_text().replace("90 Nepalis", "95 Nepalis"))
        until(lambda: finished(2))
        assert sorted(figures(out)) == [40, 95, 200]
        looked = ticks()
        until(lambda: ticks() >= looked + 2)
        assert finished(2)
