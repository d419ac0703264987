"""What each rule concludes of a cell, side by side, with what it used and what it left out.

Read from the published tables, or from the rules put anew where a day is asked for (put_anew.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import duckdb

from warehouse.answers.put_anew import given
from warehouse.answers.side_by_side import Ruled, Side, Spread
from warehouse.answers.told import ROUTE, WHO, Told, claims, rows
from warehouse.compare import Question

Row = dict[str, Any]

# Every cell with claims that remain.
CELLS = f"""
SELECT
    c.cell_id, c.measure, c.population,
    {WHO}
    || CASE WHEN c.native THEN ' by birth' ELSE '' END AS who,
    m.name
    || {ROUTE}
    || CASE WHEN c.kind = 'window' THEN ' since ' || c.since ELSE '' END AS what,
    r.as_of, k.n_claims, k.n_roots, k.repeats, s.* EXCLUDE (
        cell_id, measure, unit, population, excluding, basis, channel, since, as_of,
        n_claims, n_roots, least_low, greatest_high
    )
FROM cell AS c
JOIN (
    SELECT
        x.cell_id, count(*) AS n_claims, count(DISTINCT o.root_claim_id) AS n_roots,
        coalesce(list(x.claim_id ORDER BY x.claim_id) FILTER (o.hops > 0), []) AS repeats
    FROM claim AS x
    JOIN origin AS o ON o.claim_id = x.claim_id
    GROUP BY x.cell_id
) AS k ON k.cell_id = c.cell_id
JOIN population AS p ON p.id = c.population
JOIN measure AS m ON m.id = c.measure
JOIN channel AS ch ON ch.id = c.channel
JOIN unit AS u ON u.id = c.unit
LEFT JOIN (SELECT DISTINCT cell_id, as_of FROM reconciled) AS r ON r.cell_id = c.cell_id
LEFT JOIN sensitivity AS s ON s.cell_id = c.cell_id
WHERE
    CASE
        WHEN $cell_id::VARCHAR IS NULL THEN $every OR r.cell_id IS NOT NULL
        ELSE c.cell_id = $cell_id
    END
    AND ($measure::VARCHAR IS NULL OR c.measure = $measure)
    AND ($population::VARCHAR IS NULL OR c.population = $population)
ORDER BY
    s.method_decides DESC NULLS LAST, s.ratio DESC NULLS LAST, k.n_claims DESC, who, what, c.cell_id
"""
RULED = """
SELECT
    r.cell_id, r.rule, u.name, u.what, u.citation, r.low, r.best, r.high, r.n_claims, r.n_roots,
    r.because
FROM reconciled AS r
JOIN rule AS u ON u.rule = r.rule
SEMI JOIN (SELECT unnest($ids) AS cell_id) AS a ON a.cell_id = r.cell_id
ORDER BY r.rule
"""
ROLES = """
SELECT x.cell_id, x.rule, x.claim_id, x.role, x.reason, c.cell_id <> x.cell_id AS elsewhere
FROM reconciled_claim AS x
JOIN claim AS c ON c.claim_id = x.claim_id
SEMI JOIN (SELECT unnest($ids) AS cell_id) AS a ON a.cell_id = x.cell_id
ORDER BY x.claim_id
"""
OF_SPREAD = tuple(Spread.__dataclass_fields__)


def reconciled(
    connection: duckdb.DuckDBPyConnection,
    question: Question,
    cell_id: str | None = None,
    *,
    every: bool = False,
) -> list[Side]:
    """The cells that the question touches, those whose answer the method decides first; with
    `cell_id` that cell alone. That one, and with `every` the others, may be compared with nothing.
    """
    begin = given(connection, question)
    asked = {
        "cell_id": cell_id, "measure": question.measure, "population": question.population,
        "every": every,
    }  # fmt: skip
    found = rows(connection, begin + CELLS, asked)
    ids = {"ids": [row["cell_id"] for row in found]}
    ruled: dict[str, list[Ruled]] = defaultdict(list)
    if found:
        roles: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows(connection, begin + ROLES, ids):
            roles[row["cell_id"], row["rule"]].append(row)
        for row in rows(connection, begin + RULED, ids):
            cell = row.pop("cell_id")
            ruled[cell].append(_ruled(row, roles[cell, row["rule"]]))
    return [_side(row, ruled[row["cell_id"]]) for row in found]


def _ruled(row: Row, roles: Iterable[Row]) -> Ruled:
    of: dict[str, list[Row]] = defaultdict(list)
    for role in roles:
        of[role["role"]].append(role)
    members = of["member"]
    return Ruled(
        **row,
        members=tuple(m["claim_id"] for m in members),
        elsewhere=tuple(m["claim_id"] for m in members if m["elsewhere"]),
        retellings=tuple(m["claim_id"] for m in of["retelling"]),
        left_out={m["claim_id"]: m["reason"] for m in of["left_out"]},
    )


def _side(row: Row, ruled: Iterable[Ruled]) -> Side:
    spread = {name: row.pop(name) for name in OF_SPREAD}
    told = None if spread["n_rules"] is None else Spread(**spread)
    repeats = tuple(row.pop("repeats"))
    return Side(**row, repeats=repeats, spread=told, rules=tuple(ruled))


ON_CELL = "SELECT claim_id FROM claim WHERE cell_id = $cell_id ORDER BY as_of_last, claim_id"


def told(connection: duckdb.DuckDBPyConnection, sides: Iterable[Side]) -> dict[str, Told]:
    """The claims that any rule used or left out on these cells, by id."""
    return claims(
        connection,
        (i for s in sides for r in s.rules for i in (*r.members, *r.retellings, *r.left_out)),
    )


def on(connection: duckdb.DuckDBPyConnection, side: Side) -> dict[str, Told]:
    """The claims on a cell in the order of the time that they speak of, and those of other cells
    that a rule used."""
    here = [row["claim_id"] for row in rows(connection, ON_CELL, {"cell_id": side.cell_id})]
    ids = dict.fromkeys([*here, *(i for r in side.rules for i in r.elsewhere)])
    found = claims(connection, ids)
    return {i: found[i] for i in ids}
