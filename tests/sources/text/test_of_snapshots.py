"""The texts of snapshots: made once, kept, and never of bytes that were altered."""

import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sources.archive import Archive, Entry, Snapshot, snapshots
from sources.text import KeptTexts, Text, Unread, text_of

AT = datetime(2026, 3, 9, 12, tzinfo=UTC)


class Shelf:
    """An archive and its texts."""

    def __init__(self, folder: Path) -> None:
        self.archive, self.kept = Archive(folder), KeptTexts(folder / "texts")
        self.count = 0

    def add(self, data: bytes, media_type: str = "text/plain", charset: str | None = None) -> str:
        """Capture a document; returns the hash of its bytes."""
        self.count += 1
        entry = Entry(
            f"doc-{self.count}", "https://example.org", AT + timedelta(minutes=self.count),
            "captured", "file", media_type=media_type, charset=charset,
        )  # fmt: skip
        return self.archive.record(entry, data).sha256 or ""

    def snapshots(self) -> list[Snapshot]:
        return snapshots(self.archive.read()[0])

    def texts(self, processes: int = 1) -> list[str]:
        """What each snapshot has: its text, or "! " and the reason why it has none."""
        wanted = self.snapshots()
        found = list(text_of(wanted, self.archive, self.kept, processes))
        assert [snapshot for snapshot, _ in found] == wanted
        return [text.text if isinstance(text, Text) else f"! {text}" for _, text in found]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(*_: object, **__: object) -> None:
        raise AssertionError("a process is started")

    monkeypatch.setattr(subprocess, "Popen", start)


def alter(shelf: Shelf, sha256: str, data: bytes | None) -> None:
    path = shelf.archive.objects.path(sha256)
    path.unlink()
    if data is not None:
        path.write_bytes(data)


@pytest.mark.parametrize("processes", [1, 2])
def test_each_snapshot_has_its_text_in_its_order(shelf: Shelf, processes: int) -> None:
    for n in range(6):
        shelf.add(f"there were {n} men".encode())
    shelf.add(b"<p>and 7 more</p>", "text/html")
    expected = [*(f"there were {n} men" for n in range(6)), "and 7 more"]
    assert shelf.texts(processes) == expected
    assert shelf.texts(processes) == expected


def test_no_snapshot_has_no_text(shelf: Shelf) -> None:
    assert shelf.texts() == []


def test_what_is_kept_starts_no_process(shelf: Shelf, request: pytest.FixtureRequest) -> None:
    for n in range(60):
        shelf.add(f"there were {n} men".encode())
    first = shelf.texts()
    request.getfixturevalue("no_process")
    began = time.perf_counter()
    assert shelf.texts() == first
    assert time.perf_counter() - began < 2  # it takes some hundredths of a second


def test_only_what_is_missing_is_made(shelf: Shelf) -> None:
    shelf.add(b"there were 5 men")
    shelf.texts()
    kept = {path: path.stat().st_mtime_ns for path in shelf.kept.folder.rglob("*.txt")}
    shelf.add(b"there were 6 men")
    assert shelf.texts() == ["there were 5 men", "there were 6 men"]
    assert all(path.stat().st_mtime_ns == at for path, at in kept.items())


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("data", [b"there were 9 men", b"", None])
def test_of_an_altered_or_missing_object_there_is_a_reason(
    shelf: Shelf, data: bytes | None, kept: bool
) -> None:
    shelf.add(b"there were 4 men")
    sha256 = shelf.add(b"there were 5 men")
    shelf.add(b"there were 6 men")
    if kept:
        shelf.texts()
    alter(shelf, sha256, data)
    first, wrong, last = shelf.texts()
    assert (first, last) == ("there were 4 men", "there were 6 men")
    assert wrong.startswith("! ")
    assert sha256 in wrong
    assert ("gone" if data is None else "altered since it was captured") in wrong


def test_an_altered_object_leaves_no_text_behind(shelf: Shelf) -> None:
    sha256 = shelf.add(b"there were 5 men")
    alter(shelf, sha256, b"there were 9 men")
    shelf.texts()
    assert not list(shelf.kept.folder.rglob("*.txt"))
    alter(shelf, sha256, b"there were 5 men")
    assert shelf.texts() == ["there were 5 men"]


def test_a_damaged_text_is_made_again(shelf: Shelf) -> None:
    shelf.add(b"there were 5 men")
    shelf.texts()
    (path,) = shelf.kept.folder.rglob("*.txt")
    path.write_text("there were 9 men")
    assert shelf.texts() == ["there were 5 men"]
    assert path.read_text() == "there were 5 men"


def test_the_same_bytes_of_two_documents_are_read_once(shelf: Shelf) -> None:
    for _ in range(3):
        shelf.add(b"there were 5 men")
    assert shelf.texts() == ["there were 5 men"] * 3
    assert len(list(shelf.kept.folder.rglob("*.txt"))) == 1


def test_the_same_bytes_under_two_declarations_are_two_texts(shelf: Shelf) -> None:
    data = "За даними: 5 осіб із Ґани".encode("koi8-u")
    shelf.add(data, charset="koi8-u")
    shelf.add(data, charset="windows-1251")
    first, second = shelf.texts()
    assert first == "За даними: 5 осіб із Ґани"
    assert second != first
    assert shelf.texts() == [first, second]


def test_a_type_without_text_and_a_document_without_text_have_reasons(shelf: Shelf) -> None:
    shelf.add(b"\x89PNG", "image/png")
    shelf.add(b"<p hidden>5", "text/html")
    shelf.add(b"5 men")
    first, second, third = shelf.texts()
    assert first.startswith("! no text is read from 'image/png'")
    assert second == "! there is no text in it"
    assert third == "5 men"


def test_a_reason_is_kept_too(shelf: Shelf, request: pytest.FixtureRequest) -> None:
    shelf.add(b"<p hidden>5", "text/html")
    first = shelf.texts()
    request.getfixturevalue("no_process")
    assert shelf.texts() == first


@pytest.mark.usefixtures("bad_reader")
def test_a_document_that_kills_its_reader_is_not_tried_on_every_build(
    shelf: Shelf, request: pytest.FixtureRequest
) -> None:
    shelf.add(b"segv")
    shelf.add(b"5 men")
    found = shelf.texts()
    assert found == ["! its reader died (SIGSEGV)", "5 men"]
    ((_, text), _) = text_of(shelf.snapshots(), shelf.archive, shelf.kept)
    assert isinstance(text, Unread)
    request.getfixturevalue("no_process")
    assert shelf.texts() == found


def test_whoever_stops_half_way_finds_what_was_made(shelf: Shelf) -> None:
    for n in range(5):
        shelf.add(f"there were {n} men".encode())
    found = text_of(shelf.snapshots(), shelf.archive, shelf.kept)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert len(list(shelf.kept.folder.rglob("*.txt"))) >= 1
    assert shelf.texts() == [f"there were {n} men" for n in range(5)]
