"""A bound explained: the two bands side by side, and why each side holds, step by step.

The argument itself is put into words by the engine (warehouse.inference); what would tighten the
bound most stands in next_fact.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
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


RestsOn = dict[tuple[str, str], list[str]]
"""(evidence used, side) -> ids of the claims that alone give this side."""

BOTH = ("counted", "all")
# What the bands, and the methods of the table, mean; a side that nothing limits needs no word.
BAND_NAMES = {"counted": "counted people only", "all": "if every estimate is true"}
METHOD_NAMES = {
    "stated": "by one claim alone",
    "propagated": "by several, along what lies inside what",
    "solved": "by several, in a linear programme",
}
NOT_PROVED = "these bounds hold, yet it is not proved that nothing tighter follows."
OFF_THE_GRID = "Bounds stand at the ends of months and of claims' periods"
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
    ids = rests_on(connection, asked)
    told = claims(connection, (i for own in ids.values() for i in own))
    known = world(connection, asked, told)
    found = band_rows(connection, asked)
    return Bound(
        measure=asked.measure,
        measure_name=name_of(connection, "measure", asked.measure),
        population=asked.population,
        population_name=name_of(connection, "population", asked.population),
        as_of=asked.day,
        asked=asked.asked,
        bands=tuple(argued(row, ids, told, known) for row in found),
        next_fact=next_fact(connection, asked, found, known),
    )


def rests_on(connection: duckdb.DuckDBPyConnection, asked: BoundId) -> RestsOn:
    """The claims of each side of each band that is not vacuous."""
    ids: RestsOn = defaultdict(list)
    for row in rows(connection, RESTS_ON, _given(asked)):
        ids[row["evidence_used"], row["side"]].append(row["claim_id"])
    return ids


def band_rows(connection: duckdb.DuckDBPyConnection, asked: BoundId) -> list[dict[str, Any]]:
    """A row for each band, counted people first; of a band that is not stored, a vacuous one."""
    given = _given(asked)
    told_bands = {row["evidence_used"]: row for row in rows(connection, BANDS, given)}
    del given["population"]
    nothing = rows(connection, VACUOUS, given) if len(told_bands) < len(BOTH) else []
    told_bands = {row["evidence_used"]: row for row in nothing} | told_bands
    return [told_bands[evidence] for evidence in BOTH]


def _given(asked: BoundId) -> dict[str, Any]:
    return {"measure": asked.measure, "population": asked.population, "day": asked.day}


def argued(row: dict[str, Any], ids: RestsOn, told: Mapping[str, Told], known: World) -> Band:
    """A band with the argument of each side, out of claims that are told and in the world."""
    low, high = (
        _side(row, side, ids.get((row["evidence_used"], side), []), told, known)
        for side in ("low", "high")
    )
    return Band(row["evidence_used"], low, high, row["tightest"])


def _side(
    row: dict[str, Any], side: str, ids: list[str], told: Mapping[str, Told], known: World
) -> Side:
    figures = [known.figures[i] for i in ids if i in known.figures]
    steps = argument(known.target, side, row[side], figures, known.lattice)
    return Side(
        value=row[side],
        method=row[f"{side}_method"],
        claims=ordered(told, ids),
        argument=tuple(Step(step.text, step.claim_id, step.amount) for step in steps),
    )
