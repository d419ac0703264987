"""The folder of an export: written beside, put in place as a whole, and never over anything else.

What stands in it belongs to the formats. `export.json` lists its files, and is how an export of
ours is known.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.in_place import put

MANIFEST = "export.json"
MARK = "muster_export"  # key of the manifest: the number of its form


class NotReplaced(Exception):  # noqa: N818 - a finding about a folder, not an error of ours
    """Something stands at the place that is not to be replaced; the message says what."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A folder to write into, beside `target`, which it replaces when the block ends well.

    Raises `NotReplaced` where something stands there that is no export of ours or has other files
    in it, or where another export is being written there; and `OSError` that names the folder where
    it cannot be written.
    """
    target = target.resolve()
    if not target.name:
        raise NotReplaced(
            f"{target} is the root of all files; name a folder that does not exist yet"
        )
    beside, before = (target.with_name(f".{target.name}.{n}") for n in ("beside", "before"))
    _may_replace(target)
    with _named(target), _held(beside, target):
        if before.exists():  # somebody was killed between two renames
            shutil.rmtree(before) if target.exists() else before.rename(target)
        try:
            _empty(beside)
            yield beside
            _may_replace(target)
            put(beside, target, before)
            shutil.rmtree(before, ignore_errors=True)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _may_replace(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise NotReplaced(f"{target} is a file; name a folder that does not exist yet")
    found = {
        p.relative_to(target).as_posix()
        for p in target.rglob("*")
        if p.is_symlink() or not p.is_dir()
    }
    known = _listed(target)
    if found and known is None:
        raise NotReplaced(
            f"{target} is no export of Muster's and is left as it is; name a folder that does not "
            "exist yet"
        )
    if others := sorted(found - (known or set())):
        raise NotReplaced(
            f"{target} has files that are no part of the export, such as {others[0]}; move them "
            "elsewhere, or name another folder"
        )


def _listed(target: Path) -> set[str] | None:
    """The files of an export of ours; None where it is none."""
    try:
        told = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        return {MANIFEST, *told["files"]} if MARK in told else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


@contextmanager
def _held(beside: Path, target: Path) -> Iterator[None]:
    """Hold the folder beside for this process; the lock dies with it, and leaves what was killed
    to be swept by the next one."""
    beside.mkdir(parents=True, exist_ok=True)
    handle = os.open(beside, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = os.path.samestat(os.fstat(handle), beside.stat())
        except (BlockingIOError, FileNotFoundError):  # held, or put in place just now
            ours = False
        if not ours:
            raise NotReplaced(f"another export is being written to {target}; wait for its end")
        yield
    finally:
        os.close(handle)


@contextmanager
def _named(target: Path) -> Iterator[None]:
    """Let an error of the file system name the folder where it names no file, as on a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename is not None:
            raise
        raise OSError(error.errno, os.strerror(error.errno), str(target)) from None


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
