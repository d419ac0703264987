"""Objects with a store behind them: put there first, fetched when missed, verified when read."""

import hashlib
from pathlib import Path

import pytest

from sources.archive.listed import FEW
from sources.archive.objects import MOST_BYTES, Altered, Objects
from tests.sources.archive.shelf import Store

DATA = b"there were 5 men"
SHA256 = hashlib.sha256(DATA).hexdigest()
NAME = f"{SHA256[:2]}/{SHA256}"


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def objects(tmp_path: Path, store: Store) -> Objects:
    return Objects(tmp_path / "here", store)


@pytest.fixture
def another(tmp_path: Path, store: Store) -> Objects:
    """The same store, seen from another machine."""
    return Objects(tmp_path / "there", store)


def test_what_one_machine_puts_another_gets_and_keeps(
    objects: Objects, another: Objects, store: Store
) -> None:
    assert objects.put(DATA) == SHA256
    assert store.kept == {NAME: DATA}
    assert another.get(SHA256) == DATA
    assert another.path(SHA256).read_bytes() == DATA
    asked = store.calls.total()
    assert another.get(SHA256) == DATA
    assert store.calls.total() == asked


def test_what_the_store_does_not_take_is_not_kept_here_either(
    objects: Objects, store: Store
) -> None:
    store.refuses = ""
    with pytest.raises(OSError, match=f"store/{NAME}"):
        objects.put(DATA)
    assert not objects.path(SHA256).exists()
    store.refuses = "\0"
    objects.put(DATA)
    assert store.kept == {NAME: DATA}


def test_what_is_known_to_be_behind_is_not_sent_again(objects: Objects, store: Store) -> None:
    objects.put(DATA)
    objects.put(DATA)
    assert store.calls["put"] == 1


def test_what_only_this_machine_has_is_sent_when_it_is_put(tmp_path: Path, store: Store) -> None:
    Objects(tmp_path).put(DATA)
    Objects(tmp_path, store).put(DATA)
    assert store.kept == {NAME: DATA}


@pytest.mark.parametrize("data", [DATA.replace(b"5", b"6"), DATA[:-1], b"", DATA + b"\n"])
def test_altered_bytes_behind_are_named_and_never_used(
    another: Objects, store: Store, data: bytes
) -> None:
    store.put(NAME, data)
    with pytest.raises(Altered, match="altered in the store behind"):
        another.get(SHA256)
    assert not another.path(SHA256).exists()
    another.put(DATA)  # mends it, here and behind
    assert (store.kept[NAME], another.get(SHA256)) == (DATA, DATA)


def test_more_bytes_than_any_object_has_are_not_used(
    another: Objects, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(NAME, DATA)
    monkeypatch.setattr("sources.archive.objects.MOST_BYTES", len(DATA) - 1)
    with pytest.raises(Altered, match="larger in the store than any"):
        another.get(SHA256)
    assert "altered in the store" in str(another.altered(SHA256))


def test_bytes_altered_here_are_fetched_again(objects: Objects) -> None:
    objects.put(DATA)
    objects.path(SHA256).chmod(0o644)
    objects.path(SHA256).write_bytes(b"there were 6 men")
    assert objects.altered(SHA256) is None
    assert objects.get(SHA256) == DATA
    assert objects.path(SHA256).read_bytes() == DATA


def test_what_is_nowhere_is_gone(objects: Objects, store: Store) -> None:
    with pytest.raises(Altered, match=r"gone.*the store behind has none"):
        objects.get(SHA256)
    assert "the store behind has none" in str(objects.altered(SHA256))
    objects.bring(SHA256)  # no error: whoever reads it is told


def test_a_store_that_cannot_be_reached_is_no_altered_object(
    another: Objects, store: Store
) -> None:
    store.put(NAME, DATA)
    for ask in (another.get, another.altered, another.bring):
        store.fails = {store.calls.total() + 1}
        with pytest.raises(OSError, match="no answer in time"):
            ask(SHA256)
    assert another.get(SHA256) == DATA


def test_what_is_not_here_is_asked_for_in_listings_and_not_fetched(
    another: Objects, store: Store
) -> None:
    every = [hashlib.sha256(b"%d" % n).hexdigest() for n in range(300)]
    for n, sha256 in enumerate(every):
        store.kept[f"{sha256[:2]}/{sha256}"] = b"%d" % n
    assert [another.altered(sha256) for sha256 in every] == [None] * 300
    assert store.calls == {"names": FEW + 1}


def test_a_size_that_is_not_that_of_the_capture_is_told(another: Objects, store: Store) -> None:
    store.put(NAME, DATA)
    assert another.altered(SHA256, len(DATA)) is None
    assert "altered in the store behind: 16 bytes" in str(another.altered(SHA256, 17))


def test_where_nothing_can_be_kept_it_is_read_all_the_same(another: Objects, store: Store) -> None:
    store.put(NAME, DATA)
    another.folder.write_bytes(b"no folder")
    assert another.get(SHA256) == DATA


def test_a_link_out_of_the_folder_is_neither_followed_nor_written_through(
    another: Objects, store: Store, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / SHA256).write_bytes(b"secret")
    another.folder.mkdir()
    another.path(SHA256).parent.symlink_to(outside)
    store.put(NAME, DATA)
    assert another.get(SHA256) == DATA
    assert (outside / SHA256).read_bytes() == b"secret"
    assert list(outside.iterdir()) == [outside / SHA256]


@pytest.mark.parametrize("name", ["", "..", "../" * 20 + "etc/passwd", SHA256.upper(), "g" * 64])
def test_only_a_hash_is_asked_for(objects: Objects, store: Store, name: str) -> None:
    for ask in (objects.get, objects.altered, objects.bring):
        with pytest.raises(ValueError, match="is no SHA-256"):
            ask(name)
    assert not store.calls


def test_the_largest_object_is_the_same_here_and_behind(objects: Objects, store: Store) -> None:
    with pytest.raises(ValueError, match="at most 50,000,000 are archived"):
        objects.put(bytes(MOST_BYTES + 1))
    assert not store.calls
