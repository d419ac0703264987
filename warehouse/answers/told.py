"""Claims as every screen tells them: the words, whose they are, what they count, where they stand.

What claims say of one another belongs in the modules beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb


@dataclass(frozen=True)
class Told:
    """A claim. `counts` names population, measure, route and time; `low` and `high` are what may
    be used of the true number, `high` None where nothing limits it. `party` is the side of the war
    on which its root source stands ('none' where on none); where `original_held` is false, the
    document of its root attributes the figure to somebody else.
    """

    claim_id: str
    says: str
    source: str
    counts: str
    low: int
    high: int | None
    evidence: str
    published_by: str
    published: str
    url: str
    snapshot: str | None
    anchor: str | None
    party: str
    original_held: bool


# The words for a scope: of a claim or a cell `c`, its unit `u`, population `p` and channel `ch`. A
# channel around which nothing lies restricts nothing, and is not told.
WHO = """CASE WHEN u.inferred THEN '' ELSE u.id || ' of ' END
    || p.name
    || coalesce(' without ' || (
        SELECT string_agg(x.name, ', ' ORDER BY x.name)
        FROM population AS x WHERE list_contains(string_split(c.excluding, ','), x.id)
    ), '')"""
ROUTE = "CASE WHEN ch.parent IS NULL THEN '' ELSE ' through ' || ch.name END"
# Where a claim has several snapshots, the one that was seen last is told.
CLAIMS = f"""
SELECT
    c.claim_id, c.says, s.name AS source,
    {WHO}
    || CASE WHEN c.basis = 'native' THEN ' by birth' ELSE '' END
    || ', ' || m.name
    || {ROUTE}
    || CASE
        WHEN c.kind = 'window' AND c.since = c.as_of THEN ' in ' || c.as_of
        WHEN c.kind = 'window' THEN ' from ' || c.since || ' to ' || c.as_of
        WHEN c.kind = 'stock' THEN ' at ' || c.as_of
        ELSE ' by ' || c.as_of
    END AS counts,
    c.true_low AS low, c.true_high AS high, c.evidence,
    pub.name AS published_by, d.published, d.url, a.sha256 AS snapshot, a.status AS anchor,
    o.party, o.original_held
FROM claim AS c
JOIN (SELECT unnest($ids) AS claim_id) AS asked ON asked.claim_id = c.claim_id
JOIN origin AS o ON o.claim_id = c.claim_id
JOIN source AS s ON s.source_id = c.claimant_id
JOIN population AS p ON p.id = c.population
JOIN unit AS u ON u.id = c.unit
JOIN measure AS m ON m.id = c.measure
JOIN channel AS ch ON ch.id = c.channel
JOIN document AS d ON d.document_id = c.document_id
JOIN source AS pub ON pub.source_id = d.publisher_id
LEFT JOIN anchor AS a ON a.claim_id = c.claim_id AND a.latest
"""


def claims(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, Told]:
    """The claims with these ids, by id; an unknown id is left out."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = connection.execute(CLAIMS, {"ids": wanted}).fetchall()
    return {row[0]: Told(*row) for row in rows}


def rows(
    connection: duckdb.DuckDBPyConnection, query: str, given: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """What a query gives, each row by the names of its columns."""
    result = connection.execute(query, given or {})
    names = [c[0] for c in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def grouped(found: Iterable[dict[str, Any]], key: str) -> defaultdict[Any, list[dict[str, Any]]]:
    """Rows by the value of a column, in their order; no rows for any other value."""
    of: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        of[row[key]].append(row)
    return of


def name_of(connection: duckdb.DuckDBPyConnection, table: str, given: str) -> str:
    """The name of a measure, population or channel; its id where it has none."""
    found = connection.execute(f'SELECT name FROM "{table}" WHERE id = ?', [given]).fetchone()
    return str(found[0]) if found else given


def day(given: Any) -> date:
    """A day of a DuckDB row."""
    assert isinstance(given, date)
    return given


def ordered(found: Mapping[str, Told], ids: Sequence[str]) -> tuple[Told, ...]:
    """The claims of a list of ids, in its order."""
    return tuple(found[i] for i in ids if i in found)
