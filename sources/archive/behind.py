"""What may stand behind a folder of ours: a store that more than one machine reads and writes.

What is kept under a hash or a name that is never used twice can be fetched when missed and put
there when it is made; a folder is then no more than what this machine has seen so far. Which store
it is, and how it is asked, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


class Behind(Protocol):
    """A store of bytes by name; a name is a relative path with `/`, below the folder it is behind.

    Every method raises `OSError` that names the place where the store cannot be reached in time.
    Several threads may ask at once.
    """

    def get(self, name: str, most: int) -> bytes | None:
        """The bytes of a name, None where there are none. Raises `ValueError` for more than `most`
        of them.
        """

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name, whole or not at all."""

    def names(self, folder: str) -> Iterator[tuple[str, int]]:
        """Every name below a folder with its size in bytes, in the order of the names."""


@dataclass(frozen=True)
class Below:
    """A folder of a store: names are below it, and the empty name is the folder itself."""

    behind: Behind
    folder: str

    def get(self, name: str, most: int) -> bytes | None:
        """As the store."""
        return self.behind.get(f"{self.folder}/{name}", most)

    def put(self, name: str, data: bytes) -> None:
        """As the store."""
        self.behind.put(f"{self.folder}/{name}", data)

    def names(self, folder: str) -> Iterator[tuple[str, int]]:
        """As the store."""
        within = f"{self.folder}/{folder}".rstrip("/")
        for name, size in self.behind.names(within):
            if name.startswith(f"{within}/"):  # not of a folder whose name begins alike
                yield name.removeprefix(f"{self.folder}/"), size
