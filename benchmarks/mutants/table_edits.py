"""Edits of a CSV table that know its cells: too few, too many, quoted, of another type.

Its lines and bytes are damaged in byte_edits.py too.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator

from benchmarks.mutants.edit import Edit
from benchmarks.mutants.yaml_edits import VALUES, typo

CELLS = {
    **{kind: value.strip('"') for kind, value in VALUES.items() if "\n" not in value},
    "two lines": "two\nlines",
    "a formula": "=1+1",
    "commas": "a,b,c",
    "quotes": 'a "b" c',
}


def _written(rows: list[list[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


def table_edits(rng: random.Random, file: str, data: bytes) -> Iterator[Edit]:
    """Every edit of every cell and row; the rows of the table stand in a line each."""
    rows = list(csv.reader(io.StringIO(data.decode())))
    for at, row in enumerate(rows):
        yield from _row_edits(rng, file, rows, at)
        raw = data.splitlines(keepends=True)
        for kind, line in (
            ("a cell too many", raw[at].rstrip(b"\n") + b",x\n"),
            ("a comma too many", raw[at].rstrip(b"\n") + b",\n"),
            ("semicolons", raw[at].replace(b",", b";")),
            ("a quote in a cell", raw[at].replace(b" ", b' "', 1)),
            ("a quote at the beginning", b'"' + raw[at]),
            ("spaces around cells", raw[at].replace(b",", b" , ")),
        ):
            whole = b"".join([*raw[:at], line, *raw[at + 1 :]])
            yield _edit(kind, file, whole, at)
        if len(row) > 1:
            yield _edit("a cell too few", file, _with(rows, at, row[:-1]), at)
            yield _edit("cells exchanged", file, _with(rows, at, [row[1], row[0], *row[2:]]), at)


def _with(rows: list[list[str]], at: int, *by: list[str]) -> bytes:
    return _written([*rows[:at], *by, *rows[at + 1 :]])


def _edit(
    kind: str, file: str, data: bytes, at: int, keys: frozenset[str] | None = None,
    more: int = 0, *, fewer: bool = False,
) -> Edit:  # fmt: skip
    """An edit of the row `at`; of the header, everything below may be touched."""
    line = at + 1
    old = (line, line if at else data.count(b"\n") + 1)
    return Edit(kind, file, data, old, (line, line + more), keys if at else None, fewer)


def _row_edits(rng: random.Random, file: str, rows: list[list[str]], at: int) -> Iterator[Edit]:
    row = rows[at]
    yield _edit("row dropped", file, _with(rows, at), at, fewer=True)
    yield _edit("row doubled", file, _with(rows, at, row, row), at, more=1)
    for column, cell in enumerate(row):
        keys = frozenset({rows[0][column]})
        for kind, value in CELLS.items():
            changed = _with(rows, at, [*row[:column], value, *row[column + 1 :]])
            more = value.count("\n")
            yield _edit(f"cell: {kind}", file, changed, at, keys, more)
        if cell:
            changed = _with(rows, at, [*row[:column], typo(rng, cell), *row[column + 1 :]])
            yield _edit("cell mistyped", file, changed, at, keys)
        if at:
            other = rng.randrange(1, len(rows))
            taken = [*row[:column], rows[other][column], *row[column + 1 :]]
            yield _edit("cell of another row", file, _with(rows, at, taken), at, keys)
