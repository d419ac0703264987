"""What a published file says of itself: what changed since the file that stood before it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.changes.told import line

COUNTS = """
SELECT kind, any_value(n_of_kind) AS n, any_value(sentence ORDER BY rank) AS first_sentence
FROM change
GROUP BY kind
"""
ALONE = ("first", "not_told")


@dataclass(frozen=True)
class Entry:
    """The changelog entry of a file in one line, and the build that it was compared with."""

    line: str
    previous_build_id: str | None


def entry(path: Path) -> Entry | None:
    """The entry in short; None where nothing changed."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(COUNTS).fetchall()
        (previous,) = connection.execute("SELECT previous_build_id FROM build").fetchall()[0]
    if not found:
        return None
    alone = [sentence for kind, _, sentence in found if kind in ALONE]
    return Entry(alone[0] if alone else line({kind: n for kind, n, _ in found}), previous)
