"""What the UI shows of the result of a check: a sentence, the ids of the rows that fail, the rule.

Which checks there are, and when they run, stands in checks.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.links import reference, to_files
from pipelines.shown import safe, table
from warehouse.schema import FOLDER as TABLES
from warehouse.schema import tables
from warehouse.validation.rules import MODULES

SHOWN = 25  # failing ids in the open; up to a hundred stand in the JSON beside them
LONGEST = 300  # characters of what was found: the five commonest problems, mostly


def sentence(n_failing: int, n_rows: int | None, because: str) -> str:
    """How many rows fail and what is found there, as Markdown; empty where none does."""
    if not n_failing and not because:
        return ""
    of = "" if n_rows is None else f" of {n_rows:,}"
    rows = "row fails" if n_failing == 1 and n_rows is None else "rows fail"
    counted = f"**{n_failing:,}{of} {rows}**" if n_failing else "**No row could be looked at**"
    return f"{counted}: {safe(because, LONGEST)}" if because else f"{counted}."


def metadata(
    asset: str, check: str, n_failing: int, failing_ids: Sequence[object], n_rows: int | None = None
) -> dict[str, Any]:
    """Entries beside a result. The numbers are drawn over time."""
    told: dict[str, Any] = {"failing": n_failing}
    if n_rows is not None:
        told["rows"] = n_rows
    if failing_ids:
        told["rows to look at"] = table(*_rows(asset, failing_ids))
        told["failing ids"] = dg.MetadataValue.json(list(failing_ids))
    told["rule"] = to_files([_rule(asset, check)])
    return told


def _rows(asset: str, ids: Sequence[object]) -> tuple[list[str], list[list[object]]]:
    """The columns that identify a row, and their values."""
    rows = [list(i) if isinstance(i, list) else [i] for i in ids[:SHOWN]]
    key = list(tables()[asset].primary_key)
    width = max(map(len, rows))
    # A check may name its rows by other columns than the key: a group of them, or a column.
    columns = key if len(key) == width else ["id"] if width == 1 else list(_numbered(width))
    return columns, [row + [None] * (width - len(row)) for row in rows]


def _numbered(width: int) -> Iterator[str]:
    return (f"id {n}" for n in range(1, width + 1))


@cache
def _rule(asset: str, check: str) -> dg.LocalFileCodeReference:
    """Where a check is written: in a module of rules, else in the definition of the table."""
    for module in MODULES:
        if any((c.table, c.name) == (asset, check) for c in module.checks()):
            path = Path(str(module.__file__))
            lines = path.read_text(encoding="utf-8").splitlines()
            found = [n for n, line in enumerate(lines, 1) if f'"{check}"' in line]
            return reference(path, found[0] if found else 1)
    return reference(TABLES / f"{asset}.yaml")
