"""What goes wrong with a store: what may be over in a moment, and what is final.

Messages name the address and no credentials: an address with some is refused (urls.py).
"""

from __future__ import annotations

import errno

LONGEST = 300  # characters of what a server says of itself


class StoreFailed(OSError):  # noqa: N818  # named for what happened
    """A store refused, or could not be reached in time; the message begins with its address."""

    def __init__(self, url: str, told: str) -> None:
        super().__init__(errno.EIO, " ".join(told.split())[:LONGEST], url)

    def __str__(self) -> str:
        return f"{self.filename}: {self.strerror}"


class Passing(StoreFailed):
    """What may be over when asked again: an error of the server, a time-out, a cut connection."""


class Unmet(Exception):  # noqa: N818  # an answer, not an error
    """An object is not as a write took it to be; nothing was written."""


class Unsupported(StoreFailed):
    """The store does not know what it was asked for."""
