"""The comparison by country asked with conditions: a population, a day.

The rule stands in models/comparison_by_country.sql alone. Here the same SELECT is put to a
warehouse over the claims that remain: what it reads is shadowed by what was asked for. What was
known on a day is another file, in which the same is asked (as_known/).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

BY_COUNTRY = (Path(__file__).parent / "models" / "comparison_by_country.sql").read_text("utf-8")


@dataclass(frozen=True)
class Question:
    """What is asked; None asks for everything. Without a population, every country is meant."""

    measure: str | None = None
    population: str | None = None
    as_of: date | None = None


ASKED = """
    WITH claim AS (
        SELECT *
        FROM main.claim AS c
        WHERE
            ($as_of::DATE IS NULL OR c.as_of_last <= $as_of::DATE)
            AND ($population::VARCHAR IS NULL OR c.population = $population)
    ),
    comparison AS (
        SELECT x.*
        FROM main.comparison AS x
        SEMI JOIN main.claim AS a
            ON a.claim_id = x.claim_a AND ($as_of::DATE IS NULL OR a.as_of_last <= $as_of::DATE)
        SEMI JOIN main.claim AS b
            ON b.claim_id = x.claim_b AND ($as_of::DATE IS NULL OR b.as_of_last <= $as_of::DATE)
    ),
    population AS (
        -- The model asks for countries; a population that is asked for by name is as good as one.
        SELECT * REPLACE (CASE WHEN id = $population THEN 'country' ELSE kind END AS kind)
        FROM main.population
    )
"""
TABLE = f"""
    {ASKED}
    SELECT
        t.population, t.country_name, t.measure, t.n_claims, t.n_roots, t.n_witnesses,
        t.lowest, l.name AS lowest_by, t.lowest_claim_id, t.lowest_party,
        lo.original_held AS lowest_original_held,
        t.highest, h.name AS highest_by, t.highest_claim_id, t.highest_party,
        ho.original_held AS highest_original_held,
        t.latest_point, t.latest_claim_id, t.spread, t.contradictory, t.possible, t.first_demand
    FROM ({BY_COUNTRY}) AS t
    JOIN claim AS lc ON lc.claim_id = t.lowest_claim_id
    JOIN source AS l ON l.source_id = lc.claimant_id
    JOIN origin AS lo ON lo.claim_id = t.lowest_claim_id
    JOIN claim AS hc ON hc.claim_id = t.highest_claim_id
    JOIN source AS h ON h.source_id = hc.claimant_id
    JOIN origin AS ho ON ho.claim_id = t.highest_claim_id
    WHERE $measure::VARCHAR IS NULL OR t.measure = $measure
    ORDER BY
        t.contradictory + t.possible DESC, t.spread DESC, t.country_name, t.measure
"""
CLASHES = f"""
    {ASKED}
    SELECT
        x.verdict, x.because, sa.name, oa.party, sb.name, ob.party
    FROM comparison AS x
    JOIN main.claim AS a ON a.claim_id = x.claim_a
    JOIN main.claim AS b ON b.claim_id = x.claim_b
    JOIN origin AS oa ON oa.claim_id = x.claim_a
    JOIN origin AS ob ON ob.claim_id = x.claim_b
    JOIN source AS sa ON sa.source_id = oa.root_source_id
    JOIN source AS sb ON sb.source_id = ob.root_source_id
    WHERE
        x.verdict IN ('contradict', 'possible')
        AND ($population::VARCHAR IS NULL OR $population IN (a.population, b.population))
        AND ($measure::VARCHAR IS NULL OR $measure IN (a.measure, b.measure))
    ORDER BY x.verdict, x.gap DESC, x.claim_a, x.claim_b
"""


def table(
    connection: duckdb.DuckDBPyConnection, question: Question
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and one row per population and measure, the contradictory ones first."""
    result = connection.execute(TABLE, asdict(question))
    return [c[0] for c in result.description or []], result.fetchall()


@dataclass(frozen=True)
class Clash:
    """A pair that contradicts or may: the verdict, why, and of each side the root source with the
    side of the war on which it stands ('none' where on none).
    """

    verdict: str
    because: str
    roots: tuple[tuple[str, str], tuple[str, str]]


def clashes(connection: duckdb.DuckDBPyConnection, question: Question) -> list[Clash]:
    """Every contradictory or possible pair that the question touches."""
    found = connection.execute(CLASHES, asdict(question)).fetchall()
    return [Clash(verdict, because, ((a, pa), (b, pb))) for verdict, because, a, pa, b, pb in found]
