"""What a store has, known from listings: a thousand names cost what one name does."""

from __future__ import annotations

import threading

from sources.archive.behind import Behind

FEW = 8
"""Folders that are listed one by one before the whole is: whoever asks for one document's objects
does not wait for a listing of all, and whoever asks for all does not list 256 folders."""


class Listed:
    """Names that stand as <folder>/<name> in a store, with their sizes; listed when first asked
    for, and once. What comes in later is seen after `forget`.
    """

    def __init__(self, behind: Behind) -> None:
        self.behind = behind
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """List anew when asked again."""
        self._sizes: dict[str, int] = {}
        self._folders: set[str] = set()
        self._whole = False

    def size(self, name: str) -> int | None:
        """The size of what stands under a name, None where nothing does."""
        folder = name.rpartition("/")[0]
        with self._lock:
            if not self._whole and folder not in self._folders:
                whole = len(self._folders) >= FEW
                self._sizes |= dict(self.behind.names("" if whole else folder))
                self._folders.add(folder)
                self._whole = whole
            return self._sizes.get(name)

    def seen(self, name: str) -> int | None:
        """The size of a name as far as listings have told of it; nothing is asked."""
        return self._sizes.get(name)

    def note(self, name: str, size: int | None) -> None:
        """What was just put under a name, or that what stands there is not what it should be."""
        with self._lock:
            self._sizes.pop(name, None)
            if size is not None:
                self._sizes[name] = size
