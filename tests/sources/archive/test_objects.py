"""Bytes under their hash: the same twice are one, altered ones are named and never used."""

import hashlib
import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.archive.objects import MOST_BYTES, Altered, Objects

DATA = b"there were 5 men"
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return Objects(tmp_path / "objects")


def files(objects: Objects) -> list[str]:
    return sorted(p.relative_to(objects.folder).as_posix() for p in objects.folder.rglob("*"))


def test_bytes_come_back_by_their_hash(objects: Objects) -> None:
    assert objects.put(DATA) == SHA256
    assert objects.get(SHA256) == DATA
    assert objects.altered(SHA256) is None
    assert files(objects) == [SHA256[:2], f"{SHA256[:2]}/{SHA256}"]


def test_the_same_bytes_twice_are_one_object(objects: Objects) -> None:
    objects.put(DATA)
    first = objects.path(SHA256).stat()
    objects.put(DATA)
    assert objects.path(SHA256).stat().st_ino == first.st_ino
    assert len(files(objects)) == 2


def test_nobody_may_write_into_an_object(objects: Objects) -> None:
    objects.put(DATA)
    assert stat.S_IMODE(objects.path(SHA256).stat().st_mode) == 0o444


@pytest.mark.parametrize("data", [DATA.replace(b"5", b"6"), DATA[:-1], DATA + b"\n", b""])
def test_an_altered_object_is_named_and_never_used(objects: Objects, data: bytes) -> None:
    objects.put(DATA)
    path = objects.path(SHA256)
    path.chmod(0o644)
    path.write_bytes(data)
    with pytest.raises(Altered, match="altered since it was captured") as told:
        objects.get(SHA256)
    assert told.value.sha256 == SHA256
    assert str(path) in str(told.value)
    assert objects.altered(SHA256) == str(told.value)


def test_an_altered_object_is_mended_by_the_right_bytes(objects: Objects) -> None:
    objects.put(DATA)
    objects.path(SHA256).chmod(0o644)
    objects.path(SHA256).write_bytes(b"there were 6 men")
    objects.put(DATA)
    assert objects.get(SHA256) == DATA


def test_a_missing_object_is_named(objects: Objects) -> None:
    with pytest.raises(Altered, match="the captured bytes are gone"):
        objects.get(SHA256)
    assert "the captured bytes are gone" in str(objects.altered(SHA256))


def test_an_object_that_cannot_be_read_is_named(objects: Objects) -> None:
    objects.path(SHA256).mkdir(parents=True)
    with pytest.raises(Altered, match=r"not a regular file|cannot be read"):
        objects.get(SHA256)


def test_a_pipe_in_place_of_an_object_is_not_waited_for(objects: Objects) -> None:
    objects.path(SHA256).parent.mkdir(parents=True)
    os.mkfifo(objects.path(SHA256))
    began = time.monotonic()
    with pytest.raises(Altered, match="not a regular file"):
        objects.get(SHA256)
    assert time.monotonic() - began < 5


def test_an_object_that_grew_beyond_any_is_not_read(objects: Objects) -> None:
    objects.put(DATA)
    objects.path(SHA256).chmod(0o644)
    with objects.path(SHA256).open("r+b") as stream:
        stream.truncate(10 * MOST_BYTES)
    began = time.monotonic()
    assert f"{10 * MOST_BYTES:,} bytes" in str(objects.altered(SHA256))
    assert time.monotonic() - began < 1


def test_more_bytes_than_are_archived_are_refused(objects: Objects) -> None:
    with pytest.raises(ValueError, match="at most 50,000,000 are archived"):
        objects.put(bytes(MOST_BYTES + 1))


def test_a_link_out_of_the_archive_is_not_followed(objects: Objects, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(DATA)
    objects.path(SHA256).parent.mkdir(parents=True)
    objects.path(SHA256).symlink_to(outside)
    with pytest.raises(Altered, match="links are not followed"):
        objects.get(SHA256)
    objects.put(DATA)  # takes the place of the link
    assert not objects.path(SHA256).is_symlink()
    assert outside.read_bytes() == DATA


def test_a_folder_that_links_out_of_the_archive_is_not_followed(
    objects: Objects, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / SHA256).write_bytes(DATA)
    objects.folder.mkdir()
    objects.path(SHA256).parent.symlink_to(outside)
    with pytest.raises(Altered, match="links are not followed"):
        objects.get(SHA256)
    (outside / SHA256).unlink()
    with pytest.raises(OSError, match="nothing is written through a link"):
        objects.put(DATA)
    assert list(outside.iterdir()) == []


def test_the_archive_itself_may_lie_behind_a_link(objects: Objects, tmp_path: Path) -> None:
    (tmp_path / "large disk").mkdir()
    objects.folder.symlink_to(tmp_path / "large disk")
    assert objects.get(objects.put(DATA)) == DATA


def test_a_crash_before_the_rename_leaves_nothing_visible(
    objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crash(BaseException):
        pass

    def crash(*_: object) -> None:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", crash)
        with pytest.raises(Crash):
            objects.put(DATA)
    assert files(objects) == [SHA256[:2]]
    assert "gone" in str(objects.altered(SHA256))
    assert objects.get(objects.put(DATA)) == DATA


def test_what_a_killed_process_left_beside_is_no_object(objects: Objects) -> None:
    objects.path(SHA256).parent.mkdir(parents=True)
    (objects.path(SHA256).parent / ".beside-x1y2").write_bytes(DATA[:5])
    assert "gone" in str(objects.altered(SHA256))
    assert objects.get(objects.put(DATA)) == DATA


@pytest.mark.parametrize(
    "name", ["", "..", "../" * 20 + "etc/passwd", "/etc/passwd", SHA256.upper(), SHA256[:-1],
             SHA256 + "\n", SHA256 + "0", "g" * 64, "٣" * 64, "\0" * 64],
)  # fmt: skip
def test_only_a_hash_names_an_object(objects: Objects, name: str) -> None:
    for ask in (objects.path, objects.get, objects.altered):
        with pytest.raises(ValueError, match="is no SHA-256"):
            ask(name)


@given(st.binary(max_size=1_000))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    objects = Objects(tmp_path_factory.getbasetemp() / "any")
    assert objects.get(objects.put(data)) == data
