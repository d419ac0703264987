"""Several workers that share a store: whatever they do in whatever order, and whatever fails."""

import hashlib
from contextlib import AbstractContextManager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.archive import Archive, Entry, snapshots
from sources.archive.batch import LONGEST, MOST, Batch
from tests.sources.archive.shelf import Store, entry

WORKERS = st.integers(0, 1)
CAPTURES = st.tuples(
    WORKERS, st.just("capture"), st.sampled_from("abc"), st.sampled_from([b"1", b"2", b"3"])
)
OTHERS = st.tuples(WORKERS, st.sampled_from(["fail", "open", "close", "read"]))
STEPS = st.lists(CAPTURES | OTHERS, max_size=25)


class Worker:
    """One machine; its clock is minutes behind or before that of the others."""

    def __init__(self, folder: Path, store: Store, skew: int) -> None:
        self.archive, self.skew = Archive(folder, store), skew
        self.batch: AbstractContextManager[None] | None = None
        self.sure: list[Entry] = []  # returned as kept
        self.waiting: list[Entry] = []
        self.tried = 0

    def do(self, step: tuple[Any, ...]) -> None:
        kind, *told = step[1:]
        if kind == "capture":
            self.capture(*told)
        elif kind == "fail":
            self.tried += 1
            made = entry("d", self.tried, event="failed", media_type=None, message=f"{id(self)}")
            self.note(self.archive.record(made))
        elif kind == "open" and self.batch is None:
            self.batch = self.archive.batched()
            self.batch.__enter__()
        elif kind == "close":
            self.close()
        elif kind == "read":
            self.archive.read()
            self.sure, self.waiting = self.sure + self.waiting, []

    def capture(self, document_id: str, data: bytes) -> None:
        self.tried += 1
        made = entry(document_id, self.tried + self.skew, message=f"{id(self)} {self.tried}")
        self.note(self.archive.record(made, data))

    def note(self, kept: Entry) -> None:
        (self.sure if self.batch is None else self.waiting).append(kept)

    def close(self) -> None:
        batch, self.batch, waiting, self.waiting = self.batch, None, self.waiting, []
        if batch is not None:
            batch.__exit__(None, None, None)
            self.sure += waiting


@given(STEPS, st.sets(st.integers(1, 60), max_size=6), st.sampled_from([0, 3, 10_000]))
def test_both_read_the_same_and_no_entry_is_without_its_bytes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any], fails: set[int], skew: int
) -> None:
    folder, store = tmp_path_factory.mktemp("workers"), Store()
    workers = [Worker(folder / "0", store, 0), Worker(folder / "1", store, skew)]
    store.fails = fails
    for step in steps:
        with suppress(OSError):
            workers[step[0]].do(step)
    for worker in workers:
        with suppress(OSError):
            worker.close()
    store.fails = set()
    one, other = (worker.archive.read() for worker in workers)
    assert one == other
    assert one[1] == []
    assert snapshots(one[0]) == snapshots(other[0])
    assert workers[0].archive.fingerprint() == workers[1].archive.fingerprint()
    assert len(set(one[0])) == len(one[0])
    assert {e for worker in workers for e in worker.sure} <= set(one[0])
    if not fails:
        assert len(one[0]) == sum(worker.tried for worker in workers)
    for found in one[0]:
        if found.sha256 is not None:
            data = store.kept[f"objects/{found.sha256[:2]}/{found.sha256}"]
            assert hashlib.sha256(data).hexdigest() == found.sha256
            assert all(w.archive.objects.get(found.sha256) == data for w in workers)


@given(st.integers(1, 12))
def test_what_is_refused_once_can_be_recorded_again(
    tmp_path_factory: pytest.TempPathFactory, number: int
) -> None:
    folder, store = tmp_path_factory.mktemp("again"), Store()
    archive, made = Archive(folder, store), []
    store.fails = {number}
    for n in range(4):
        while True:
            with suppress(OSError):
                made.append(archive.record(entry(minutes=n), b"%d" % n))
                break
    store.fails = set()
    assert archive.read() == (made, [])


def test_entries_of_a_batch_wait_for_one_another(tmp_path: Path) -> None:
    store = Store()
    archive = Archive(tmp_path, store)
    with archive.batched():
        for n in range(MOST + 5):
            archive.record(entry(minutes=n), b"%d" % n)
        assert len(store.below("index")) == 1
        assert len(archive.read()[0]) == MOST + 5  # whoever reads sees his own
    assert len(store.below("index")) == 2
    archive.record(entry(), b"after")
    assert len(store.below("index")) == 3


def test_a_batch_is_written_when_it_ends_in_an_error_too(tmp_path: Path) -> None:
    archive = Archive(tmp_path, Store())

    def interrupted() -> None:
        with archive.batched():
            archive.record(entry(), b"one")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(archive.read()[0]) == 1


def test_without_a_store_nothing_waits(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.batched():
        archive.record(entry(), b"one")
        assert len(Archive(tmp_path).read()[0]) == 1


def test_entries_wait_no_longer_than_half_a_minute() -> None:
    written: list[int] = []
    clock = [0.0]
    batch = Batch(lambda entries: written.append(len(entries)), lambda: clock[0])
    for seconds in (0.0, LONGEST - 1, LONGEST, LONGEST + 1, LONGEST + 2):
        clock[0] = seconds
        batch.add(entry())
    assert written == [3]
    batch.end()
    batch.add(entry())  # of a thread that was late
    assert written == [3, 2, 1]


def test_what_waits_is_tried_again_and_the_entry_that_was_refused_is_dropped() -> None:
    written: list[list[Entry]] = []
    refuses = [True]

    def write(entries: Any) -> None:
        if refuses[0]:
            raise OSError("no answer in time")
        written.append(list(entries))

    batch = Batch(write)
    made = [entry(minutes=n) for n in range(MOST)]
    for one in made[:-1]:
        batch.add(one)
    with pytest.raises(OSError, match="no answer"):
        batch.add(made[-1])
    refuses[0] = False
    batch.end()
    assert written == [made[:-1]]


def test_a_clock_that_is_behind_makes_its_capture_the_older_one(tmp_path: Path) -> None:
    """What is latest is told by the clocks of those who saw it, and by nothing else."""
    store = Store()
    right, behind = Archive(tmp_path / "0", store), Archive(tmp_path / "1", store)
    right.record(entry(minutes=0), b"old")
    behind.record(entry(minutes=-5), b"new")
    latest = max(snapshots(right.read()[0]), key=lambda s: s.seen_at)
    assert right.objects.get(latest.sha256) == b"old"
    behind.record(entry(minutes=1), b"new")
    latest = max(snapshots(right.read()[0]), key=lambda s: s.seen_at)
    assert (right.objects.get(latest.sha256), latest.seen_at - latest.captured_at) == (
        b"new", timedelta(minutes=6),
    )  # fmt: skip
