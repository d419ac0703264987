"""Checksums of the files by which assets are handed over: written with them, verified when read.

A single file has its sum in a hidden file beside it, a folder of frames in one inside it, each in
the form of `sha256sum`. While a file is replaced both sums stand there, so that a kill at any
moment leaves a file with a sum that fits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from sources import beside

IN_FOLDER = ".sha256"


class Damaged(Exception):  # noqa: N818 - a finding about a file, not an error of ours
    """A file that is gone, or whose bytes are no longer those that were written."""

    def __init__(self, path: Path, told: str, asset: str) -> None:
        self.path = path
        super().__init__(
            f"{path} {told}. Build again, or materialize the asset {asset}, which writes it anew"
        )


def listing(path: Path) -> Path:
    """The file with the sums of an asset's file or folder."""
    return path / IN_FOLDER if path.is_dir() else path.with_name(f".{path.name}{IN_FOLDER}")


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def note(path: Path, digest: str, *, alone: bool) -> None:
    """Write down the sum of an asset's file: `alone`, or with those that stand there."""
    sums = listing(path)
    line = f"{digest}  {path.name}"
    others = [] if alone else [other for other in _lines(sums) if other != line]
    beside.write(sums, "".join(f"{told}\n" for told in (line, *others)).encode())


def note_all(folder: Path) -> None:
    """Write down the sums of every frame in a folder."""
    lines = [f"{digest(file)}  {file.name}\n" for file in sorted(folder.glob("*.parquet"))]
    (folder / IN_FOLDER).write_text("".join(lines), encoding="utf-8")


def verify(path: Path) -> None:
    """Raise `Damaged` unless each file of an asset is one of those that were written."""
    sums = listing(path)
    asset = path.name.removesuffix(".parquet")
    known: dict[str, set[str]] = {}
    for line in _lines(sums):
        told, _, name = line.partition("  ")
        known.setdefault(name, set()).add(told)
    if not known:
        raise Damaged(path, f"has no checksum in {sums.name}", asset)
    files = {f.name: f for f in ([path] if not path.is_dir() else path.glob("*.parquet"))}
    for name in sorted(known.keys() | files.keys()):
        if name not in files:
            raise Damaged(path / name, "is gone", asset)
        if _sum(files[name]) not in known.get(name, ()):
            raise Damaged(files[name], "is not as it was written: cut short or altered", asset)


def _lines(sums: Path) -> Iterator[str]:
    try:
        yield from sums.read_bytes().decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return


def _sum(file: Path) -> str:
    about = file.stat()
    # Whoever writes into a file changes its ctime, which nobody can set: a step that reads what
    # ten others have read need not hash it again.
    return _hashed(file, about.st_ino, about.st_ctime_ns, about.st_size)


@lru_cache(maxsize=1_000)
def _hashed(file: Path, _inode: int, _ctime: int, _size: int) -> str:
    return digest(file)
