"""Raw records in columns: for each key a dictionary of distinct values and one code per record.

A million records repeat a few thousand values, so each value is held, and later checked, once.
Knows where each value stands; does not know what it should be.
"""

from array import array
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sources.yaml_nodes import Mapping, Node, Sequence, Text, shape

ABSENT = -1
Codes = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Misshapen:
    """A value whose shape no key has (a mapping, a list of lists)."""

    shape: str


Raw = str | None | tuple[str | None, ...] | Misshapen
Cells = dict[str, tuple[int, Raw]]
"""key -> (line, value) of one record."""


def raw(node: Node) -> Raw:
    """A YAML value as a raw value: text, null, or a flat list of texts."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Sequence) and all(isinstance(item, Text) for item in node.items):
        return tuple(item.value for item in node.items if isinstance(item, Text))
    return Misshapen("a list of lists or mappings" if isinstance(node, Sequence) else shape(node))


def cells(node: Mapping) -> Cells:
    """The cells of a YAML record."""
    return {key: (line, raw(value)) for key, (line, value) in node.items.items()}


@dataclass
class Block:
    """Rows of one CSV table: a run of records whose cells stand in the line of the record, but for
    inherited ones, which stand in the defaults of `file`."""

    start: int
    stop: int
    file: str
    inherited: dict[str, int]
    own: dict[str, bytes]


@dataclass
class Table:
    """Records of one kind in one collection."""

    keys: tuple[str, ...]
    distinct: dict[str, dict[Raw, int]] = field(default_factory=dict)
    codes: dict[str, "array[int]"] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    file: "array[int]" = field(default_factory=lambda: array("i"))
    line: "array[int]" = field(default_factory=lambda: array("i"))
    document: "array[int]" = field(default_factory=lambda: array("i"))
    places: dict[tuple[int, str], int] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    defaults: dict[int, str] = field(default_factory=dict)  # document -> where its defaults stand
    bad: set[int] = field(default_factory=set)  # refused already, checked all the same
    void: set[int] = field(default_factory=set)  # refused already, with nothing left to check

    def __post_init__(self) -> None:
        for key in self.keys:
            self.distinct[key] = {}
            self.codes[key] = array("i")

    def __len__(self) -> int:
        return len(self.line)

    def code(self, key: str, value: Raw) -> int:
        """The code of a value, new or known."""
        known = self.distinct[key]
        return known.setdefault(value, len(known))

    def file_code(self, file: str) -> int:
        """The number of a file."""
        if not self.files or self.files[-1] != file:
            if file in self.files:
                return self.files.index(file)
            self.files.append(file)
        return len(self.files) - 1

    def add(self, file: str, line: int, document: int, record: Cells) -> int:
        """One record; returns its row."""
        row = len(self)
        self.file.append(self.file_code(file))
        self.line.append(line)
        self.document.append(document)
        for key in self.keys:
            item = record.get(key)
            if item is None:
                self.codes[key].append(ABSENT)
            else:
                self.codes[key].append(self.code(key, item[1]))
                if item[0] != line:
                    self.places[row, key] = item[0]
        return row

    def values(self, key: str) -> list[Raw]:
        """The distinct values of a key, in the order of their codes."""
        return list(self.distinct[key])

    def coded(self, key: str) -> Codes:
        """One code per record; ABSENT where the key is."""
        return np.asarray(self.codes[key], dtype=np.int64)

    def place(self, row: int, key: str) -> tuple[str, int]:
        """File and line of a cell; of the record where the key is absent."""
        for block in self.blocks:
            if block.start <= row < block.stop:
                own = block.own.get(key)
                if key in block.inherited and not (own and own[row - block.start]):
                    return block.file, block.inherited[key]
                break
        return self.files[self.file[row]], self.places.get((row, key), self.line[row])
