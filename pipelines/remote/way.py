"""How a store is asked: one request each, without trying again. Which ways there are: `way_of`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipelines.remote.patience import Patience


@dataclass(frozen=True)
class Kept:
    """An object as a listing tells it. `tag` (an ETag), if there is one, differs where bytes do."""

    name: str
    size: int
    tag: str | None


class Way(Protocol):
    """Requests to a store; names are relative to its address.

    Every method raises `Passing` or `StoreFailed`. `conditions` is whether `write` heeds its
    conditions: None where that must be tried out.
    """

    conditions: bool | None

    def read(self, name: str, most: int) -> tuple[bytes, str | None] | None:
        """Bytes and tag, None where there is none. Raises `ValueError` for more than `most`."""

    def piece(self, name: str, start: int, length: int) -> bytes | None:
        """So many bytes from a place on, fewer at the end; None where there is none."""

    def write(
        self, name: str, data: bytes, *, create: bool = False, match: str | None = None
    ) -> str | None:
        """Write as a whole; returns the tag. Raises `Unmet` where it is to be created and is there,
        or is to match a tag and does not.
        """

    def upload(self, name: str, path: Path, patience: Patience) -> Kept | None:
        """Write a file as a whole, asking again within it; returns what the store told of it, held
        to the bytes that were sent, None where it told nothing.
        """

    def about(self, name: str) -> Kept | None:
        """An object without its bytes."""

    def listed(self, folder: str) -> Iterator[Kept]:
        """Every object below a folder, in any order."""

    def remove(self, name: str) -> None:
        """Remove an object; one that is not there is none."""

    def tidy(self, folder: str, seconds: float) -> int:
        """Give up what uploads left half-done that began longer ago; returns how many."""


def way_of(url: str, patience: Patience) -> Way:
    """The way to a store. Raises `StoreFailed` that says what to install."""
    from pipelines.remote import files, plain, s3

    scheme = url.split("://", 1)[0]
    if scheme in ("s3", "s3a"):
        return s3.S3(url, patience)
    return files.Files(url) if scheme in ("file", "local") else plain.Plain(url)
