"""A folder's own archive brought into a store, and everything read to see that it stands."""

from pathlib import Path

import pytest

from sources.archive import Archive, part
from sources.archive.shared import SHARED, Shared, share, verified
from tests.sources.archive.shelf import Store, entry


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def alone(tmp_path: Path) -> Archive:
    """An archive of 120 entries, recorded before there was a store."""
    archive = Archive(tmp_path / "here")
    for n in range(120):
        archive.record(entry(f"doc-{n % 40}", n), b"%d" % (n % 60))
    return archive


def test_what_one_folder_has_comes_into_the_store(
    alone: Archive, store: Store, tmp_path: Path
) -> None:
    before, _ = alone.read()
    here = Archive(alone.folder, store)
    entries, damaged = here.read()
    assert entries == []
    assert "not in the store" in damaged[0]
    assert share(here) == Shared(60, 120, [])
    assert here.read() == (before, [])
    another = Archive(tmp_path / "there", store)
    assert another.read() == (before, [])
    assert {another.objects.get(e.sha256 or "") for e in before} == {b"%d" % n for n in range(60)}
    assert (alone.folder / SHARED).exists()
    asked = store.calls["put"]
    assert share(here) == Shared(0, 0, [])
    assert store.calls["put"] == asked


@pytest.mark.parametrize("number", [1, 2, 5, 40, 63, 64, 65])
def test_what_was_interrupted_is_done_again(alone: Archive, store: Store, number: int) -> None:
    before, _ = alone.read()
    here = Archive(alone.folder, store)
    store.fails = {number}
    with pytest.raises(OSError, match="no answer"):
        share(here)
    share(here)
    assert here.read() == (before, [])
    assert len(store.below("objects")) == 60


def test_many_entries_are_merged(
    alone: Archive, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sources.archive.parts.MANY", 3)
    here = Archive(alone.folder, store)
    share(here)
    assert [part.is_merged(n) for n in store.below("index")].count(True) == 1


def test_an_object_that_the_store_lost_is_sent_by_whoever_has_it(
    store: Store, tmp_path: Path
) -> None:
    here, there = Archive(tmp_path / "here", store), Archive(tmp_path / "there", store)
    store.loses = "objects"
    made = here.record(entry(), b"one")
    store.loses = "\0"
    there.read()
    assert "the store behind has none" in str(there.objects.altered(made.sha256 or ""))
    assert share(here).objects == 1
    there.read()
    assert there.objects.altered(made.sha256 or "") is None


def test_everything_is_read_here_and_behind(alone: Archive, store: Store) -> None:
    here = Archive(alone.folder, store)
    share(here)
    assert list(verified(here)) == []
    first, second, third, *_ = store.below("objects")
    store.kept[first] = b"6"
    del store.kept[second]
    path = here.folder / third
    path.chmod(0o644)
    path.write_bytes(b"7")
    told = list(verified(here))
    assert len(told) == 3
    for name, why in ((first, "in the store"), (second, "gone"), (third, "altered since")):
        assert any(Path(name).name in line and why in line for line in told)


def test_a_folder_alone_is_verified_too(alone: Archive) -> None:
    assert list(verified(alone)) == []
    (alone.folder / "objects").rename(alone.folder / "elsewhere")
    with alone.path.open("ab") as stream:
        stream.write(b"{}\n")
    told = list(verified(alone))
    assert len(told) == 61
    assert "not an entry" in told[0]
