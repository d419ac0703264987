"""A store for what can be made again: where it fails, it is as if there were none.

What cannot be made again does not belong here: its failures are errors.
"""

from __future__ import annotations

import logging

from sources.archive.behind import Behind
from sources.archive.listed import Listed

PATIENCE = 3
"""Failures in a row after which nothing more is asked: each may have waited for a time-out."""

_log = logging.getLogger(__name__)


class Spare:
    """What was made on any machine, under a name that tells what it was made from."""

    def __init__(self, behind: Behind) -> None:
        self.behind, self.listed = behind, Listed(behind)
        self._failed = 0

    def has(self, name: str) -> bool:
        """Whether something stands under a name, as far as can be known."""
        if self._failed < PATIENCE:
            try:
                return self.listed.size(name) is not None
            except OSError as error:
                self._note(error)
        return False

    def get(self, name: str, most: int) -> bytes | None:
        """The bytes of a name; None where there are none, too many, or no answer."""
        if not self.has(name):
            return None
        try:
            found = self.behind.get(name, most)
            self._failed = 0
        except ValueError:
            return None
        except OSError as error:
            self._note(error)
            return None
        return found

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes for other machines. Where that fails they make their own."""
        if self._failed >= PATIENCE:
            return
        try:
            self.behind.put(name, data)
            self._failed = 0
            self.listed.note(name, len(data))
        except OSError as error:
            self._note(error)

    def _note(self, error: OSError) -> None:
        self._failed += 1
        told = "; nothing more is shared in this run" if self._failed == PATIENCE else ""
        _log.warning("not shared, can be made again: %s%s", error, told)
