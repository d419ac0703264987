"""Words of documents as the UI may show them: in Markdown, and in the cells of a table.

Nobody vetted these words: they are shown as text, never as markup. Which rows and which columns
are shown is no concern of this module.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import dagster as dg

LONGEST = 60  # characters of a cell in Markdown: enough to recognise a phrase
SENTENCE = 280  # characters of a cell in a table of the UI: most sentences as a whole
# The UI makes a link of what looks like an address, in entities too: a word joiner, which nobody
# sees, stands where it looks for one.
JOINER = "\u2060"
_ADDRESS = re.compile(r"(?i)(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)")
_MARKUP = str.maketrans({c: f"&#{ord(c)};" for c in "&<>|`*_[]()#~\\!$:@"})


def plain(text: str, longest: int | None = None) -> str:
    """One line without characters that steer, cut at `longest`; for where nothing is markup."""
    shown = "".join(c if c == " " or unicodedata.category(c)[0] not in "CZ" else " " for c in text)
    shown = " ".join(shown.split())
    return f"{shown[: longest - 1]}…" if longest and len(shown) > longest else shown


def safe(text: str, longest: int | None = None) -> str:
    """A text that is safe in Markdown: one line, cut at `longest`, markup spelled as entities, and
    no address a link."""
    return _ADDRESS.sub(JOINER, plain(text, longest)).translate(_MARKUP)


def cell(value: object) -> str:
    """A value that is safe in a Markdown table."""
    return "" if value is None else safe(str(value), LONGEST)


def markdown(columns: list[str], rows: list[tuple[object, ...]], total: int) -> str:
    """A Markdown table, and how many rows are not in it."""
    lines = [
        "| " + " | ".join(cell(c) for c in columns) + " |",
        "|" + "---|" * len(columns),
        *("| " + " | ".join(cell(v) for v in row) + " |" for row in rows),
    ]
    if total > len(rows):
        lines.append(f"\n{total - len(rows):,} more rows")
    return "\n".join(lines)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> dg.TableMetadataValue:
    """A table that the UI shows where it stands, without a click, and whose cells it never reads
    as markup. Of more than four columns it leaves a sentence too little width.
    """
    records = [
        dg.TableRecord({c: _shown(v) for c, v in zip(columns, row, strict=True)}) for row in rows
    ]
    return dg.MetadataValue.table(
        records, dg.TableSchema([dg.TableColumn(column) for column in columns])
    )


def _shown(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else plain(str(value), SENTENCE)
