"""Bytes under their SHA-256: written beside and renamed, verified whenever they are read.

Which document they belong to stands in the index.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Altered(Exception):  # noqa: N818 - a finding about a file, not an error of ours
    """An object that is gone, or whose bytes are no longer those that were captured."""

    def __init__(self, sha256: str, path: Path, told: str) -> None:
        self.sha256, self.path = sha256, path
        super().__init__(f"{path}: {told}")


class Objects:
    """A folder of objects: <folder>/<two letters>/<sha256>."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the object of a hash lies; raises `ValueError` for what is no SHA-256."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256[:80]!r} is no SHA-256 in lower-case hexadecimal digits")
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep bytes; returns their SHA-256. The same bytes twice are one object."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if path.is_file() and _hash_of(path) == sha256:
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".beside-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(0o444)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of a hash; raises `Altered` where they are not these any more."""
        path = self.path(sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise Altered(sha256, path, "the captured bytes are gone") from None
        except OSError as error:
            raise Altered(sha256, path, f"cannot be read: {error.strerror}") from error
        if (found := hashlib.sha256(data).hexdigest()) != sha256:
            raise Altered(sha256, path, f"altered since it was captured: its bytes hash to {found}")
        return data

    def altered(self, sha256: str) -> str | None:
        """What is wrong with an object, or None; reads it in pieces."""
        path = self.path(sha256)
        try:
            found = _hash_of(path)
        except FileNotFoundError:
            return f"{path}: the captured bytes are gone"
        except OSError as error:
            return f"{path}: cannot be read: {error.strerror}"
        if found != sha256:
            return f"{path}: altered since it was captured: its bytes hash to {found}"
        return None


def _hash_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
