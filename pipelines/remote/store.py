"""A store of bytes by name: asked again within bounds, and held to what was written.

How it is asked stands in way.py; what is kept in it is no concern of this module.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import sleep

from pipelines.remote import urls
from pipelines.remote.failed import Passing, StoreFailed, Unmet, Unsupported
from pipelines.remote.patience import Patience
from pipelines.remote.way import Kept, Way, way_of

SMALL = 1 << 20  # bytes of what is swapped
PIECE = 16 << 20  # bytes of a file that are fetched at a time
CONDITIONS = ".conditions"
SETTLES = 1.0  # seconds after which two who wrote at once both see who was the later


class Store:
    """What stands below an address. Names are relative, with `/`.

    Every method raises `OSError` that names the address where the store refuses or cannot be
    reached in time, and `ValueError` for a name that would lead out of it.
    """

    def __init__(
        self, url: str, patience: Patience | None = None, *, way: Way | None = None,
        folder: str = "", settles: float = SETTLES,
    ) -> None:  # fmt: skip
        self.root = urls.checked(url)
        self.patience = patience or Patience.from_environment()
        self.way = way or way_of(self.root, self.patience)
        self.folder = folder
        self.settles = settles

    @property
    def url(self) -> str:
        """The address of what this one sees."""
        return f"{self.root}/{self.folder}" if self.folder else self.root

    def below(self, folder: str) -> Store:
        """The same store, seen from a folder of it."""
        return Store(
            self.root, self.patience, way=self.way, folder=self._name(folder), settles=self.settles
        )

    def get(self, name: str, most: int) -> bytes | None:
        """The bytes of a name, None where there are none. Raises `ValueError` for more than `most`
        of them.
        """
        found = self.tagged(name, most)
        return None if found is None else found[0]

    def tagged(self, name: str, most: int = SMALL) -> tuple[bytes, str] | None:
        """As `get`, and the tag by which `swap` knows that it still stands so."""
        at = self._name(name)
        found = self.patience.again(lambda: self.way.read(at, most))
        return None if found is None else (found[0], found[1] or _sum(found[0]))

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name, whole or not at all."""
        at = self._name(name)
        self.patience.again(lambda: self.way.write(at, data))

    def names(self, folder: str) -> Iterator[tuple[str, int]]:
        """Every name below a folder with its size in bytes, in the order of the names."""
        yield from ((kept.name, kept.size) for kept in self.listed(folder))

    def listed(self, folder: str) -> list[Kept]:
        """Every object below a folder ("": all), in the order of the names."""
        at = self._name(folder) if folder else self.folder
        cut = len(self.folder) + 1 if self.folder else 0
        found = self.patience.again(lambda: list(self.way.listed(at)))
        return sorted((Kept(k.name[cut:], k.size, k.tag) for k in found), key=lambda k: k.name)

    def about(self, name: str) -> Kept | None:
        """Size and tag of an object, None where there is none."""
        at = self._name(name)
        found = self.patience.again(lambda: self.way.about(at))
        return found and Kept(name, found.size, found.tag)

    def delete(self, name: str) -> None:
        """Remove an object; one that is not there is none."""
        at = self._name(name)
        self.patience.again(lambda: self.way.remove(at))

    def send(self, name: str, path: Path) -> Kept:
        """Keep a file under a name, whole or not at all; returns it as the store has it."""
        told = self.way.upload(self._name(name), path, self.patience)
        kept = Kept(name, told.size, told.tag) if told else self.about(name)
        if kept is None or kept.size != path.stat().st_size:
            raise StoreFailed(f"{self.url}/{name}", "what was sent is not what stands there")
        return kept

    def fetch(self, name: str, path: Path, size: int, sha256: str) -> None:
        """Bring an object of known size and SHA-256 into a file, piece by piece.

        Raises `FileNotFoundError` where it is not there, and `StoreFailed` where it is another one;
        then no file is left.
        """
        try:
            found = self._fetched(self._name(name), path, size)
            if found != sha256:
                raise StoreFailed(f"{self.url}/{name}", f"its bytes are not those of {sha256[:16]}")
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _fetched(self, at: str, path: Path, size: int) -> str:
        found, start = hashlib.sha256(), 0
        with path.open("wb") as stream:
            while start < size:
                length = min(PIECE, size - start)
                data = self.patience.again(partial(self._piece, at, start, length))
                stream.write(data)
                found.update(data)
                start += length
        return found.hexdigest()

    def _piece(self, at: str, start: int, length: int) -> bytes:
        data = self.way.piece(at, start, length)
        if data is None:
            raise FileNotFoundError(2, "there is no such object", f"{self.root}/{at}")
        if len(data) != length:
            raise Passing(f"{self.root}/{at}", "the answer was cut short")
        return data

    def swap(self, name: str, data: bytes, tag: str | None) -> str | None:
        """Write where an object still has a tag (None: where there is none); returns the new tag,
        None where another was faster.

        `data` is to be unlike what anybody else writes: by that a lost answer is recognised. Where
        the store knows no conditions, the object is read before and, some moments later, again:
        two who write at once within these moments see who was the later.
        """
        if not self.conditional():
            return self._swapped_unheeded(name, data, tag)
        at = self._name(name)
        try:
            written = self.patience.again(
                lambda: self.way.write(at, data, create=tag is None, match=tag)
            )
        except Unmet:
            return self._ours(name, data)
        return written or self._ours(name, data)

    def _swapped_unheeded(self, name: str, data: bytes, tag: str | None) -> str | None:
        standing = self.tagged(name)
        if (standing and standing[1]) != tag:
            return None
        self.put(name, data)
        sleep(self.settles)
        return self._ours(name, data)

    def _ours(self, name: str, data: bytes) -> str | None:
        standing = self.tagged(name)
        return standing[1] if standing and standing[0] == data else None

    def conditional(self) -> bool:
        """Whether the store heeds conditions, tried out once on an object of no meaning."""
        if self.way.conditions is None:
            self.way.conditions = self._heeds(create=True, n=2) and self._heeds(match="0" * 32)
        return self.way.conditions

    def _heeds(self, *, create: bool = False, match: str | None = None, n: int = 1) -> bool:
        """Whether a write that must be refused is; the first of two may be the one that creates."""
        told = b"Written to find out whether this store heeds conditions.\n"
        for _ in range(n):
            try:
                self.patience.again(
                    lambda: self.way.write(CONDITIONS, told, create=create, match=match)
                )
            except Unmet:
                return True
            except Unsupported:
                return False
        return False

    def _name(self, name: str) -> str:
        urls.name(name)
        return f"{self.folder}/{name}" if self.folder else name


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
