"""An index in a store, which can be added to only in whole files: parts that never change.

Each part lies behind under a name of its own, so that any number of workers add to the index at
once, and here once it was seen. What counts is what the store lists: every machine that sees the
same parts reads the same entries in the same order.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from sources import beside
from sources.archive import part
from sources.archive.ahead import ahead
from sources.archive.behind import Behind
from sources.archive.entry import Entry
from sources.archive.lines import told

MANY = 500
"""Parts from which on they are worth merging: a machine that has seen none of them fetches each."""

_GONE = "gone from the store behind"
Wrong = dict[str, str]  # what is wrong with a part, by its name


class Unusable(Exception):  # noqa: N818 - a finding about a file, not an error of ours
    """A part that is gone, or whose bytes are not those of its name."""


class Parts:
    """The parts of an index: <folder>/<time>-<hash>.jsonl, in the store and here."""

    def __init__(self, folder: Path, behind: Behind) -> None:
        self.folder, self.behind = folder, behind

    def add(self, entries: Sequence[Entry]) -> None:
        """Keep entries as a part of their own. Raises `OSError` where the store does not take it:
        then they do not count.
        """
        data = b"".join(entry.line() for entry in entries)
        self._put(part.name_of(data, datetime.now(UTC)), data)

    def read(self) -> tuple[list[Entry], list[str]]:
        """Every entry in the order of the parts' names, and what is wrong with the rest. An entry
        that stands twice, as when a store took a part and its answer was lost, is one.
        """
        found, damaged, wrong = self._entries()
        if _GONE in wrong.values():  # merged and removed since they were listed
            found, damaged, wrong = self._entries()
        damaged += [f"{self.folder / name}: {why}" for name, why in sorted(wrong.items())]
        entries = (entry for name in sorted(found) for entry in found[name])
        return list(dict.fromkeys(entries)), damaged

    def fingerprint(self) -> str:
        """A hash of the names of all parts, which are hashes; merging them does not change it."""
        plain, merged = self._listed()
        names = plain | self._held(merged)
        return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()

    def merge(self) -> str | None:
        """Put parts that are in no merged part into one, where there are many; returns its name.

        Any number may do so at once, and others write meanwhile: whoever reads takes each part
        once. The parts stay where they are; those that a merged part lists may be removed.
        """
        plain, merged = self._listed()
        loose = sorted(plain - self._held(merged))
        if len(loose) < MANY:
            return None
        taken: dict[str, bytes] = {}
        room = part.MOST_BYTES
        for name, data in self._loaded(loose, {}):
            room -= len(data) + part.HEAD
            if room < 0:
                break
            taken[name] = data
        if not taken:  # all of them are damaged
            return None
        data = part.merged(taken)
        made = part.name_of_merged(data, min(taken))
        self._put(made, data)
        return made

    def _entries(self) -> tuple[dict[str, list[Entry]], list[str], Wrong]:
        """The entries of each part, what is wrong with lines, and with whole parts."""
        found: dict[str, list[Entry]] = {}
        damaged: list[str] = []
        wrong: Wrong = {}
        for name, data in self._plain(wrong):
            found[name], lines = told(BytesIO(data), self.folder / name)
            damaged += lines
        return found, damaged, wrong

    def _listed(self) -> tuple[set[str], set[str]]:
        """The names of the parts in the store, and of merged ones."""
        names = {name for name, _ in self.behind.names("") if part.is_name(name)}
        merged = {name for name in names if part.is_merged(name)}
        return names - merged, merged

    def _held(self, merged: Iterable[str]) -> set[str]:
        """The names of the parts that merged ones hold."""
        loaded = self._loaded(sorted(merged), {})
        return {name for _, data in loaded for name, _ in part.unmerged(data)}

    def _plain(self, wrong: Wrong) -> Iterator[tuple[str, bytes]]:
        """Every part once, as it was written; what is in merged parts is asked for there."""
        plain, merged = self._listed()
        seen: set[str] = set()
        for _, whole in self._loaded(sorted(merged), wrong):
            for name, data in part.unmerged(whole):
                if name not in seen:
                    seen.add(name)
                    yield name, data
        yield from self._loaded(sorted(plain - seen), wrong)

    def _loaded(self, names: Sequence[str], wrong: Wrong) -> Iterator[tuple[str, bytes]]:
        """The bytes of parts, one by one; what is not here is fetched first, side by side."""
        here = {path.name for path in self.folder.glob("*")}
        for _ in ahead([name for name in names if name not in here], self._bring):
            pass
        for name in names:
            try:
                yield name, self._get(name)
            except Unusable as error:
                wrong[name] = str(error)

    def _bring(self, name: str) -> None:
        with suppress(Unusable):  # which whoever reads it is told
            self._get(name)

    def _get(self, name: str) -> bytes:
        data = self._here(name)
        if data is not None and part.fits(name, data):
            return data
        try:
            data = self.behind.get(name, part.MOST_BYTES)
        except ValueError as error:
            raise Unusable(f"not a part of the index: {error}") from None
        if data is None:
            raise Unusable(_GONE)
        if not part.fits(name, data):
            raise Unusable("altered since it was written: its bytes are not those of its name")
        self._keep(name, data)
        return data

    def _here(self, name: str) -> bytes | None:
        try:
            handle = os.open(self.folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, "rb") as stream:
                return stream.read(part.MOST_BYTES + 1)
        except OSError:
            return None

    def _put(self, name: str, data: bytes) -> None:
        self.behind.put(name, data)
        self._keep(name, data)

    def _keep(self, name: str, data: bytes) -> None:
        with suppress(OSError):  # it is read all the same where there is no room to keep it
            beside.write(self.folder / name, data)
