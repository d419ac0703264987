"""Counts as they were found, kept beside the texts: a page that stands as it did is read once.

Whatever could change what is found (the text, its language, the code and words of the readers) is
part of the name, so nothing that is kept can be out of date. The folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from dataclasses import astuple, fields
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sources import beside
from sources.counts.count import Count
from sources.counts.find import counts

_READERS = (Path(__file__).parent, Path(__file__).parents[1] / "phrases")
_TUPLES = {"why", "measures", "populations"}


@cache
def state() -> str:
    """Changes with every file of the readers, and with what the names of countries come from."""
    told = f"{sys.version_info[:2]} {version('babel')} {version('pycountry')}"
    digest = hashlib.sha256(told.encode())
    for folder in _READERS:
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.yaml")]):
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


class KeptCounts:
    """A folder of counts: <folder>/<state of the readers>/<what was read>.json."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, text: str, main: int, language: str) -> list[Count]:
        """The counts of a text, as `counts` finds them."""
        told = json.dumps([text, main, language]).encode()
        path = self.folder / state() / f"{hashlib.sha256(told).hexdigest()}.json"
        found = _read(path)
        if found is None:
            found = counts(text, main, language)
            self._write(path, json.dumps([astuple(c) for c in found]))
        return found

    def _write(self, path: Path, told: str) -> None:
        if not path.parent.is_dir():
            for old in self.folder.glob("*"):  # of readers that have changed since
                if old != path.parent:  # which another worker may have begun meanwhile
                    shutil.rmtree(old, ignore_errors=True)
        beside.write(path, told.encode())


def _read(path: Path) -> list[Count] | None:
    """The kept counts; None where there are none, or the file holds something else."""
    try:
        return [_count(row) for row in json.loads(path.read_bytes())]
    except (OSError, ValueError, TypeError):
        return None


def _count(row: list[Any]) -> Count:
    names = [field.name for field in fields(Count)]
    told: dict[str, Any] = dict(zip(names, row, strict=True))
    return Count(**told | {name: tuple(told[name]) for name in _TUPLES})
