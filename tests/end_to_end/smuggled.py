"""A published file in which texts that come from others say what somebody smuggled in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb


def smuggled(published: Path, into: Path, columns: Mapping[str, Sequence[str]], text: str) -> Path:
    """A copy, in the folder `into`, of a published file, whose `columns` of each table say `text`.

    Tables are written in the order given.
    """
    file = Path(shutil.copy(published, into / "muster.duckdb"))
    with duckdb.connect(str(file)) as connection:
        for table, names in columns.items():
            for name in names:
                connection.execute(f"UPDATE {table} SET {name} = ?", [text])
    return file
