"""muster stub: what a page counts and nobody transcribed, as YAML that a person completes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.settings import Settings

NEW = "https://example.org/gazette/new"
PAGE = """<html lang="en"><head><title>Recruits: a count</title></head><body><article>
<h1>Recruits: a count</h1>
<p>By February 90 Nepalis had been recruited to fight for Russia, and 200 Cubans with them.</p>
<p>At least 12 Nepalis fell at the front or were wounded, officials say. A contract pays $2,000.</p>
{more}</article></body></html>"""


def muster(settings: Settings, *arguments: str) -> Result:
    where = ["--catalog", str(settings.catalog), "--out", str(settings.out)]
    return CliRunner().invoke(main, [*arguments, *where])


def archived(settings: Settings, document: str, *options: str, more: str = "") -> Result:
    path = settings.out.parent / "saved.html"
    path.write_text(PAGE.format(more=more), encoding="utf-8")
    return muster(settings, "archive", str(path), "--document", document, *options)


def claims(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return list(yaml.safe_load(result.stdout)["claims"])


def test_what_has_its_claim_is_left_out(settings: Settings) -> None:
    assert "1 phrase that nobody transcribed" in archived(settings, "gazette-first").stdout
    result = muster(settings, "stub", "gazette-first")
    (claim,) = yaml.safe_load("claims:\n" + result.stdout)["claims"]
    assert claim["says"].startswith("At least 12 Nepalis")
    assert (claim["id"], claim["population"], claim["claimant"]) == ("npl", "NPL", "TODO")
    assert claim["reads"] == [12, None]
    assert "2 claims account for the rest" in result.stderr


def test_a_document_that_the_catalog_lacks_comes_as_a_whole_file(settings: Settings) -> None:
    archived(settings, "gazette-new", "--url", NEW)
    result = muster(settings, "stub", "gazette-new")
    assert [c["reads"] for c in claims(result)] == [[90, 90], [200, 200], [12, None]]
    document = yaml.safe_load(result.stdout)["document"]
    assert document["id"] == "gazette-new"
    assert document["title"] == "Recruits: a count"
    assert document["url"] == NEW
    assert document["language"] == "en"


def test_a_stub_left_as_it_is_passes_no_check_and_a_completed_one_does(
    settings: Settings,
) -> None:
    archived(settings, "gazette-new", "--url", NEW)
    text = muster(settings, "stub", "gazette-new").stdout
    file = settings.catalog / "gazette" / "new.yaml"
    file.write_text(text, encoding="utf-8")
    checked = muster_check(settings.catalog)
    assert checked.exit_code == 1
    for key in ("publisher", "claimant", "measure"):
        assert f"{key}: " in checked.stderr
    completed = text.replace("publisher: TODO", "publisher: gazette")
    completed = completed.replace("claimant: TODO", "claimant: gazette")
    completed = completed.replace("measure: TODO", "measure: killed_or_wounded")
    completed = completed.replace("published: TODO", "published: 2025-03-01")
    file.write_text(completed.replace("as_of: TODO", "as_of: 2025-02"), encoding="utf-8")
    checked = muster_check(settings.catalog)
    assert checked.exit_code == 0, checked.stderr
    assert "0 phrases" in muster(settings, "stub", "gazette-new").stderr


def muster_check(catalog: Path) -> Result:
    return CliRunner().invoke(main, ["check", "--catalog", str(catalog)])


def test_sentences_that_hide_something_are_named(settings: Settings) -> None:
    archived(settings, "gazette-first", more="<p>Then 1\u202e234 Nepalis came.</p>")
    result = muster(settings, "stub", "gazette-first")
    assert "1\u202e234" not in result.stdout
    assert "was passed over: a hidden character (U+202E)" in result.stderr


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("gazette-first", "muster archive FILE --document gazette-first"),
        ("gazete-first", "did you mean 'gazette-first'?"),
    ],
)
def test_where_nothing_is_archived_the_message_says_what_to_do(
    settings: Settings, document: str, told: str
) -> None:
    result = muster(settings, "stub", document)
    assert result.exit_code == 2
    assert told in result.stderr
