"""A build that asks a real server: pages fetched, anchored, changed, and gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main

SOURCES = "- {id: example, name: Example, kind: newspaper, country: null, party: none}\n"
DOCUMENT = """\
document: {{id: {id}, publisher: example, title: A page, url: "{url}",
  published: 2026-01-01, language: en}}
defaults: {{claimant: example, measure: recruited, population: KEN, as_of: 2025-12}}
claims:
  - {{id: kenyans, says: "{says}"}}
"""
PAGE = "<html><body><p>Moscow has recruited {} to fight in Ukraine.</p></body></html>"


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leaping: Any) -> Any:
    """Runs muster build in this process, without waits and with the loopback allowed."""
    monkeypatch.setenv("MUSTER_FETCH_ALLOW", "127.0.0.0/8")
    monkeypatch.setenv("MUSTER_FETCH_EVERY", "0")
    monkeypatch.setattr("sources.fetch.fetching.Clock", leaping)

    def run() -> Result:
        places = ["--catalog", str(tmp_path / "catalog"), "--out", str(tmp_path / "out")]
        return CliRunner().invoke(main, ["build", *places])

    return run


def rows(out: Path, query: str) -> list[Any]:
    with duckdb.connect(str(out / "muster.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.usefixtures("forgetful")
def test_pages_are_fetched_anchored_and_followed(tmp_path: Path, site: Any, build: Any) -> None:
    says = {"steady": "at least 40 Kenyans", "edited": "55 Kenyans", "dying": "60 Kenyans"}
    folder = tmp_path / "catalog" / "press"
    folder.mkdir(parents=True)
    (folder.parent / "sources.yaml").write_text(SOURCES)
    for name, words in says.items():
        site.page(f"/{name}", body=PAGE.format(words).encode(), ETag=f'"{name}"')
        document = DOCUMENT.format(id=name, url=site.url(f"/{name}"), says=words)
        (folder / f"{name}.yaml").write_text(document)

    first = build()
    assert first.exit_code == 0, first.output
    assert "3 of 3 claims stand in an archived page" in first.stdout

    site.does("/steady", lambda handler: handler.reply(304, b""))
    site.page("/edited", body=PAGE.format("70 Kenyans").encode())
    site.page("/dying", status=410)
    second = build()
    assert second.exit_code == 0, second.output
    assert site.headers("/steady")["If-None-Match"] == '"steady"'
    out = tmp_path / "out"
    status = "SELECT claim_id, status FROM anchor WHERE latest ORDER BY claim_id"
    assert rows(out, status) == [
        ("dying/kenyans", "verified"), ("edited/kenyans", "lost"), ("steady/kenyans", "verified"),
    ]  # fmt: skip
    events = "SELECT document_id, event, http_status FROM capture WHERE latest ORDER BY 1"
    assert rows(out, events) == [
        ("dying", "failed", 410), ("edited", "captured", 200), ("steady", "unchanged", 304),
    ]  # fmt: skip
    assert "55 Kenyans" in second.stderr
    assert "70 Kenyans" in second.stderr
    assert "1 page gave no answer when last asked" in second.stdout
    failing = "SELECT asset || '.' || check_name FROM check_result WHERE NOT passed"
    assert {"capture.pages_answer", "changed_words.words_still_stand"} <= {
        name for (name,) in rows(out, failing)
    }
