"""An export takes its place as a whole, and takes nobody else's."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

import pytest

from warehouse.export.folder import MANIFEST, MARK, NotReplaced, replacing


def put(target: Path, **files: str) -> None:
    """An export with these files and their manifest, put in place."""
    with replacing(target) as root:
        for name, text in files.items():
            (root / name).write_text(text)
        (root / MANIFEST).write_text(json.dumps({MARK: 1, "files": {name: {} for name in files}}))


def names(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir()}


def test_an_older_export_is_replaced_and_nothing_of_it_stays(tmp_path: Path) -> None:
    put(tmp_path / "deep" / "export", a="1", b="1")
    put(tmp_path / "deep" / "export", b="2")
    assert names(tmp_path / "deep" / "export") == {"b", MANIFEST}
    assert (tmp_path / "deep" / "export" / "b").read_text() == "2"
    assert names(tmp_path / "deep") == {"export"}


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    put(tmp_path / "export", a="1")
    assert names(tmp_path / "export") == {"a", MANIFEST}


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    put(tmp_path / "there", a="1")
    (tmp_path / "here").symlink_to(tmp_path / "there")
    put(tmp_path / "here", a="2")
    assert (tmp_path / "here").is_symlink()
    assert (tmp_path / "there" / "a").read_text() == "2"


@pytest.mark.parametrize("manifest", ["{", "[]", "null", '{"files": {"thesis": {}}}', None])
def test_a_folder_that_is_no_export_is_left_as_it_is(manifest: str | None, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "thesis").write_text("years")
    if manifest:
        (tmp_path / "work" / MANIFEST).write_text(manifest)
    before = names(tmp_path / "work")
    with pytest.raises(NotReplaced, match=r"work is no export"):
        put(tmp_path / "work", a="1")
    assert names(tmp_path / "work") == before
    assert names(tmp_path) == {"work"}


def test_what_somebody_put_beside_our_files_is_named_and_left(tmp_path: Path) -> None:
    put(tmp_path / "export", a="1")
    (tmp_path / "export" / "mine").mkdir()
    (tmp_path / "export" / "mine" / "notes.txt").write_text("mine")
    with pytest.raises(NotReplaced, match=r"mine/notes\.txt"):
        put(tmp_path / "export", a="2")
    assert (tmp_path / "export" / "a").read_text() == "1"


def test_a_link_that_somebody_put_there_is_left_too(tmp_path: Path) -> None:
    put(tmp_path / "export", a="1")
    (tmp_path / "export" / "linked").symlink_to(tmp_path)
    with pytest.raises(NotReplaced, match=r"linked"):
        put(tmp_path / "export", a="2")


def test_what_comes_while_the_export_is_written_is_left_too(tmp_path: Path) -> None:
    put(tmp_path / "export", a="1")
    with pytest.raises(NotReplaced, match=r"notes"), replacing(tmp_path / "export"):
        (tmp_path / "export" / "notes").write_text("just now")
    assert names(tmp_path / "export") == {"a", "notes", MANIFEST}


def test_a_file_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotReplaced, match="is a file"):
        put(tmp_path / "file", a="1")
    assert (tmp_path / "file").read_text() == "mine"


def test_an_export_that_fails_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path / "export", a="1")
    with pytest.raises(OSError, match=r"No space left.*export"), replacing(tmp_path / "export"):
        raise OSError(28, "No space left on device")
    assert (tmp_path / "export" / "a").read_text() == "1"
    assert names(tmp_path) == {"export"}


def test_what_a_killed_export_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".export.beside" / "data").mkdir(parents=True)
    (tmp_path / ".export.beside" / "half").write_text("half")
    put(tmp_path / "export", a="1")
    assert names(tmp_path / "export") == {"a", MANIFEST}
    assert names(tmp_path) == {"export"}


@pytest.mark.parametrize("new_in_place", [True, False])
def test_who_was_killed_between_two_renames_loses_nothing(
    new_in_place: bool, tmp_path: Path
) -> None:
    put(tmp_path / ".export.before", a="old")
    if new_in_place:
        put(tmp_path / "export", a="new")
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "export"):
        raise ZeroDivisionError
    assert (tmp_path / "export" / "a").read_text() == ("new" if new_in_place else "old")
    assert names(tmp_path) == {"export"}


def test_a_second_export_to_one_place_is_told_to_wait(tmp_path: Path) -> None:
    beside = tmp_path / ".export.beside"
    beside.mkdir()
    (beside / "theirs").write_text("half")
    handle = os.open(beside, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(NotReplaced, match="another export is being written"):
            put(tmp_path / "export", a="1")
    finally:
        os.close(handle)
    assert (beside / "theirs").read_text() == "half"
