"""Archived pages in the pipeline: what `muster archive` tells, and what a build makes of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.build import build
from pipelines.cli import main
from pipelines.settings import ARCHIVE, Settings
from sources.archive import Archive
from sources.pages import Pages
from sources.text import KeptTexts

PAGE = """<html><head><title>A made-up report</title></head><body><article>
<p>The gazette has looked through two lists of names since the beginning of the year.</p>
<p>By February, it says, {nepalis} had been recruited, and 200&nbsp;Cubans with them.</p>
<p>A ministry spokesman did not answer questions that were sent on Monday.</p>
</article></body></html>"""


def muster(settings: Settings, *arguments: str) -> Result:
    where = ["--catalog", str(settings.catalog), "--out", str(settings.out)]
    return CliRunner().invoke(main, [*arguments, *where])


def page(settings: Settings, nepalis: str = "90 Nepalis") -> Path:
    path = settings.out.parent / "saved.html"
    path.write_text(PAGE.format(nepalis=nepalis), encoding="utf-8")
    return path


def archived(settings: Settings, nepalis: str = "90 Nepalis", *options: str) -> Result:
    path = page(settings, nepalis)
    return muster(settings, "archive", str(path), "--document", "gazette-first", *options)


def kept_texts(settings: Settings) -> KeptTexts:
    return Pages(settings.out / ARCHIVE).kept


def rows(settings: Settings, query: str) -> list[Any]:
    with duckdb.connect(str(settings.out / "muster.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def warned(settings: Settings) -> set[str]:
    found = rows(settings, "SELECT asset || '.' || check_name FROM check_result WHERE NOT passed")
    return {name for (name,) in found} - {"claim.read_a_second_time"}


STATUS = "SELECT claim_id, status FROM anchor WHERE latest ORDER BY claim_id"


def test_a_saved_page_comes_in_and_a_build_finds_its_claims(settings: Settings) -> None:
    result = archived(settings)
    assert result.exit_code == 0, result.output
    assert "text/html" in result.stdout
    assert result.stdout.count("verified") == 2
    archived(settings)
    new = ["--document", "gazette-new", "--url", "https://example.org/gazette/new"]
    assert muster(settings, "archive", str(page(settings)), *new).exit_code == 0
    assert build(settings.catalog, settings.out, persist=False).rejected == 0
    assert rows(settings, STATUS) == [
        ("gazette-first/cubans", "verified"),
        ("gazette-first/nepalis", "verified"),
        ("ministry-second/nepalis", "not_archived"),
    ]
    assert rows(settings, "SELECT document_id, version, latest FROM snapshot") == [
        ("gazette-first", 1, True)
    ]
    assert rows(settings, "SELECT count(*), count(*) FILTER (latest) FROM capture") == [(2, 1)]
    assert warned(settings) == set()
    ((method, sha256),) = rows(settings, "SELECT method, sha256 FROM snapshot")
    text = kept_texts(settings).path(sha256, method).read_text(encoding="utf-8")
    found = rows(settings, 'SELECT start, "end", exact FROM anchor WHERE start IS NOT NULL')
    assert {text[start:end] for start, end, _ in found} == {"90 Nepalis", "200 Cubans"}
    assert all(text[start:end] == exact for start, end, exact in found)
    told = rows(settings, "SELECT value FROM explain_claim('gazette-first/nepalis')")
    assert any("verified at characters" in value for (value,) in told)


@pytest.mark.usefixtures("forgetful")
def test_what_changed_reads_otherwise_or_was_altered_is_told_by_a_build(
    settings: Settings,
) -> None:
    archived(settings, "90 Nepalis", "--captured-at", "2025-03-02")
    changed = page(settings, "70 Nepalis").read_text().replace("and 200", "and up to 200")
    page(settings).write_text(changed)
    told = muster(settings, "archive", str(settings.out.parent / "saved.html"), "--document",
                  "gazette-first", "--captured-at", "2025-04-02")  # fmt: skip
    assert "lost" in told.stdout
    assert "misread" in told.stdout
    (settings.out.parent / "saved.txt").write_text("It is 40 Nepalis by now.")
    muster(settings, "archive", str(settings.out.parent / "saved.txt"), "--document", "ministry")
    objects = Archive(settings.out / ARCHIVE).objects
    altered = objects.path(hashlib.sha256(b"It is 40 Nepalis by now.").hexdigest())
    altered.chmod(0o644)
    altered.write_text("It is 45 Nepalis by now.")

    printed = muster(settings, "build", "--offline")
    assert printed.exit_code == 1
    assert rows(settings, STATUS) == [
        ("gazette-first/cubans", "misread"),
        ("gazette-first/nepalis", "lost"),
        ("ministry-second/nepalis", "unreadable"),
    ]
    assert {
        "changed_words.words_still_stand", "anchor.words_read_alike", "snapshot.texts_can_be_read",
    } <= warned(settings)  # fmt: skip
    ((old_hash, old, new_hash, new),) = rows(
        settings, "SELECT old_sha256, old_words, new_sha256, new_words FROM changed_words"
    )
    ((file, line, key, rule, message),) = rows(
        settings, "SELECT file, line, key, rule, message FROM rejected"
    )
    assert (file, line, key, rule) == ("gazette/first.yaml", 11, "says", "words-read-otherwise")
    assert "'up to 200 Cubans', which reads 0 to 200" in message
    assert "'200 Cubans' reads 200" in message
    ((problem,),) = rows(settings, "SELECT problem FROM snapshot WHERE problem IS NOT NULL")
    for shown in (old, old_hash[:12], new, new_hash[:12], message, problem, str(altered)):
        assert shown in printed.stderr
    assert "90 Nepalis" in old
    assert "70 Nepalis" in new
    assert len(rows(settings, "FROM claim")) == 3


def test_a_document_is_named_by_the_beginning_that_only_it_has(settings: Settings) -> None:
    result = muster(settings, "archive", str(page(settings)), "--document", "gazette")
    assert result.stdout.startswith("gazette-first: ")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--document", "gazete-first"], "did you mean 'gazette-first'?"),
        (["--document", ""], "begins"),
        (["--document", "Not An Id", "--url", "https://example.org/x"], "no id"),
        (["--document", "new-one", "--url", "file:///etc/passwd"], "expected http"),
        (["--document", "gazette-first", "--url", "https://example.org/other"], "in the catalog"),
        (["--document", "gazette-first", "--captured-at", "soon"], "no time"),
        ([], "--document"),
    ],
)
def test_a_wrong_call_says_what_was_expected(
    settings: Settings, options: list[str], told: str
) -> None:
    result = muster(settings, "archive", str(page(settings)), *options)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (settings.out / ARCHIVE).exists()


def test_a_file_that_is_no_page_is_refused_with_a_sentence(settings: Settings) -> None:
    path = settings.out.parent / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(100))
    result = muster(settings, "archive", str(path), "--document", "gazette-first")
    assert result.exit_code == 1
    assert "neither HTML, text, PDF, CSV, MHTML nor WARC" in result.stderr
    assert not (settings.out / ARCHIVE).exists()


def test_the_whole_archive_is_read_to_see_that_it_stands(settings: Settings) -> None:
    def verified() -> tuple[int, str]:
        told = muster(settings, "archive", "--verify")
        return told.exit_code, told.stdout

    muster(settings, "archive", str(page(settings)), "--document", "gazette-first")
    assert verified() == (0, "everything stands as it was captured\n")
    (kept,) = (settings.out / ARCHIVE / "objects").glob("*/*")
    kept.chmod(0o644)
    kept.write_bytes(b"another page")
    exit_code, told = verified()
    assert exit_code == 1
    assert kept.name in told
    assert told.endswith("1 at fault\n")


def test_an_archive_is_shared_with_a_store_and_stays_as_it_is(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSTER_DESK", str(tmp_path / "desk"))
    muster(settings, "archive", str(page(settings)), "--document", "gazette-first")
    before = (settings.out / ARCHIVE / "index.jsonl").read_bytes()
    refused = muster(settings, "archive", "--share", str(settings.out))
    assert (refused.exit_code, "no address of a store" in refused.stderr) == (2, True)
    store = ["--out", (tmp_path / "store").as_uri()]
    shared = CliRunner().invoke(main, ["archive", "--share", str(settings.out), *store])
    assert shared.stdout == "1 object and 1 event brought\n"
    again = CliRunner().invoke(main, ["archive", "--share", str(settings.out), *store])
    assert again.stdout == "0 objects and 0 events brought\n"
    assert CliRunner().invoke(main, ["archive", "--verify", *store]).exit_code == 0
    assert (settings.out / ARCHIVE / "index.jsonl").read_bytes() == before
