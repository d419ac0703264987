"""How tables reach a person or a program: a table in a terminal, JSON or CSV in a pipe.

Words come from documents that nobody vetted: what steers a terminal is shown, never sent, and what
a spreadsheet would take for a formula is marked as text.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

RIGHT = {int, float}
# Controls, invisible characters that reorder what follows them, line breaks that are none: the
# joiner U+200C stands in Persian words.
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet read a cell as a formula (OWASP, CSV Injection); the last four are the
wide forms, which some take for the narrow ones."""


def steers(character: str) -> bool:
    """Whether a character is not seen, yet changes what is seen."""
    return unicodedata.category(character) in HIDDEN and character != "\u200c"


def plain(text: str) -> str:
    """The text with its control and formatting characters spelled out."""
    return "".join(f"\\u{ord(c):04x}" if steers(c) else c for c in text)


def dumped(value: Any, default: Any = None) -> str:
    """A value as exact JSON that steers no terminal: what would is escaped as JSON escapes it."""
    text = json.dumps(value, ensure_ascii=False, indent=1, default=default)
    return "".join(json.dumps(c)[1:-1] if c != "\n" and steers(c) else c for c in text)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, exact: bool = False) -> str:
    """The rows as CSV. A text that a spreadsheet would take for a formula begins with an
    apostrophe, which marks it as text there; `exact` leaves it as it is."""

    def marked(value: Any) -> Any:
        risky = isinstance(value, str) and value.startswith(FORMULA) and not exact
        return f"'{value}" if risky else value

    def line(row: Sequence[Any]) -> str:
        # Older Pythons quote only those ends of lines that they are told to write.
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\r\n").writerow([marked(value) for value in row])
        return stream.getvalue().removesuffix("\r\n") + "\n"

    return "".join(line(row) for row in [columns, *rows])


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
    return dumped(records, encode)


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
        heading = Text("\n".join(plain(line) for line in name.split("\n")))
        table.add_column(
            heading, justify="right" if number else "left", overflow="fold", min_width=6
        )
    for row in rows:
        table.add_row(*(Text(cell(value)) for value in row))
    return table


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows as a table to stdout. A pipe has no width of its own: there nothing is folded."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 400, highlight=False)
    console.print(table_of(columns, rows))
