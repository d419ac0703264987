"""A catalog in a folder of its own, read again after a change of one file, in milliseconds.

What is read is what `sources.load.check` gives, but only the collection of the changed file is read
anew. Whether the result is right is decided in judge.py.
"""

from __future__ import annotations

import bisect
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.mutants.edit import Edit
from sources import load
from sources.files import Refused
from sources.frames import REJECTED, from_rows
from sources.problems import Problem
from sources.yaml_nodes import Mapping, Node, Sequence, parse

KINDS = {
    "document": "document_id", "claim": "claim_id", "demand": "demand_id", "event": "event_id",
    "source": "source_id",
}  # fmt: skip
Key = tuple[str, ...]
Row = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """What a catalog says: every record under its kind and id, and what is wrong with it."""

    rows: dict[Key, Row]
    problems: list[Problem]


def _rows(frames: dict[str, pd.DataFrame]) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for kind, name in KINDS.items():
        frame = frames[kind]
        columns = [frame[column].to_numpy(dtype=object, na_value=None) for column in frame]
        names = list(frame)
        for values in zip(*columns, strict=True):
            row = dict(zip(names, values, strict=True))
            found[kind, row[name]] = row
    return found


def _vocabulary_rows(vocabulary: load.Vocabulary) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for kind, frame in vocabulary.frames().items():
        single = kind in ("measure", "population", "channel", "side", "evidence", "unit")
        for values in frame.astype(object).where(frame.notna(), None).itertuples(index=False):
            row = values._asdict()
            key = (kind, values[0]) if single else (kind, *map(str, values))
            found[key] = row
    return found


def _digest(part: dict[str, pd.DataFrame]) -> bytes:
    """What a collection says, but for what is wrong with it, as one number."""
    whole = hashlib.sha256()
    for name in sorted(part.keys() - {"rejected"}):
        frame = part[name]
        for column in frame:
            if not column.endswith(("_first", "_last")):  # these follow from the dates as written
                whole.update(repr(frame[column].tolist()).encode())
    return whole.digest()


class Catalog:
    """A copy of a catalog under `folder`; `base` is what it says unchanged."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.root = folder
        shutil.copytree(source, folder)
        self.files = sorted(
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.suffix in (".yaml", ".csv")
        )
        self.vocabulary = load.read_vocabulary(folder)
        self.registry = load.read_registry(folder)
        self.words = _vocabulary_rows(self.vocabulary)
        self.linked: dict[tuple[str, bytes], Reading] = {}
        self.parts = {name: self._part(name) for name in load.collections(folder)}
        self.base = self._linked(self.parts, self.vocabulary, self.registry, self.words)
        assert not self.base.problems, self.base.problems
        self.starts = {file: self._starts(file) for file in self.files}
        self.last = {file: self.data(file).count(b"\n") + 1 for file in self.files}
        self.records = {
            (row["file"], row["line"])
            for key, row in self.base.rows.items()
            if key[0] in KINDS and key[0] != "document"
        }

    def data(self, file: str) -> bytes:
        """The bytes of a file as they stand."""
        return (self.root / file).read_bytes()

    def _part(self, name: str) -> dict[str, pd.DataFrame]:
        return load.read_collection(self.root, name, self.vocabulary, self.registry)

    def _linked(
        self, parts: dict[str, dict[str, pd.DataFrame]], vocabulary: load.Vocabulary,
        registry: load.Registry, words: dict[Key, Row],
    ) -> Reading:  # fmt: skip
        own = from_rows([*load.catalog_problems(self.root), *vocabulary.problems], REJECTED)
        frames = load.link(list(parts.values()), [registry.frames(), {"rejected": own}])
        told = frames["rejected"].itertuples(index=False, name=None)
        return Reading(_rows(frames) | words, [Problem(*row) for row in told])

    @contextmanager
    def changed(self, edit: Edit) -> Iterator[None]:
        """The catalog with an edit made, for as long as the block lasts."""
        path = self.root / edit.file
        before = path.read_bytes()
        path.write_bytes(edit.data)
        try:
            yield
        finally:
            path.write_bytes(before)

    def read(self, edit: Edit) -> Reading:
        """What the catalog says with an edit made."""
        folder = edit.file.partition("/")[0]
        with self.changed(edit):
            if folder in self.parts:
                return self._with(folder, self._part(folder))
            vocabulary = load.read_vocabulary(self.root)
            registry = load.read_registry(self.root)
            words = self.words if folder != "vocabulary" else _vocabulary_rows(vocabulary)
            parts = {
                name: load.read_collection(self.root, name, vocabulary, registry)
                for name in self.parts
            }
            return self._linked(parts, vocabulary, registry, words)

    def _with(self, folder: str, part: dict[str, pd.DataFrame]) -> Reading:
        """The catalog with another collection. Whatever is wrong with a file, a collection without
        it is the same, and is linked once."""
        own = [Problem(*row) for row in part["rejected"].itertuples(index=False, name=None)]
        known = _digest(part)
        if (folder, known) not in self.linked:
            rest = {**part, "rejected": part["rejected"].iloc[:0]}
            parts = {**self.parts, folder: rest}
            found = self._linked(parts, self.vocabulary, self.registry, self.words)
            self.linked[folder, known] = found
        found = self.linked[folder, known]
        return Reading(found.rows, own + found.problems)

    def _starts(self, file: str) -> list[int]:
        """The lines on which something begins: a key of the top, an item of a list below it."""
        text = self.data(file).decode()
        if file.endswith(".csv"):
            return list(range(1, text.count("\n") + 2))
        try:
            tree = parse(text, file)
        except Refused as refused:
            raise AssertionError(file) from refused
        lines = {1}
        for key, node in _below(tree):
            lines.add(key)
            if isinstance(node, Sequence):
                lines.update(item.line for item in node.items)
        return sorted(lines)

    def extent(self, file: str, line: int) -> tuple[int, int]:
        """First and last line of what begins last before a line of the unchanged file."""
        starts = self.starts[file]
        at = bisect.bisect_right(starts, line)
        first = starts[max(at - 1, 0)]
        return first, (starts[at] - 1 if at < len(starts) else 1 << 30)

    def header(self, file: str, line: int) -> bool:
        """Whether a line of the unchanged file belongs to no record of its own: to the document,
        to its defaults, to its table, to the name of a list."""
        return (file, self.extent(file, line)[0]) not in self.records


def _below(tree: Node) -> list[tuple[int, Node]]:
    if isinstance(tree, Mapping):
        return list(tree.items.values())
    return [(tree.line, tree)]
