"""A bound explained: the two bands side by side, and why each side holds, step by step.

The argument itself is put into words by the engine (warehouse.inference); what would tighten the
bound most stands in next_fact.py.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from warehouse.answers.ids import BoundId
from warehouse.answers.next_fact import Fact, next_fact
from warehouse.answers.told import Told, claims, name_of, ordered, rows
from warehouse.answers.world import World, world
from warehouse.inference.argument import argument


@dataclass(frozen=True)
class Step:
    """A step of an argument, the claim that it uses, and the number that the claim brings in."""

    text: str
    claim_id: str | None
    amount: int | None


@dataclass(frozen=True)
class Side:
    """One side of a band: its number (None where nothing limits it), how it was found, the claims
    that it rests on, and why it holds.
    """

    value: int | None
    method: str
    claims: tuple[Told, ...]
    argument: tuple[Step, ...]


@dataclass(frozen=True)
class Band:
    """What follows from counted people (`counted`), or if every estimate is true (`all`).

    `tightest`: whether it is proved that nothing tighter follows.
    """

    evidence_used: str
    low: Side
    high: Side
    tightest: bool


@dataclass(frozen=True)
class Bound:
    """Both bands on one day of the grid, and the fact that would tighten them most."""

    measure: str
    measure_name: str
    population: str
    population_name: str
    as_of: date
    asked: date
    bands: tuple[Band, ...]
    next_fact: Fact | None


BOTH = ("counted", "all")
BANDS = """
SELECT evidence_used, low, high, low_method, high_method, tightest
FROM bound
WHERE measure = $measure AND population = $population AND as_of = $day
"""
# Of a country that no claim counts the table has only the bands that say something; where that is
# proved of the others' bands, nothing tighter follows for it either.
VACUOUS = """
SELECT
    e.evidence_used, 0 AS low, NULL AS high, 'vacuous' AS low_method, 'vacuous' AS high_method,
    (
        SELECT coalesce(bool_and(b.tightest), true)
        FROM bound AS b
        WHERE b.measure = $measure AND b.as_of = $day AND b.evidence_used = e.evidence_used
    ) AS tightest
FROM (VALUES ('counted'), ('all')) AS e (evidence_used)
"""
RESTS_ON = """
SELECT evidence_used, side, claim_id
FROM bound_claim
WHERE measure = $measure AND population = $population AND as_of = $day
ORDER BY ALL
"""


def explain(connection: duckdb.DuckDBPyConnection, asked: BoundId) -> Bound:
    """The bound explained, counted people first."""
    given = {"measure": asked.measure, "population": asked.population, "day": asked.day}
    ids: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows(connection, RESTS_ON, given):
        ids[row["evidence_used"], row["side"]].append(row["claim_id"])
    told = claims(connection, (i for own in ids.values() for i in own))
    known = world(connection, asked, told)
    told_bands = {row["evidence_used"]: row for row in rows(connection, BANDS, given)}
    about = {"measure": asked.measure, "day": asked.day}
    nothing = rows(connection, VACUOUS, about) if len(told_bands) < len(BOTH) else []
    told_bands = {row["evidence_used"]: row for row in nothing} | told_bands
    found = [told_bands[evidence] for evidence in BOTH]
    bands = []
    for row in found:
        low, high = (
            _side(row, side, ids[row["evidence_used"], side], told, known)
            for side in ("low", "high")
        )
        bands.append(Band(row["evidence_used"], low, high, row["tightest"]))
    return Bound(
        measure=asked.measure,
        measure_name=name_of(connection, "measure", asked.measure),
        population=asked.population,
        population_name=name_of(connection, "population", asked.population),
        as_of=asked.day,
        asked=asked.asked,
        bands=tuple(bands),
        next_fact=next_fact(connection, asked, found, known),
    )


def _side(
    row: dict[str, Any], side: str, ids: list[str], told: dict[str, Told], known: World
) -> Side:
    figures = [known.figures[i] for i in ids if i in known.figures]
    steps = argument(known.target, side, row[side], figures, known.lattice)
    return Side(
        value=row[side],
        method=row[f"{side}_method"],
        claims=ordered(told, ids),
        argument=tuple(Step(step.text, step.claim_id, step.amount) for step in steps),
    )
