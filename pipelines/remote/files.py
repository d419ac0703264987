"""A folder as a store, such as one that several machines mount: file://."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.remote.failed import StoreFailed, Unmet
from pipelines.remote.patience import Patience
from pipelines.remote.way import Kept
from sources import beside

_LOCK = ".conditions.lock"


class Files:
    """The tag of a file is the SHA-256 of its bytes."""

    conditions: bool | None = True

    def __init__(self, url: str) -> None:
        self.url = url
        self.root = Path("/" + url.split("://", 1)[1].lstrip("/"))

    def read(self, name: str, most: int) -> tuple[bytes, str | None] | None:
        """See `Way`."""
        with self._failing(name):
            try:
                with self._path(name).open("rb") as stream:
                    data = stream.read(most + 1)
            except (FileNotFoundError, NotADirectoryError):
                return None
        if len(data) > most:
            raise ValueError(f"{self.url}/{name}: more than {most:,} bytes")
        return data, hashlib.sha256(data).hexdigest()

    def piece(self, name: str, start: int, length: int) -> bytes | None:
        """See `Way`."""
        with self._failing(name):
            try:
                with self._path(name).open("rb") as stream:
                    stream.seek(start)
                    return stream.read(length)
            except (FileNotFoundError, NotADirectoryError):
                return None

    def write(
        self, name: str, data: bytes, *, create: bool = False, match: str | None = None
    ) -> str | None:
        """See `Way`."""
        path = self._path(name)
        with self._failing(name):
            if not create and match is None:
                beside.write(path, data)
            else:
                with self._alone():
                    there = path.exists()
                    if (create and there) or (match and not (there and _digest(path) == match)):
                        raise Unmet(name)
                    beside.write(path, data)
        return hashlib.sha256(data).hexdigest()

    def upload(self, name: str, path: Path, patience: Patience) -> Kept | None:
        """See `Way`."""
        target = self._path(name)
        with self._failing(name):
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, copy = beside.temporary(target.parent)
            os.close(handle)
            try:
                shutil.copyfile(path, copy)
                copy.chmod(0o644)
                copy.replace(target)
            finally:
                copy.unlink(missing_ok=True)
        return None

    def about(self, name: str) -> Kept | None:
        """See `Way`."""
        path = self._path(name)
        with self._failing(name):
            if not path.is_file():
                return None
            return Kept(name, path.stat().st_size, _digest(path))

    def listed(self, folder: str) -> Iterator[Kept]:
        """See `Way`."""
        with self._failing(folder):
            for path in self._path(folder).rglob("*"):
                if path.is_file() and not path.name.startswith((".beside-", _LOCK)):
                    name = path.relative_to(self.root).as_posix()
                    yield Kept(name, path.stat().st_size, None)

    def remove(self, name: str) -> None:
        """See `Way`."""
        with self._failing(name):
            self._path(name).unlink(missing_ok=True)

    def tidy(self, folder: str, seconds: float) -> int:
        """See `Way`."""
        left = list(beside.left_by_the_dead(self._path(folder)))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, name: str) -> Path:
        return self.root / name

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _failing(self, name: str) -> Iterator[None]:
        try:
            yield
        except StoreFailed:
            raise
        except OSError as error:
            told = (error.strerror or str(error)).lower()
            raise StoreFailed(f"{self.url}/{name}", told) from error


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
