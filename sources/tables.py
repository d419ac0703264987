"""CSV tables of claims: rows straight into columns, with the line on which each row begins.

An empty cell is an absent key. Whether a value is right is decided with all the others.
"""

import csv
import io
import re
from array import array
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sources.columns import ABSENT, Block, Cells, Raw, Table
from sources.entries import unknown_key
from sources.files import TABLE_LIMIT, Refused, decoded, read_bytes, refuse
from sources.nearest import Suggestions
from sources.problems import Problem

BATCH = 20_000  # rows held as lists at a time: about 20 MB
LISTS = ("excluding", "reads")


def listed(text: str) -> Raw:
    """The list in a cell: `PRK KOR`, `PRK,KOR` or `[1000, null]`."""
    inner = text.strip().removeprefix("[").removesuffix("]").strip()
    words = [word.strip() for word in re.split(r"[,;\s]+", inner)] if inner else []
    return tuple(None if word in ("null", "~", "") else word for word in words)


def add_table(
    table: Table, catalog: Path, name: str, document: int, defaults: Cells, defaults_file: str,
    problems: list[Problem], suggestions: Suggestions,
) -> None:  # fmt: skip
    """Every row of a CSV file as a record of a document; faults of the file are reported.

    A file that cannot be read to its end adds no row at all.
    """
    try:
        data = read_bytes(catalog, catalog / name, name, TABLE_LIMIT)
        decoded(data, name)
        header = _header(data, name, table, problems, suggestions)
        _rows(table, data, name, document, header, defaults, defaults_file, problems)
    except Refused as refused:
        problems.append(refused.problem)


class Rows(Iterator[list[str]]):
    """The rows of a CSV file; `line_num` is the last line read."""

    line_num: int


def _reader(data: bytes) -> "Rows":
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    return csv.reader(stream, strict=True)  # type: ignore[return-value]


def _header(
    data: bytes, name: str, table: Table, problems: list[Problem], suggestions: Suggestions
) -> list[str]:
    try:
        header = next(_reader(data), [])
    except csv.Error as error:
        raise refuse(name, 1, "bad-csv", f"not readable as CSV: {error}") from error
    if not header:
        raise refuse(name, 1, "empty-file", "no header; expected a line of claim keys")
    faults = [
        unknown_key(name, 1, key, table.keys, suggestions)
        for key in header
        if key not in table.keys
    ]
    problems.extend(faults)
    for key in {key for key in header if header.count(key) > 1}:
        fault = Problem(name, 1, key, "duplicate-key", key, f"the column '{key}' stands twice")
        problems.append(fault)
        faults.append(fault)
    if faults:
        rows = "its rows are left out until its columns are right"
        raise refuse(name, 1, "table-rejected", rows)
    return header


def _rows(
    table: Table, data: bytes, name: str, document: int, header: list[str], defaults: Cells,
    defaults_file: str, problems: list[Problem],
) -> None:  # fmt: skip
    start = len(table)
    width = len(header)
    columns: list[array[int]] = [array("i") for _ in header]
    caches: list[dict[str, int]] = [{"": ABSENT} for _ in header]
    lines: array[int] = array("i")
    ragged: list[Problem] = []
    reader = _reader(data)
    next(reader)
    while True:
        rows, begins = [], []
        before = reader.line_num
        try:
            for row in islice(reader, BATCH):
                begins.append(before + 1)
                rows.append(row)
                before = reader.line_num
        except csv.Error as error:
            raise refuse(name, before + 1, "bad-csv", f"not readable as CSV: {error}") from error
        if not rows:
            break
        kept = [row for row in rows if len(row) == width]
        if len(kept) != len(rows):
            for row, line in zip(rows, begins, strict=True):
                if row and len(row) != width:
                    message = f"{len(row)} cells in a table of {width} columns"
                    ragged.append(Problem(name, line, "", "bad-row", ",".join(row)[:120], message))
            begins = [line for row, line in zip(rows, begins, strict=True) if len(row) == width]
        lines.extend(begins)
        for key, column, cache, texts in zip(
            header, columns, caches, zip(*kept, strict=True) if kept else (), strict=bool(kept)
        ):
            for text in set(texts).difference(cache):
                cache[text] = table.code(key, listed(text) if key in LISTS else text)
            column.extend(map(cache.__getitem__, texts))
    problems.extend(ragged)
    _append(table, name, document, lines, dict(zip(header, columns, strict=True)), defaults)
    inherited = {key: line for key, (line, _) in defaults.items()}
    own = {
        key: bytes(code != ABSENT for code in column)
        for key, column in zip(header, columns, strict=True)
        if key in defaults
    }
    table.blocks.append(Block(start, len(table), defaults_file, inherited, own))


def _append(
    table: Table, name: str, document: int, lines: "array[int]",
    columns: "dict[str, array[int]]", defaults: Cells,
) -> None:  # fmt: skip
    count = len(lines)
    table.line.extend(lines)
    table.file.extend(array("i", [table.file_code(name)]) * count)
    table.document.extend(array("i", [document]) * count)
    for key in table.keys:
        default = table.code(key, defaults[key][1]) if key in defaults else ABSENT
        if key not in columns:
            table.codes[key].extend(array("i", [default]) * count)
        elif default == ABSENT:
            table.codes[key].extend(columns[key])
        else:
            filled = (default if code == ABSENT else code for code in columns[key])
            table.codes[key].extend(array("i", filled))
