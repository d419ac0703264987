"""Texts with a store behind them: made on one machine, read on all; what fails costs only time."""

import logging
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.archive import Archive, snapshots
from sources.archive.behind import Below
from sources.archive.spare import PATIENCE
from sources.text import KeptTexts, Text, Unread, text_of
from sources.text.of_snapshots import MOST_PROCESSES, PER_PROCESS, _processes
from tests.sources.archive.shelf import Store, entry

SHA256 = "a" * 64
METHOD = "html-2 lxml-6.1.3"
TEXT = Text("127 чел.\n\nMenu", 8, METHOD)


class Machine:
    """An archive and its texts on one machine."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.archive = Archive(folder, store)
        self.kept = KeptTexts(folder / "text", Below(store, "text"))

    def texts(self) -> list[str]:
        found = text_of(snapshots(self.archive.read()[0]), self.archive, self.kept)
        return [text.text if isinstance(text, Text) else f"! {text}" for _, text in found]


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def machines(tmp_path: Path, store: Store) -> Iterator[Machine]:
    """Any number of machines, one by one."""
    return (Machine(tmp_path / f"{n}", store) for n in range(9))


@pytest.fixture
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(*_: object, **__: object) -> None:
        raise AssertionError("a process is started")

    monkeypatch.setattr(subprocess, "Popen", start)


def capture(machine: Machine, *pages: bytes) -> None:
    for n, data in enumerate(pages):
        machine.archive.record(entry(f"doc-{n}", n, media_type="text/plain"), data)


def test_what_one_machine_read_another_does_not_read_again(
    machines: Iterator[Machine], store: Store, request: pytest.FixtureRequest
) -> None:
    one, other = next(machines), next(machines)
    pages = [b"there were %d men" % n for n in range(50)]
    capture(one, *pages)
    assert one.texts() == [page.decode() for page in pages]
    request.getfixturevalue("no_process")
    store.calls.clear()
    assert other.texts() == [page.decode() for page in pages]
    assert store.calls["get"] == 50 + 50  # parts of the index and texts, and no object
    assert not list((other.archive.folder / "objects").glob("*"))
    store.calls.clear()
    assert other.texts() == [page.decode() for page in pages]
    assert store.calls["get"] == 0


def test_objects_of_another_machine_are_fetched_to_be_read(machines: Iterator[Machine]) -> None:
    one, other = next(machines), next(machines)
    capture(one, *(b"there were %d men" % n for n in range(5)))
    assert other.texts() == one.texts() == [f"there were {n} men" for n in range(5)]


@pytest.mark.parametrize("data", [b"", b"{", b"null\n", b'{"method": "x"}\nabc', b"[" * 9_000])
def test_a_text_damaged_behind_is_made_again_and_mended(
    machines: Iterator[Machine], store: Store, data: bytes
) -> None:
    one, other, last = next(machines), next(machines), next(machines)
    capture(one, b"there were 5 men")
    one.texts()
    (name,) = store.below("text")
    whole, store.kept[name] = store.kept[name], data
    assert other.texts() == ["there were 5 men"]
    assert store.kept[name] == whole
    assert last.texts() == ["there were 5 men"]


@pytest.mark.parametrize("change", [bytes.upper, lambda data: data[:-1], lambda data: data + b"x"])
def test_a_text_that_is_not_the_one_that_was_put_is_not_used(
    tmp_path: Path, store: Store, change: object
) -> None:
    KeptTexts(tmp_path / "0", store).put(SHA256, METHOD, TEXT)
    (name,) = store.kept
    head, _, body = store.kept[name].partition(b"\n")
    store.kept[name] = head + b"\n" + change(body)  # type: ignore[operator]
    assert KeptTexts(tmp_path / "1", store).get(SHA256, METHOD) is None


def test_a_reason_is_shared_and_what_took_too_long_is_not(tmp_path: Path, store: Store) -> None:
    one, other = KeptTexts(tmp_path / "0", store), KeptTexts(tmp_path / "1", store)
    one.put(SHA256, METHOD, "there is no text in it")
    one.put("b" * 64, METHOD, Unread("reading it takes more than 30 seconds"))
    assert other.get(SHA256, METHOD) == "there is no text in it"
    assert other.get("b" * 64, METHOD) is None
    assert one.get("b" * 64, METHOD) is not None


def test_what_is_gone_or_of_another_size_behind_is_no_text(
    machines: Iterator[Machine], store: Store
) -> None:
    one, other = next(machines), next(machines)
    capture(one, b"there were 5 men", b"there were 6 men")
    one.texts()
    first, second = store.below("objects")
    del store.kept[first]
    store.kept[second] = b"there were 600 men"
    told = other.texts()
    assert sorted("altered in the store" in text for text in told) == [False, True]
    assert sorted("bytes are gone" in text for text in told) == [False, True]


def test_a_store_that_takes_no_texts_costs_nobody_a_text(
    machines: Iterator[Machine], store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = next(machines), next(machines)
    capture(one, *(b"there were %d men" % n for n in range(PATIENCE + 5)))
    store.refuses = "text"
    puts = store.calls["put"]
    with caplog.at_level(logging.WARNING):
        found = one.texts()
    assert found == other.texts() == [f"there were {n} men" for n in range(PATIENCE + 5)]
    assert store.calls["put"] - puts == 2 * PATIENCE  # then each machine asks no more
    assert "store/text/" in caplog.text
    assert "nothing more is shared in this run" in caplog.text


def test_a_text_is_read_where_it_cannot_be_kept(tmp_path: Path, store: Store) -> None:
    KeptTexts(tmp_path / "0", store).put(SHA256, METHOD, TEXT)
    (tmp_path / "1").write_bytes(b"no folder")
    assert KeptTexts(tmp_path / "1", store).get(SHA256, METHOD) == TEXT


def test_a_process_is_worth_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    assert _processes(0) == _processes(2 * PER_PROCESS - 1) == 1
    assert _processes(3 * PER_PROCESS) == 3
    assert _processes(10**6) == MOST_PROCESSES
