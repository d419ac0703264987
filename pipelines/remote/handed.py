"""The Parquet of assets in a store: what one machine hands over, another finds.

Files lie under a name that tells their bytes, <asset>/<file>-<sum>.parquet, and a list of them,
<asset>.json, which is written last, says which are the asset's: whoever loads it gets the files of
one run. How assets lie on this machine stands in pipelines/io.py.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines import sums
from pipelines.remote import urls
from pipelines.remote.failed import StoreFailed
from pipelines.remote.store import Store
from pipelines.whole import whole
from sources import beside

LIST = ".json"
MOST = 1 << 20  # bytes of a list
LOOKS = 3  # at the list, where what it named is gone
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\0]+\.parquet)")
Sums = list[tuple[str, str]]  # SHA-256 and name


@dataclass(frozen=True)
class Part:
    """A file of an asset in the store: its name on a machine, its sum and size, and where it is."""

    name: str
    sha256: str
    bytes: int
    path: str


class Handed:
    """Assets under `base` on this machine, and in a store behind it.

    What this process has once sent or brought it takes for the store's: runs do not hand over the
    same asset at the same time.
    """

    def __init__(self, store: Store, base: Path) -> None:
        self.store, self.base = store, base
        self._known: dict[Path, Sums] = {}

    def bring(self, path: Path) -> None:
        """Make an asset's file or folder that of the store.

        Raises `FileNotFoundError` where it was never handed over, and `StoreFailed`.
        """
        if path in self._known and self._known[path] == _listed(path):
            return
        for _ in range(LOOKS):
            parts = self._read(path)
            try:
                self._brought(path, parts)
            except FileNotFoundError:  # another run handed over anew
                continue
            self._known[path] = _sums(parts)
            return
        raise StoreFailed(f"{self.store.url}/{self._at(path)}{LIST}", "names files that are gone")

    def send(self, path: Path) -> None:
        """Hand over an asset as it lies here. What the store has already is not sent again."""
        at, listed = self._at(path), _listed(path)
        parts = [_part(at, digest, _file(path, name), name) for digest, name in listed]
        there = {kept.name: kept.size for kept in self.store.listed(at)}
        for part in parts:
            if there.get(part.path) != part.bytes:
                self.store.send(part.path, _file(path, part.name))
        told = json.dumps({"files": [asdict(part) for part in parts]}, indent=1)
        self.store.put(f"{at}{LIST}", told.encode() + b"\n")
        self._known[path] = listed
        before = re.compile(rf"{re.escape(at)}/[^/]+-[0-9a-f]{{16}}\.parquet")
        for name in sorted(there.keys() - {part.path for part in parts}):
            if before.fullmatch(name):  # not what else lies below, such as partitions
                self.store.delete(name)

    def _at(self, path: Path) -> str:
        return path.relative_to(self.base).as_posix().removesuffix(".parquet")

    def _read(self, path: Path) -> list[Part]:
        name = f"{self._at(path)}{LIST}"
        data = self.store.get(name, MOST)
        if data is None:
            raise FileNotFoundError(2, "was never made", f"{self.store.url}/{name}")
        try:
            parts = [Part(**one) for one in json.loads(data)["files"]]
            for part in parts:
                urls.name(part.path)
                if _LINE.fullmatch(f"{part.sha256}  {part.name}") is None:
                    raise ValueError(f"{part.name!r:.80} is no file of an asset")
        except (ValueError, KeyError, TypeError) as error:
            raise StoreFailed(
                f"{self.store.url}/{name}", f"is no list of files: {error}"
            ) from error
        return parts

    def _brought(self, path: Path, parts: list[Part]) -> None:
        here = _listed(path)
        if here == _sums(parts) and all(_file(path, part.name).exists() for part in parts):
            return  # its bytes are held to the sums by whoever reads them
        if path.suffix == ".parquet":
            self._one(path, parts[0])
            return
        with whole(path) as new:
            new.mkdir(mode=0o755)
            for part in parts:
                same = (part.sha256, part.name) in here
                self._fetch(part, new / part.name, path / part.name if same else None)
            lines = "".join(f"{part.sha256}  {part.name}\n" for part in parts)
            (new / sums.IN_FOLDER).write_text(lines, encoding="utf-8")

    def _one(self, path: Path, part: Part) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, new = beside.temporary(path.parent)
        os.close(handle)
        try:
            self._fetch(part, new, None)
            sums.note(path, part.sha256, alone=False)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
        sums.note(path, part.sha256, alone=True)

    def _fetch(self, part: Part, to: Path, here: Path | None) -> None:
        if here is not None and here.exists() and sums.digest(here) == part.sha256:
            os.link(here, to)
        else:
            self.store.fetch(part.path, to, part.bytes, part.sha256)


def _part(at: str, digest: str, file: Path, name: str) -> Part:
    path = f"{at}/{name.removesuffix('.parquet')}-{digest[:16]}.parquet"
    return Part(name, digest, file.stat().st_size, path)


def _file(path: Path, name: str) -> Path:
    return path if path.suffix == ".parquet" else path / name


def _sums(parts: list[Part]) -> Sums:
    return [(part.sha256, part.name) for part in parts]


def _listed(path: Path) -> Sums:
    """The sums of an asset on this machine."""
    try:
        text = sums.listing(path).read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [(line[1], line[2]) for line in map(_LINE.fullmatch, text.splitlines()) if line]
