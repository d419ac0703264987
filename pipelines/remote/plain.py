"""Any other store that fsspec knows: whole objects, without conditions and without parts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipelines.remote.failed import Passing, StoreFailed
from pipelines.remote.patience import Patience
from pipelines.remote.way import Kept


class Plain:
    """A file system of fsspec, with the settings that fsspec finds for it."""

    conditions: bool | None = False

    def __init__(self, url: str) -> None:
        import fsspec

        self.url = url
        try:
            fs, root = fsspec.url_to_fs(url, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise StoreFailed(url, str(error)) from error
        self.fs: Any = fs
        self.root = str(root).rstrip("/")

    def read(self, name: str, most: int) -> tuple[bytes, str | None] | None:
        """See `Way`."""
        found = self.piece(name, 0, most + 1)
        if found is not None and len(found) > most:
            raise ValueError(f"{self.url}/{name}: more than {most:,} bytes")
        return None if found is None else (found, None)

    def piece(self, name: str, start: int, length: int) -> bytes | None:
        """See `Way`."""
        with self._failing(name):
            try:
                data = self.fs.cat_file(self._path(name), start=start, end=start + length)
            except FileNotFoundError:
                return None
        return bytes(data)

    def write(
        self, name: str, data: bytes, *, create: bool = False, match: str | None = None
    ) -> str | None:
        """See `Way`; conditions are not known here."""
        with self._failing(name):
            path = self._path(name)
            self.fs.makedirs(path.rpartition("/")[0], exist_ok=True)
            self.fs.pipe_file(path, data)
        return None

    def upload(self, name: str, path: Path, patience: Patience) -> Kept | None:
        """See `Way`."""

        def put() -> None:
            with self._failing(name):
                target = self._path(name)
                self.fs.makedirs(target.rpartition("/")[0], exist_ok=True)
                self.fs.put_file(str(path), target)

        patience.again(put)
        return None

    def about(self, name: str) -> Kept | None:
        """See `Way`."""
        with self._failing(name):
            try:
                told = self.fs.info(self._path(name))
            except FileNotFoundError:
                return None
        return Kept(name, int(told["size"]), None) if told["type"] == "file" else None

    def listed(self, folder: str) -> Iterator[Kept]:
        """See `Way`."""
        with self._failing(folder):
            try:
                self.fs.invalidate_cache()
                found = self.fs.find(self._path(folder), detail=True)
            except FileNotFoundError:
                return
        for path, told in found.items():
            yield Kept(path[len(self.root) + 1 :], int(told["size"]), None)

    def remove(self, name: str) -> None:
        """See `Way`."""
        with self._failing(name):
            try:
                self.fs.rm_file(self._path(name))
            except FileNotFoundError:
                return

    def tidy(self, folder: str, seconds: float) -> int:
        """Nothing is known of parts here."""
        return 0

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}" if name else self.root

    @contextmanager
    def _failing(self, name: str) -> Iterator[None]:
        at = f"{self.url}/{name}"
        try:
            yield
        except (FileNotFoundError, StoreFailed):
            raise
        except PermissionError as error:
            raise StoreFailed(at, f"permission denied: {error}") from error
        except NotImplementedError as error:
            raise StoreFailed(at, "this store can only be read") from error
        except Exception as error:  # each file system has errors of its own
            raise Passing(at, f"{type(error).__name__}: {error}") from error
