"""The words that sentences about changes share."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.changes.change import Value


def many(n: int, one: str) -> str:
    """A count with its noun: 1 claim, 2 claims."""
    return f"{n:,} {one if n == 1 else one + 's'}"


def shown(value: object) -> str:
    """A value as a reader sees it: thousands separated, days as days."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)


def turned(found: Sequence[Value]) -> str:
    """Values in a row: as of 2025-03 instead of 2025; route list instead of nothing."""
    return "; ".join(f"{v.what} {shown(v.after)} instead of {shown(v.before)}" for v in found)
