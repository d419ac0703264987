"""The first rows of a Parquet file as Markdown for the UI.

Words come from documents that nobody vetted: they are shown as text, never as markup.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import duckdb

ROWS = 8  # a glance; the published warehouse has the rest
LONGEST = 60  # characters of a cell: enough to recognise a phrase, and the table stays a table
# What is worth seeing first, by table; elsewhere the rows as they stand.
FIRST = {
    "comparison": "verdict <> 'contradict', verdict <> 'possible', gap DESC NULLS LAST",
    "comparison_by_country": "contradictory + possible DESC, spread DESC NULLS LAST",
    "comparison_total": "n_contradictions DESC",
    "cell": "n_claims DESC, n_roots DESC, cell_id",
    "origin": "hops DESC, root_claim_id, claim_id",
    "conflict": "size, kind, excess DESC, conflict_id",
    "suspected_repeat": "score DESC, claim_id",
    "component": "n_conflicts DESC, component",
    "sum_of_parts": "NOT contradicts, whole_claim_id",
    "bound": "high IS NULL, low = 0, as_of DESC, measure, population, evidence_used",
    "anchor": "list_position(['misread', 'lost', 'unreadable', 'moved', 'verified', "
    "'not_archived'], status), claim_id",
    "capture": "latest DESC, event <> 'failed', happened_at DESC",
    "snapshot": "problem IS NULL, latest DESC, seen_at DESC",
}
_MARKUP = str.maketrans({c: f"&#{ord(c)};" for c in "&<>|`*_[]()#~\\!$:@"})


def safe(text: str, longest: int | None = None) -> str:
    """A text that is safe in Markdown: one line, cut at `longest`, markup spelled as entities."""
    shown = "".join(c if c == " " or unicodedata.category(c)[0] not in "CZ" else " " for c in text)
    shown = " ".join(shown.split())
    if longest and len(shown) > longest:
        shown = shown[: longest - 1] + "…"
    return shown.translate(_MARKUP)


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


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One DuckDB for all previews of this process: opening one takes longer than looking."""
    from warehouse.engine import connect

    return connect(threads=1)


def preview(name: str, path: Path) -> tuple[str, int]:
    """(Markdown of the first rows, number of rows) of a Parquet file."""
    from warehouse.engine import quoted

    order = f"ORDER BY {FIRST[name]}" if name in FIRST else ""
    source = f"read_parquet({quoted(str(path))})"
    with _connection().cursor() as connection:
        (total,) = connection.execute(f"SELECT count(*) FROM {source}").fetchall()[0]
        found = connection.execute(f"SELECT * FROM {source} {order} LIMIT {ROWS}")
        columns = [c[0] for c in found.description or []]
        return markdown(columns, found.fetchall(), total), total


def roots(path: Path) -> int | None:
    """How many roots the claims of a Parquet file have; None where it is not one of claims.

    Before `origin` follows the chains, a root is a claim that retells none.
    """
    from warehouse.engine import quoted

    source = f"read_parquet({quoted(str(path))})"
    with _connection().cursor() as connection:
        columns = {row[0] for row in connection.execute(f"DESCRIBE FROM {source}").fetchall()}
        if "root_claim_id" in columns:
            counted = "count(DISTINCT root_claim_id)"
        elif {"claim_id", "derives_from"} <= columns:
            counted = "count(*) FILTER (derives_from IS NULL)"
        else:
            return None
        ((found,),) = connection.execute(f"SELECT {counted} FROM {source}").fetchall()
        return int(found)
