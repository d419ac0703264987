"""An index in parts: added to by many at once, read alike by all, damaged parts named."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.archive import Archive, part, snapshots
from sources.archive.behind import Below
from tests.sources.archive.shelf import AT, Store, entry

MANY = 20


@pytest.fixture(autouse=True)
def soon_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.archive.parts.MANY", MANY)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def archive(tmp_path: Path, store: Store) -> Archive:
    return Archive(tmp_path / "here", store)


@pytest.fixture
def another(tmp_path: Path, store: Store) -> Archive:
    """The same store, seen from another machine."""
    return Archive(tmp_path / "there", store)


def test_what_one_machine_records_another_reads(
    archive: Archive, another: Archive, store: Store
) -> None:
    first = archive.record(entry(), b"one")
    second = another.record(entry(minutes=1), b"two")
    assert archive.read() == another.read() == ([first, second], [])
    assert archive.fingerprint() == another.fingerprint()
    assert len(store.below("index")) == len(store.below("objects")) == 2
    assert not archive.path.exists()


def test_two_machines_that_capture_the_same_make_two_entries_and_one_snapshot(
    archive: Archive, another: Archive
) -> None:
    archive.record(entry(), b"one")
    another.record(entry(minutes=1), b"one")
    entries, _ = archive.read()
    assert len(entries) == 2
    (found,) = snapshots(entries)
    assert (found.captured_at, (found.seen_at - AT).seconds) == (AT, 60)


def test_without_the_bytes_behind_there_is_no_entry(archive: Archive, store: Store) -> None:
    for name in ("objects", "index"):
        store.refuses = name
        with pytest.raises(OSError, match=f"store/{name}/"):
            archive.record(entry(), b"one")
        assert archive.read() == ([], [])


def test_a_part_is_fetched_once(archive: Archive, another: Archive, store: Store) -> None:
    archive.record(entry(), b"one")
    another.read()
    fetched = store.calls["get"]
    assert fetched == 1
    another.read()
    assert store.calls["get"] == fetched


def test_a_listing_is_all_that_the_fingerprint_asks(archive: Archive, store: Store) -> None:
    seen = {archive.fingerprint()}
    archive.record(entry(), b"one")
    seen.add(archive.fingerprint())
    archive.record(entry(minutes=1, event="failed", media_type=None))
    store.calls.clear()
    seen.add(archive.fingerprint())
    assert (len(seen), store.calls) == (3, {"names": 1})


@given(st.data())
def test_a_damaged_part_is_named_and_never_used(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder, store = tmp_path_factory.mktemp("damaged"), Store()
    archive = Archive(folder / "here", store)
    made = [archive.record(entry(minutes=n), b"%d" % n) for n in range(3)]
    name = data.draw(st.sampled_from(store.below("index")))
    its = bytearray(store.kept[name])
    at = data.draw(st.integers(0, len(its) - 1))
    if data.draw(st.booleans()):
        its[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del its[at:]
    lost = made[store.below("index").index(name)]
    store.kept[name] = bytes(its)
    entries, damaged = Archive(folder / "there", store).read()
    assert entries == [e for e in made if e != lost]
    assert len(damaged) == 1
    assert Path(name).name in damaged[0]
    assert "altered since it was written" in damaged[0]
    assert archive.read() == (made, [])  # whoever has it whole goes on


def test_a_part_altered_here_is_fetched_again(archive: Archive) -> None:
    first = archive.record(entry(), b"one")
    (path,) = archive.folder.glob("index/*")
    path.write_bytes(path.read_bytes()[:-9])
    assert archive.read() == ([first], [])
    path.unlink()
    path.mkdir()
    assert archive.read() == ([first], [])


def test_a_link_in_place_of_a_part_is_not_followed(archive: Archive, tmp_path: Path) -> None:
    first = archive.record(entry(), b"one")
    (path,) = archive.folder.glob("index/*")
    outside = path.rename(tmp_path / "outside")
    path.symlink_to(outside)
    assert archive.read() == ([first], [])
    assert not path.is_symlink()


@pytest.mark.parametrize(
    "name", ["../../outside.jsonl", "x.jsonl", "..", "20260309T123000000000Z-" + "0" * 32 + ".x"]
)
def test_what_is_no_name_of_a_part_is_none(archive: Archive, store: Store, name: str) -> None:
    store.kept[f"index/{name}"] = entry().line()
    assert archive.read() == ([], [])
    assert not archive.folder.exists()


def test_a_part_that_was_put_twice_is_one(archive: Archive, store: Store) -> None:
    first = archive.record(entry(), b"one")
    (name,) = store.below("index")
    data = store.kept[name]
    store.kept[f"index/{part.name_of(data, AT)}"] = data  # at another time
    assert archive.read() == ([first], [])


def test_a_part_that_a_store_lost_is_recorded_for_nobody(
    archive: Archive, another: Archive, store: Store
) -> None:
    store.loses = "index"
    archive.record(entry(), b"one")
    assert archive.read() == another.read() == ([], [])


def filled(archive: Archive, parts: int, start: int = 0) -> None:
    for n in range(start, start + parts):
        archive.index.add([entry(f"doc-{n}", n % 7, sha256="a" * 64)])


def test_parts_that_are_merged_read_as_before(
    archive: Archive, another: Archive, store: Store, tmp_path: Path
) -> None:
    filled(archive, MANY)
    before, state = archive.read(), archive.fingerprint()
    copy = Store()
    copy.kept = dict(store.kept)
    assert archive.merge() == Archive(tmp_path / "at once", copy).merge()
    assert another.merge() is None
    assert len([n for n in store.below("index") if part.is_merged(n)]) == 1
    store.calls.clear()
    newcomer = Archive(tmp_path / "new", store)
    assert archive.read() == another.read() == newcomer.read() == before
    assert {a.fingerprint() for a in (archive, another, newcomer)} == {state}
    assert store.calls["get"] == 1  # by the newcomer: one instead of so many


def test_parts_that_a_merged_one_lists_may_be_removed(archive: Archive, store: Store) -> None:
    filled(archive, MANY)
    before, state = archive.read(), archive.fingerprint()
    made = archive.merge()
    for name in store.below("index")[1:]:
        if name != f"index/{made}":
            del store.kept[name]
    assert archive.read() == before
    assert archive.fingerprint() == state


def test_a_part_merged_and_removed_while_it_is_read_is_found(
    archive: Archive, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(archive, MANY)
    before = archive.read()
    get = Store.get

    def merged_meanwhile(self: Store, name: str, most: int) -> bytes | None:
        monkeypatch.setattr(Store, "get", get)
        made = archive.merge()
        for other in store.below("index"):
            if other != f"index/{made}":
                del store.kept[other]
        return get(self, name, most)

    monkeypatch.setattr(Store, "get", merged_meanwhile)
    assert Archive(tmp_path / "new", store).read() == before


def test_merged_parts_that_overlap_hold_each_entry_once(
    archive: Archive, store: Store, tmp_path: Path
) -> None:
    filled(archive, MANY)
    late = Store()
    late.kept = dict(store.kept)
    filled(archive, 5, MANY)
    archive.merge()
    Archive(tmp_path / "late", late).merge()  # did not see the last five
    store.kept |= {n: d for n, d in late.kept.items() if part.is_merged(n)}
    assert len([n for n in store.below("index") if part.is_merged(n)]) == 2
    entries, damaged = Archive(tmp_path / "new", store).read()
    assert sorted(e.document_id for e in entries) == sorted(f"doc-{n}" for n in range(MANY + 5))
    assert damaged == []


@pytest.mark.parametrize("table", [b"", b"null", b"[1]", b'[["x", 3]]', b'[["x", "y"]]', b"[" * 9])
def test_a_merged_part_that_holds_none_is_passed_over(
    archive: Archive, store: Store, table: bytes
) -> None:
    first = archive.record(entry(), b"one")
    data = table + b"\nabc"
    store.kept[f"index/{part.name_of_merged(data, '20260309T123000000000Z-')}"] = data
    assert archive.read()[0] == [first]


def test_a_damaged_merged_part_is_named_and_its_parts_are_read(
    archive: Archive, store: Store, tmp_path: Path
) -> None:
    filled(archive, MANY)
    before, _ = archive.read()
    made = archive.merge()
    store.kept[f"index/{made}"] = store.kept[f"index/{made}"][:-1]
    entries, damaged = Archive(tmp_path / "new", store).read()
    assert entries == before
    assert len(damaged) == 1
    assert str(made) in damaged[0]


def test_many_workers_record_at_once(tmp_path: Path, store: Store) -> None:
    store.seconds = 0.001
    archives = [Archive(tmp_path / f"{n}", store) for n in range(4)]

    def work(number: int) -> None:
        with archives[number].batched():
            for n in random.Random(number).sample(range(30), 30):
                archives[number].record(entry(f"doc-{n}", number), b"%d" % n)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    told = [archive.read() for archive in archives]
    assert all(one == told[0] for one in told)
    assert (len(told[0][0]), told[0][1]) == (120, [])
    assert len({a.fingerprint() for a in archives}) == 1
    assert len(snapshots(told[0][0])) == 30


def test_a_merged_part_is_no_larger_than_any_may_be(
    archive: Archive, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(archive, 2 * MANY)
    before, _ = archive.read()
    most = len(store.kept[store.below("index")[0]]) * MANY
    monkeypatch.setattr("sources.archive.part.MOST_BYTES", most)
    while archive.merge():
        pass
    merged = [name for name in store.below("index") if part.is_merged(name)]
    assert len(merged) >= 1
    assert all(len(store.kept[name]) <= most for name in merged)
    assert Archive(tmp_path / "new", store).read()[0] == before


def test_a_folder_of_a_store_is_not_another_that_begins_alike() -> None:
    store = Store()
    store.kept = {"index/a": b"", "index/b/c": b"1", "index2/a": b"", "index": b""}
    assert list(Below(store, "index").names("")) == [("a", 0), ("b/c", 1)]
    assert list(Below(store, "index").names("b")) == [("b/c", 1)]


def test_damaged_parts_are_not_merged(archive: Archive, store: Store, tmp_path: Path) -> None:
    filled(archive, MANY)
    for name in store.below("index"):
        store.kept[name] = b"{}\n"
    assert Archive(tmp_path / "new", store).merge() is None
