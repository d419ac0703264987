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
    found = sides.rows(
        f"SELECT h.*, count(*) OVER () AS n_of_all FROM {here}.{kept.table} AS h "
        f"ANTI JOIN {there}.{kept.table} AS t USING ({kept.key}) ORDER BY h.{kept.key}"
        + limited(most)
    )
    return (found[0]["n_of_all"] if found else 0), found


def differing(sides: Sides, kept: Kept, most: int | None) -> tuple[int, list[tuple[Row, Row]]]:
    """How many rows of one key differ, and the first of them, before and after: those first in
    which something that matters differs."""

    def unlike(columns: Sequence[str]) -> str:
        return " OR ".join(
            f"o.{identifier(c)} IS DISTINCT FROM n.{identifier(c)}" for c in columns
        ) or "false"  # fmt: skip

    found = sides.rows(
        f"SELECT o AS before, n AS after, count(*) OVER () AS n_of_all "
        f"FROM old.{kept.table} AS o JOIN new.{kept.table} AS n USING ({kept.key}) "
        f"WHERE {unlike(kept.columns)} ORDER BY NOT ({unlike(kept.matters)}), {kept.key}"
        + limited(most)
    )
    pairs = [(row["before"], row["after"]) for row in found]
    return (found[0]["n_of_all"] if found else 0), pairs


def values(kept: Kept, before: Row, after: Row) -> list[Value]:
    """What differs between two rows, column by column."""
    return [
        Value(c, before[c], after[c]) for c in kept.columns if before[c] != after[c]
    ]  # fmt: skip


def essential(kept: Kept, found: Sequence[Value]) -> bool:
    """Whether anything that matters differs."""
    return any(value.what in kept.matters for value in found)
