"""Bytes under their SHA-256: written beside and renamed, verified whenever they are read.

Which document they belong to stands in the index. With a store behind the folder, objects are put
there first and are fetched from there when they are missed.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path

from sources.archive.behind import Behind
from sources.archive.listed import Listed
from sources.beside import naming, temporary

MOST_BYTES = 50_000_000
"""Of one object: a report in PDF with many pictures. No text is read of more."""

# Without following a link, and without waiting for whoever writes into a pipe.
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
_GONE_BEHIND = "the captured bytes are gone; the store behind has none"
SHA256 = re.compile(r"[0-9a-f]{64}")


class Altered(Exception):  # noqa: N818 - a finding about a file, not an error of ours
    """An object that is gone, or whose bytes are no longer those that were captured."""

    def __init__(self, sha256: str, path: Path, told: str) -> None:
        self.sha256, self.path = sha256, path
        super().__init__(f"{path}: {told}")


class Objects:
    """A folder of objects: <folder>/<two letters>/<sha256>."""

    def __init__(self, folder: Path, behind: Behind | None = None) -> None:
        self.folder = folder
        self.listed = Listed(behind) if behind is not None else None

    def path(self, sha256: str) -> Path:
        """Where the object of a hash lies; raises `ValueError` for what is no SHA-256."""
        return self.folder / name_of(sha256)

    def put(self, data: bytes) -> str:
        """Keep bytes; returns their SHA-256. The same bytes twice are one object, and one that was
        altered meanwhile is mended. Raises `ValueError` for more than `MOST_BYTES`, and `OSError`
        where they cannot be kept, here or behind.
        """
        if len(data) > MOST_BYTES:
            raise ValueError(f"{len(data):,} bytes; at most {MOST_BYTES:,} are archived")
        sha256 = hashlib.sha256(data).hexdigest()
        if self.listed is not None and self.listed.seen(name_of(sha256)) != len(data):
            self.send(sha256, data)
        if self.altered_here(sha256) is not None:
            _write(self.path(sha256), data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of a hash; raises `Altered` where they are not these any more, and `OSError`
        where the store that has them cannot be reached.
        """
        path = self.path(sha256)
        try:
            with self._opened(sha256) as stream:
                data = stream.read(MOST_BYTES + 1)
            _verify(sha256, path, hashlib.sha256(data).hexdigest())
        except Altered:
            if self.listed is None:
                raise
            data = self.fetched(sha256)
            with suppress(OSError):  # it is read all the same where there is no room to keep it
                _write(path, data)
        return data

    def bring(self, sha256: str) -> None:
        """Fetch an object that is not here, where there is a store that has it."""
        if self.listed is not None and not self.path(sha256).exists():
            with suppress(Altered):  # which whoever reads it is told
                self.get(sha256)

    def altered(self, sha256: str, size: int | None = None) -> str | None:
        """What is wrong with an object, or None; reads it in pieces.

        Of one that is not here, but in the store, only the size is asked, in a listing: it is
        verified when it is read.
        """
        here = self.altered_here(sha256)
        if here is None or self.listed is None:
            return here
        found = self.listed.size(name_of(sha256))
        if found is None:
            return str(Altered(sha256, self._shared(sha256), _GONE_BEHIND))
        if found > MOST_BYTES or size not in (None, found):
            told = f"altered in the store behind: {found:,} bytes"
            return str(Altered(sha256, self._shared(sha256), told))
        return None

    def altered_here(self, sha256: str) -> str | None:
        """What is wrong with an object of this folder, whatever stands behind; or None."""
        try:
            with self._opened(sha256) as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
            _verify(sha256, self.path(sha256), found)
        except Altered as altered:
            return str(altered)
        return None

    def fetched(self, sha256: str) -> bytes:
        """The bytes of a hash as they stand behind, which are not kept; raises as `get`."""
        path, name, listed = self._shared(sha256), name_of(sha256), self.listed
        assert listed is not None
        try:
            data = listed.behind.get(name, MOST_BYTES)
        except ValueError:
            raise Altered(sha256, path, f"larger in the store than any: {MOST_BYTES:,}") from None
        if data is None:
            listed.note(name, None)
            raise Altered(sha256, path, _GONE_BEHIND)
        if (found := hashlib.sha256(data).hexdigest()) != sha256:
            listed.note(name, None)  # so that the right bytes, once there, are put in their place
            raise Altered(sha256, path, f"altered in the store behind: its bytes hash to {found}")
        return data

    def send(self, sha256: str, data: bytes) -> None:
        """Put an object behind, which the caller has verified."""
        assert self.listed is not None
        self.listed.behind.put(name_of(sha256), data)
        self.listed.note(name_of(sha256), len(data))

    def _shared(self, sha256: str) -> Path:
        """An object as it is called on every machine."""
        return Path(self.folder.name, name_of(sha256))

    @contextmanager
    def _opened(self, sha256: str) -> Iterator[BufferedReader]:
        """An object to read: a regular file of this folder, and not a larger one than any."""
        path = self.path(sha256)
        if path.parent.is_symlink():
            raise Altered(sha256, path, "its folder links elsewhere; links are not followed")
        try:
            with os.fdopen(os.open(path, _READ), "rb") as stream:
                about = os.fstat(stream.fileno())
                if not stat.S_ISREG(about.st_mode):
                    raise Altered(sha256, path, "not a regular file")
                if about.st_size > MOST_BYTES:
                    told = f"altered since it was captured: {about.st_size:,} bytes"
                    raise Altered(sha256, path, told)
                yield stream
        except FileNotFoundError:
            raise Altered(sha256, path, "the captured bytes are gone") from None
        except OSError as error:
            told = "a link; links are not followed" if path.is_symlink() else str(error.strerror)
            raise Altered(sha256, path, f"cannot be read: {told}") from error


def name_of(sha256: str) -> str:
    """What the object of a hash is called, here and behind; raises `ValueError` for what is no
    SHA-256.
    """
    if not SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256[:80]!r} is no SHA-256 in lower-case hexadecimal digits")
    return f"{sha256[:2]}/{sha256}"


def _verify(sha256: str, path: Path, found: str) -> None:
    if found != sha256:
        told = f"altered since it was captured: its bytes hash to {found}"
        raise Altered(sha256, path, told)


def _write(path: Path, data: bytes) -> None:
    """Write beside and rename, so that an object is there whole or not at all."""
    if path.parent.is_symlink():
        raise OSError(f"{path.parent} links elsewhere; nothing is written through a link")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = temporary(path.parent)
    try:
        with naming(path), os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(0o444)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
