"""What readers ask: questions of the cookbook, each told with the version that answers it.

Answers are compared as sets of rows, by a hash: whichever client gives them, numbers are numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

MOST = 50  # rows of an answer: what people look at
# Headings of the cookbook whose queries PostgreSQL understands, as they are or translated.
FROM_THE_COOKBOOK = {
    "figures of a country": 1, "least and most": 2, "contradictions": 3, "who repeats whom": 6,
    "drift along chains": 8, "joint bounds": 17, "shares by party": 23,
}  # fmt: skip
IN_WORDS = """
SELECT c.claim_id, c.says, d.title, d.url
FROM claim AS c
JOIN document AS d ON d.document_id = c.document_id
WHERE c.says ILIKE '%citizens%' OR d.title ILIKE '%recruit%'
ORDER BY c.claim_id
"""
# One statement sees one version: the answer says which, and no two of them are alike.
TOLD = """
SELECT build.code_version AS version, answer.*
FROM build LEFT JOIN ({sql} LIMIT {most}) AS answer ON TRUE
"""


@dataclass(frozen=True)
class Question:
    """A question, its SQL for DuckDB and for PostgreSQL, and the tables that it reads."""

    name: str
    duckdb: str
    postgres: str
    tables: tuple[str, ...]


def questions() -> list[Question]:
    """The mix that every reader goes through, in its order."""
    from docs.site.cookbook import PAGE, recipes  # readers do without

    queries = [r.sql for r in recipes(PAGE.read_text(encoding="utf-8"))]
    chosen = {name: queries[number - 1] for name, number in FROM_THE_COOKBOOK.items()}
    return [_question(name, sql) for name, sql in (chosen | {"search in words": IN_WORDS}).items()]


def _question(name: str, sql: str) -> Question:
    import sqlglot
    from sqlglot import exp

    told = TOLD.format(sql=sql.strip().rstrip(";"), most=MOST)
    parsed = sqlglot.parse_one(told, read="duckdb")
    inside = {cte.alias_or_name for cte in parsed.find_all(exp.CTE)}
    tables = sorted({t.name for t in parsed.find_all(exp.Table)} - inside)
    return Question(name, told, parsed.sql(dialect="postgres"), tuple(tables))


def told(rows: Iterable[Sequence[object]]) -> str:
    """A hash of the rows of an answer, in whatever order they came."""
    seen = sorted(repr(tuple(_plain(value) for value in row)) for row in rows)
    return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float | Decimal):
        return f"{float(value):.9g}"
    return str(value)
