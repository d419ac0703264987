"""From the tables of the warehouse to the cells that rules are put to.

Reads SQL tables through a connection, whichever database they stand in; knows no rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb

from warehouse.reconcile.rule import Bounds, Cell, Figure
from warehouse.reconcile.standing import latest_day, standing

# Roots on things that compare, with whatever a rule may ask of them. `asked` is the claims in play.
FIGURES = """
WITH asked AS ({asked})
SELECT
    c.cell_id, c.measure, c.unit, c.population, c.channel, c.side, c.kind,
    c.claim_id, c.says, c.low, c.high, c.point, c.qualifier, c.evidence, c.floor,
    coalesce(c.as_of_first, DATE '0001-01-01') AS as_of_first,
    coalesce(c.as_of_last, DATE '9999-12-31') AS as_of_last,
    c.published_last,
    o.witness_source_id AS witness, s.name AS source_name, nullif(s.party, 'none') AS party,
    w.root_claim_id AS part_of, c.partition
FROM asked AS c
JOIN origin AS o ON o.claim_id = c.claim_id AND o.hops = 0
JOIN source AS s ON s.source_id = c.claimant_id
JOIN side AS d ON d.id = c.side AND d.compared
JOIN unit AS u ON u.id = c.unit AND u.is_count
LEFT JOIN origin AS w ON w.claim_id = c.part_of
WHERE c.kind <> 'none'
ORDER BY c.claim_id
"""
# Retellings on the same things, with the root that each of them carries.
RETELLINGS = """
WITH asked AS ({asked})
SELECT
    c.cell_id, c.measure, c.unit, c.population, c.channel, c.side, c.kind,
    c.claim_id, o.root_claim_id, r.says, s.name AS source_name,
    coalesce(c.as_of_last, DATE '9999-12-31') AS as_of_last
FROM asked AS c
JOIN origin AS o ON o.claim_id = c.claim_id AND o.hops > 0
JOIN claim AS r ON r.claim_id = o.root_claim_id
JOIN source AS s ON s.source_id = r.claimant_id
JOIN side AS d ON d.id = c.side AND d.compared
JOIN unit AS u ON u.id = c.unit AND u.is_count
WHERE c.kind <> 'none'
ORDER BY c.claim_id
"""
# The bounds of whole counts on the latest day of their roots: persons, everybody, by all routes.
BOUNDS = """
WITH day AS (
    SELECT
        c.cell_id, c.measure, c.population, max(c.as_of_last) AS as_of
    FROM claim AS c
    JOIN origin AS o ON o.claim_id = c.claim_id AND o.hops = 0
    JOIN side AS d ON d.id = c.side AND d.compared
    JOIN unit AS u ON u.id = c.unit AND u.inferred
    JOIN channel AS h ON h.id = c.channel AND h.parent IS NULL
    WHERE c.kind IN ('cumulative', 'stock') AND c.excluding = '' AND c.basis <> 'native'
    GROUP BY c.cell_id, c.measure, c.population
)
SELECT t.cell_id, t.as_of, b.low, b.high, list(DISTINCT x.claim_id ORDER BY x.claim_id) AS claims
FROM day AS t
JOIN bound AS b
    ON b.measure = t.measure AND b.population = t.population AND b.as_of = t.as_of
    AND b.evidence_used = 'all'
LEFT JOIN bound_claim AS x
    ON x.measure = b.measure AND x.population = b.population AND x.as_of = b.as_of
    AND x.evidence_used = 'all'
GROUP BY ALL
"""
SEVERAL = "SELECT source_id FROM source WHERE kind = 'unattributed'"
SET_ASIDE = "SELECT DISTINCT claim_id FROM set_aside"
EVERY_CLAIM = "FROM claim"
OF_CELL = ("cell_id", "measure", "unit", "population", "channel", "side", "kind")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Retelling:
    """A claim on a cell that only repeats a root, which may stand on another cell."""

    claim_id: str
    root: str
    told: str  # the root in words


@dataclass(frozen=True)
class Asked:
    """The cells, by id, and the claims on each that only repeat."""

    cells: Mapping[str, Cell]
    retellings: Mapping[str, Sequence[Retelling]]


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = connection.execute(query)
    columns = [c[0] for c in result.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def _figure(row: Row) -> Figure:
    taken = {k: v for k, v in row.items() if k not in OF_CELL}
    taken["partition"] = bool(row["partition"])
    return Figure(**taken)


def _with_parts(rows: Iterable[Row]) -> dict[str, Figure]:
    """The figures by claim id, each with the figures that count parts of it in its own measure and
    unit: the dead are a part of the recruited, and no share of their number."""
    rows = list(rows)
    figures = {row["claim_id"]: _figure(row) for row in rows}
    counts = {row["claim_id"]: (row["measure"], row["unit"]) for row in rows}
    parts: dict[str, list[Figure]] = defaultdict(list)
    for claim, f in figures.items():
        if f.part_of is not None and counts.get(f.part_of) == counts[claim]:
            parts[f.part_of].append(f)
    return {claim: replace(f, parts=tuple(parts.get(claim, ()))) for claim, f in figures.items()}


def _bounds(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[date, Bounds]]:
    aside = frozenset(row["claim_id"] for row in _rows(connection, SET_ASIDE))
    return {
        row["cell_id"]: (
            row["as_of"],
            Bounds(row["low"], row["high"], tuple(c for c in row["claims"] if c), aside),
        )
        for row in _rows(connection, BOUNDS)
    }


def read(
    connection: duckdb.DuckDBPyConnection, asked: str = EVERY_CLAIM, *, bounds: bool = True
) -> Asked:
    """The cells that compare with anything, each with the figures that stand on it.

    `asked`: a SELECT of rows of the table claim; by default all of them. `bounds`: false where the
    bounds of the warehouse do not rest on just these claims.
    """
    rows = _rows(connection, FIGURES.format(asked=asked))
    several = frozenset(row["source_id"] for row in _rows(connection, SEVERAL))
    figures = _with_parts(rows)
    on: dict[str, list[Figure]] = defaultdict(list)
    scopes: dict[str, Row] = {}
    for row in rows:
        on[row["cell_id"]].append(figures[row["claim_id"]])
        scopes[row["cell_id"]] = row
    retold: dict[str, list[Retelling]] = defaultdict(list)
    days: dict[str, date] = {}
    for row in _rows(connection, RETELLINGS.format(asked=asked)):
        cell = row["cell_id"]
        told = f"“{row['says']}” ({row['source_name']})"
        retold[cell].append(Retelling(row["claim_id"], row["root_claim_id"], told))
        scopes.setdefault(cell, row)
        days[cell] = max(days.get(cell, row["as_of_last"]), row["as_of_last"])
    known = _bounds(connection) if bounds else {}
    cells = {}
    for cell, scope in sorted(scopes.items()):
        stand, left = standing(on[cell], scope["kind"], several) if on[cell] else ((), {})
        day = latest_day(on[cell]) if on[cell] else days[cell]
        told_on, bound = known.get(cell, (None, None))
        cells[cell] = Cell(
            **{name: scope[name] for name in OF_CELL},
            as_of=day,
            standing=stand,
            bounds=bound if told_on == day else None,
            left_out=left,
        )
    return Asked(cells, dict(retold))
