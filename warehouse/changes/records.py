"""Rows of a table that are only in one file, or in both and not alike, by their key.

For tables that follow from what people wrote; what is inferred has modules of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.changes.change import Value
from warehouse.changes.sides import Row, Sides
from warehouse.engine import identifier


@dataclass(frozen=True)
class Kept:
    """A table as it is compared: its key, columns that matter, and columns that do not."""

    table: str
    key: str
    matters: tuple[str, ...]
    beside: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All that are compared."""
        return (*self.matters, *self.beside)


def limited(most: int | None) -> str:
    """LIMIT, or nothing."""
    return "" if most is None else f" LIMIT {most}"


def only(
    sides: Sides, kept: Kept, here: str, there: str, most: int | None
) -> tuple[int, list[Row]]:
    """How many rows of `here` have a key that `there` lacks, and the first of them by key."""
    alone = f"FROM {here}.{kept.table} AS h ANTI JOIN {there}.{kept.table} AS t USING ({kept.key})"
    n = _count(sides, alone)
    rows = sides.rows(f"{alone} ORDER BY h.{kept.key}{limited(most)}") if n else []
    return n, rows


def differing(sides: Sides, kept: Kept, most: int | None) -> tuple[int, list[tuple[Row, Row]]]:
    """How many rows of one key differ, and the first of them, before and after: those first in
    which something that matters differs."""
    unlike = (
        f"FROM old.{kept.table} AS o JOIN new.{kept.table} AS n USING ({kept.key}) "
        f"WHERE {_unlike(kept.columns)}"
    )
    n = _count(sides, unlike)
    rows = sides.rows(
        f"SELECT o AS before, n AS after {unlike} "
        f"ORDER BY NOT ({_unlike(kept.matters)}), {kept.key}{limited(most)}"
    ) if n else []  # fmt: skip
    return n, [(row["before"], row["after"]) for row in rows]


def _unlike(columns: Sequence[str]) -> str:
    return " OR ".join(f"o.{identifier(c)} IS DISTINCT FROM n.{identifier(c)}" for c in columns)


def _count(sides: Sides, rows: str) -> int:
    # Counted apart: a window over whole rows would hold all of them at once.
    (found,) = sides.rows(f"SELECT count(*) AS n {rows}")
    return int(found["n"])


def values(kept: Kept, before: Row, after: Row) -> list[Value]:
    """What differs between two rows, column by column."""
    return [
        Value(c, before[c], after[c]) for c in kept.columns if before[c] != after[c]
    ]  # fmt: skip


def essential(kept: Kept, found: Sequence[Value]) -> bool:
    """Whether anything that matters differs."""
    return any(value.what in kept.matters for value in found)
