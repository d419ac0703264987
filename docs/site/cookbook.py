"""The answers in docs/cookbook.md, from the published warehouse.

Each block of SQL runs; a block of text behind it is what it gives, the first rows as `muster sql`
prints them. Without one the answer is another after each build, and is not printed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docs.site.markdown import ROOT
from pipelines.cli import output

if TYPE_CHECKING:
    import duckdb

PAGE = ROOT / "docs" / "cookbook.md"
ROWS = 10  # what an answer looks like: one of all ten methods is seen whole
WIDTH = 118  # columns, as in the README
_RECIPE = re.compile(r"```sql\n(.*?)```\n(\n```text\n(.*?)```\n)?", re.S)
_HEADING = re.compile(r"^## (.+)$", re.M)


@dataclass(frozen=True)
class Recipe:
    """A question, its SQL, and the rows printed below it; None where none are."""

    question: str
    sql: str
    rows: str | None


def recipes(page: str) -> Iterator[Recipe]:
    """The recipes of a page, in its order."""
    for found in _RECIPE.finditer(page):
        question = _HEADING.findall(page[: found.start()])[-1]
        yield Recipe(question, found[1], found[3])


def answer(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The first rows of an answer as text. Raises DuckDB's error."""
    from rich.console import Console

    result = connection.execute(sql)
    columns = [str(c[0]) for c in result.description or ()]
    rows = result.fetchall()
    with io.StringIO() as page:
        console = Console(file=page, width=WIDTH, highlight=False, color_system=None)
        console.print(output.table_of(columns, rows[:ROWS]))
        lines = [line.rstrip() for line in page.getvalue().splitlines()]
    if len(rows) > ROWS:
        lines.append(f"{output.many(len(rows) - ROWS, 'more row')}")
    return "\n".join(lines).strip("\n") + "\n"


def rewritten(page: str, connection: duckdb.DuckDBPyConnection) -> str:
    """The page with the rows that its queries give now."""

    def again(found: re.Match[str]) -> str:
        told = f"```sql\n{found[1]}```\n"
        return told + (f"\n```text\n{answer(connection, found[1])}```\n" if found[2] else "")

    return _RECIPE.sub(again, page)
