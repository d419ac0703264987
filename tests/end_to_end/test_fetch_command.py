"""muster fetch as people call it, against a real server: what is asked, said, and returned."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.cli.options import CATALOG
from sources.archive import Archive

ROOT = CATALOG.parents[1]
SOURCES = "- {id: example, name: Example, kind: newspaper, country: null, party: none}\n"
DOCUMENT = """\
document: {{id: {id}, publisher: example, title: A page, url: "{url}",
  published: 2026-01-01, language: en}}
"""


@pytest.fixture
def catalog(tmp_path: Path, site: Any) -> Callable[..., Path]:
    """Writes a catalog whose documents are pages of the site: `collection/id` each. That of the
    second is at another name of the same server, so that nobody has to wait between the two.
    """

    def write(*documents: str) -> Path:
        folder = tmp_path / "catalog"
        folder.mkdir()
        (folder / "sources.yaml").write_text(SOURCES)
        for name in documents:
            path = folder / f"{name}.yaml"
            path.parent.mkdir(exist_ok=True)
            host = "localhost" if path.stem == "second" else "127.0.0.1"
            path.write_text(DOCUMENT.format(id=path.stem, url=site.url(f"/{path.stem}", host)))
        return folder

    return write


@pytest.fixture
def muster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leaping: Any) -> Callable[..., Result]:
    """Runs muster fetch in this process, without waits and with the loopback allowed."""
    monkeypatch.setenv("MUSTER_FETCH_ALLOW", "127.0.0.0/8")
    monkeypatch.setattr("sources.fetch.fetching.Clock", leaping)

    def run(*arguments: str, **environment: str) -> Result:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        places = ["--catalog", str(tmp_path / "catalog"), "--out", str(tmp_path / "out")]
        return CliRunner().invoke(main, ["fetch", *places, *arguments])

    return run


def process(catalog: Path, out: Path, *arguments: str) -> subprocess.Popen[str]:
    """muster fetch in a process of its own."""
    known = {k: v for k, v in os.environ.items() if not k.startswith("MUSTER_")}
    return subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", "fetch", "--catalog", str(catalog),
         "--out", str(out), *arguments],
        cwd=ROOT, env=known | {"MUSTER_FETCH_ALLOW": "127.0.0.0/8"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # Whom a shell starts in the background ignores the key; these are to hear it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def test_pages_come_into_the_archive_and_a_dead_one_is_a_warning(
    site: Any, catalog: Any, tmp_path: Path
) -> None:
    site.page("/first")
    done = process(catalog("daily/first", "daily/second"), tmp_path / "out")
    out, err = done.communicate(timeout=60)
    assert (done.returncode, out) == (0, "1 captured, 0 unchanged, 1 failed\n"), err
    assert err == "second: answered 404 Not Found\n"
    entries, damaged = Archive(tmp_path / "out" / "archive").read()
    assert sorted((e.document_id, e.event) for e in entries) == [
        ("first", "captured"), ("second", "failed"),
    ]  # fmt: skip
    assert damaged == []


def test_ctrl_c_ends_it_and_what_was_fetched_is_kept(
    site: Any, catalog: Any, tmp_path: Path
) -> None:
    site.page("/first")
    site.does("/second", lambda _: time.sleep(30))
    done = process(catalog("daily/first", "daily/second"), tmp_path / "out")
    index = tmp_path / "out" / "archive" / "index.jsonl"
    deadline = time.monotonic() + 30
    while not (site.asked("/second") and index.exists()) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.1)
    done.send_signal(signal.SIGINT)
    out, err = done.communicate(timeout=10)
    assert done.returncode == 130, err
    assert out == "1 captured, 0 unchanged, 0 failed\n"
    assert "interrupted: 1 page not fetched" in err
    assert "Traceback" not in err
    entries, damaged = Archive(tmp_path / "out" / "archive").read()
    assert ([e.document_id for e in entries], damaged) == (["first"], [])


def test_a_page_is_asked_again_only_when_it_is_due(site: Any, catalog: Any, muster: Any) -> None:
    site.does("/first", lambda h: h.reply(), lambda h: h.reply(body=b"another text"))
    catalog("daily/first", "daily/second")
    assert muster().stdout == "1 captured, 0 unchanged, 1 failed\n"
    assert muster().stdout == "0 captured, 0 unchanged, 0 failed; 2 not due\n"
    assert site.asked("/first") == site.asked("/second") == 1
    told = "1 captured (1 new version), 0 unchanged, 0 failed\n"
    assert muster("first").stdout == told
    assert muster("--all").stdout == "1 captured, 0 unchanged, 1 failed\n"
    assert muster(MUSTER_FETCH_EVERY="0").stdout == "1 captured, 0 unchanged, 1 failed\n"


def test_a_collection_and_documents_can_be_named(site: Any, catalog: Any, muster: Any) -> None:
    catalog("daily/first", "daily/second", "weekly/third")
    assert muster("--collection", "weekly").stdout == "0 captured, 0 unchanged, 1 failed\n"
    assert [path for _, path, _ in site.requests if path != "/robots.txt"] == ["/third"]
    found = muster("third", "--collection", "daily")
    assert found.exit_code == 2
    assert "there is no document 'third'" in found.stderr
    muster("sec")
    assert site.asked("/second") == 1  # by the beginning that only its id has


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["frist"], "there is no document 'frist'; did you mean 'first'?"),
        (["--collection", "dayli"], "there is no collection 'dayli'; did you mean 'daily'?"),
        (["--collection", "\x1b[31m"], "there is no collection '\\x1b[31m'"),
        (["--nonsense"], "No such option"),
    ],
)
def test_a_wrong_call_names_the_nearest_right_one(
    arguments: list[str], told: str, site: Any, catalog: Any, muster: Any
) -> None:
    catalog("daily/first")
    found = muster(*arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert told in found.stderr
    assert site.requests == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("MUSTER_FETCH_ALLOW", "localhost", "'localhost' is no network"),
        ("MUSTER_FETCH_EVERY", "weekly", "expected a number of days"),
        ("MUSTER_FETCH_EVERY", "-1", "expected a number of days"),
        ("MUSTER_FETCH_EVERY", "nan", "expected a number of days"),
        ("MUSTER_FETCH_CONTACT", "a\r\nHost: b", "printable ASCII"),
        ("MUSTER_FETCH_CONTACT", "a) (b", "without parentheses"),
        ("MUSTER_FETCH_CONTACT", "x" * 201, "at most 200"),
    ],
)
def test_a_wrong_setting_is_named_with_its_value(
    name: str, value: str, told: str, catalog: Any, muster: Any
) -> None:
    catalog("daily/first")
    found = muster(**{name: value})
    assert found.exit_code == 2
    assert f"{name}={value[:9]!r}"[:-1] in found.stderr
    assert told in " ".join(found.stderr.split())


def test_the_contact_stands_in_the_user_agent(site: Any, catalog: Any, muster: Any) -> None:
    catalog("daily/first")
    muster(MUSTER_FETCH_CONTACT="mailto:desk@example.org")
    assert site.headers("/first")["User-Agent"].endswith(" (+mailto:desk@example.org)")


def test_without_leave_the_loopback_is_not_asked(site: Any, catalog: Any, muster: Any) -> None:
    catalog("daily/first")
    found = muster(MUSTER_FETCH_ALLOW="")
    assert found.exit_code == 0
    assert "first: 127.0.0.1 is refused: 127.0.0.1 is no public address (loopback)" in found.stderr
    assert site.requests == []


def test_a_catalog_at_fault_is_told_and_its_right_documents_are_fetched(
    site: Any, catalog: Any, muster: Any
) -> None:
    folder = catalog("daily/first", "daily/second")
    (folder / "daily" / "second.yaml").write_text("document: {id: second}\n")
    site.page("/first")
    found = muster()
    assert (found.exit_code, found.stdout) == (0, "1 captured, 0 unchanged, 0 failed\n")
    assert "at fault: see muster check" in found.stderr


def test_a_catalog_without_a_right_document_exits_with_one(
    site: Any, catalog: Any, muster: Any
) -> None:
    (catalog("daily/first") / "daily" / "first.yaml").write_text("document: {id: first}\n")
    found = muster()
    assert (found.exit_code, found.stdout) == (1, "")
    assert "daily/first.yaml:1" in found.stderr


def test_json_tells_every_page(site: Any, catalog: Any, muster: Any) -> None:
    site.page("/first", 302, b"", Location="/end")
    site.page("/end")
    catalog("daily/first", "daily/second")
    found = json.loads(muster("--json").stdout)
    assert (found["captured"], found["failed"], found["not_asked"]) == (1, 1, 0)
    first, second = sorted(found["documents"], key=lambda d: d["document_id"])
    assert (first["event"], first["final_url"]) == ("captured", site.url("/end"))
    assert (second["status"], second["message"]) == (404, "answered 404 Not Found")


def test_what_a_server_says_cannot_steer_the_terminal(site: Any, catalog: Any, muster: Any) -> None:
    site.page("/first", 302, b"", Location="http://[\u00ff\u0085\x1b[31m")
    catalog("daily/first")
    found = muster()
    assert "first: " in found.stderr
    assert found.stderr.rstrip("\n").isprintable()


def test_a_line_of_the_index_that_is_none_is_named(
    site: Any, catalog: Any, muster: Any, tmp_path: Path
) -> None:
    catalog("daily/first")
    path = tmp_path / "out" / "archive" / "index.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("no line of an index\n")
    assert "index.jsonl:1: not an entry" in muster().stderr


def test_a_dead_network_is_said_once(site: Any, catalog: Any, muster: Any) -> None:
    folder = catalog(*(f"daily/d{n}" for n in range(30)))
    for number, path in enumerate(sorted(folder.glob("daily/*.yaml"))):
        path.write_text(DOCUMENT.format(id=path.stem, url=f"http://127.0.0.{number + 2}:9/"))
    found = muster()
    assert found.exit_code == 0
    assert "warning: the network is down" in found.stderr
    assert "not asked for" in found.stderr
