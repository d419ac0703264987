"""How tables reach a person or a program: a table in a terminal, JSON or CSV in a pipe.

Words come from documents that nobody vetted: control characters are shown, never sent.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

RIGHT = {int, float}
# Invisible characters that reorder what follows them on a screen.
HIDDEN = {"Cc", "Cf"}


def plain(text: str) -> str:
    """The text with its control and formatting characters spelled out."""
    return "".join(
        f"\\u{ord(c):04x}" if unicodedata.category(c) in HIDDEN and c != "\u200c" else c
        for c in text
    )


def many(n: int, one: str) -> str:
    """A count with its noun: 1 claim, 2 claims."""
    return f"{n:,} {one if n == 1 else one + 's'}"


def cell(value: Any) -> str:
    """A value as a person reads it: thousands separated, days as days, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return plain(str(value))


def as_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The rows as a JSON list of objects; days in ISO form."""

    def encode(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date | datetime) else str(value)

    records = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(records, ensure_ascii=False, indent=1, default=encode)


def table_of(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str | None = None
) -> Table:
    """Rows as a table; numbers to the right, long words folded."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, show_edge=False
    )
    table.pad_edge = False
    table.collapse_padding = True
    for at, name in enumerate(columns):
        number = any(type(row[at]) in RIGHT for row in rows)
        table.add_column(name, justify="right" if number else "left", overflow="fold", min_width=6)
    for row in rows:
        table.add_row(*(Text(cell(value)) for value in row))
    return table


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows as a table to stdout. A pipe has no width of its own: there nothing is folded."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 400, highlight=False)
    console.print(table_of(columns, rows))
