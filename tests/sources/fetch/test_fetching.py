"""Many documents: in what order, and what is left when somebody ends it. No network is needed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.archive import Archive, Entry
from sources.fetch import Configuration, Wanted, fetch
from sources.fetch.fetching import interleaved
from sources.fetch.visit import Visited, Visits


def pages(*urls: str) -> list[Wanted]:
    """Documents whose ids are their addresses."""
    return [Wanted(url, url) for url in urls]


def test_hosts_take_turns() -> None:
    urls = pages("http://a/1", "http://a/2", "http://a/3", "http://b/1", "https://A/4", "http://[")
    found = [w.url for w in interleaved(urls)]
    assert found == [
        "http://a/1",
        "http://b/1",
        "http://[",
        "http://a/2",
        "http://a/3",
        "https://A/4",
    ]


@settings(deadline=None)
@given(
    st.lists(st.from_regex(r"https?://[abc]/[0-9]{1,3}", fullmatch=True), unique=True, max_size=12)
)
def test_taking_turns_loses_nobody(urls: list[str]) -> None:
    assert sorted(w.url for w in interleaved(pages(*urls))) == sorted(urls)


def test_without_documents_nothing_happens(tmp_path: Path) -> None:
    assert list(fetch([], Archive(tmp_path / "archive"), Configuration())) == []
    assert not (tmp_path / "archive").exists()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return Archive(tmp_path / "archive")


def visiting(monkeypatch: pytest.MonkeyPatch, visit: Any) -> None:
    """Pages are answered by a function instead of a network."""

    def answered(self: Visits, wanted: Wanted, before: object) -> Visited:
        entry = self._entry(wanted, event="captured", media_type="text/plain")
        return Visited(entry, visit(wanted, self))

    monkeypatch.setattr(Visits, "visit", answered)


def test_a_document_named_twice_is_fetched_once(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    visiting(monkeypatch, lambda wanted, _: wanted.url.encode())
    told: list[tuple[int, int, str]] = []
    fetching = fetch(
        pages("http://a/", "http://b/", "http://a/"), archive, Configuration(),
        lambda *step: told.append(step),
    )  # fmt: skip
    entries = list(fetching)
    assert sorted(e.document_id for e in entries) == ["http://a/", "http://b/"]
    assert [(done, total) for done, total, _ in told] == [(1, 2), (2, 2)]
    assert (fetching.not_asked, fetching.given_up) == (0, None)
    assert archive.read() == (entries, [])


def test_when_somebody_ends_it_what_was_fetched_is_kept_and_nothing_follows(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = threading.Event()

    def visit(wanted: Wanted, visits: Visits) -> bytes:
        if wanted.url != "http://a/":
            late.wait(5)
        return b"text"

    visiting(monkeypatch, visit)
    fetching = fetch(pages("http://a/", "http://b/", "http://c/"), archive, Configuration())
    first = next(fetching)
    fetching.close()
    late.set()
    time.sleep(0.05)
    assert archive.read() == ([first], [])
    assert fetching.not_asked == 2


def test_an_archive_that_cannot_be_written_is_an_error_of_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visiting(monkeypatch, lambda *_: b"text")
    (tmp_path / "archive").write_text("a file, no folder")
    with pytest.raises(OSError, match="archive"):
        list(fetch(pages("http://a/", "http://b/"), Archive(tmp_path / "archive"), Configuration()))


def test_an_index_that_is_written_from_many_threads_stays_whole(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    visiting(monkeypatch, lambda wanted, _: wanted.url.encode())
    entries = list(fetch(pages(*(f"http://h{n}/" for n in range(60))), archive, Configuration()))
    found, damaged = archive.read()
    assert (len(entries), len(found), damaged) == (60, 60, [])
    assert all(archive.objects.get(e.sha256 or "") == e.url.encode() for e in found)


def test_a_url_that_a_library_stumbles_over_is_a_failed_page(archive: Archive) -> None:
    def resolve(_host: str, _port: int) -> list[str]:
        return ["no address"]

    (entry,) = fetch(pages("http://a/"), archive, Configuration(resolve=resolve))
    assert isinstance(entry, Entry)
    assert entry.event == "failed"
    assert entry.message is not None


def test_asking_what_is_due_imports_nothing_slow() -> None:
    slow = "{'httpx', 'httpcore', 'protego', 'pandas'}"
    code = f"import sys, sources.fetch; print({slow} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
