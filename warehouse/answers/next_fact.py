"""The next fact that would tighten a bound most, out of what the warehouse holds.

A candidate is a claim that was set aside, an estimate that a count would confirm, a figure that
nobody has given, or a part of the population of which little is known. Only what bears on the bound
directly is looked at: a sum of several such facts is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import duckdb

from warehouse.answers.ids import BoundId
from warehouse.answers.told import Told, claims, name_of, rows
from warehouse.answers.world import World
from warehouse.inference.figure import Figure
from warehouse.inference.scope import Scope, within

Tell = Callable[[Iterable[str]], Mapping[str, Told]]


@dataclass(frozen=True)
class Fact:
    """What would move the bound, in a sentence, and by how much: None where a side without any
    limit would get one.
    """

    kind: str
    sentence: str
    moves: int | None
    claim_id: str | None = None
    population: str | None = None


# Parts of the population of which something is known, the least certain first.
PARTS = """
SELECT b.population, b.low, b.high
FROM bound AS b
JOIN population_within AS w ON w.inner_id = b.population AND w.outer_id = $population
JOIN population AS p ON p.id = b.population AND p.kind = 'country'
WHERE
    b.measure = $measure AND b.as_of = $day AND b.evidence_used = 'all'
    AND b.population <> $population AND b.low > 0 AND b.high > b.low
ORDER BY b.high - b.low DESC, b.population
LIMIT 1
"""


def next_fact(
    connection: duckdb.DuckDBPyConnection,
    asked: BoundId,
    bands: list[dict[str, Any]],
    world: World,
    told: Tell | None = None,
) -> Fact | None:
    """The candidate that moves a side furthest; None where none would move any.

    `told` gives claims by their ids; whoever asks about many bounds has them already.
    """
    tell = told or partial(claims, connection)
    of = {band["evidence_used"]: band for band in bands}
    candidates = [
        *_restored(tell, of["all"], world),
        *_confirmed(tell, of["counted"], world),
        *_unlimited(of["all"], world.target),
        *(() if _one_country(world) else _least_known(connection, asked)),
    ]
    return max(candidates, key=_reach, default=None)


def _one_country(world: World) -> bool:
    """Whether the bound speaks of one country, of which nobody counts parts."""
    hull = world.lattice.hull(world.target.population, world.target.excluding)
    return hull is not None and len(hull) == 1


def _reach(fact: Fact) -> tuple[bool, bool, int]:
    """A first limit is more than any number, and one that somebody gave more than one to come."""
    if fact.moves is None:
        return True, fact.claim_id is not None, 0
    # An exact count lies anywhere in what is possible: on average it moves a side by half of that.
    halved = fact.moves // 2 if fact.kind == "least known" else fact.moves
    return False, True, halved


def _restored(tell: Tell, band: dict[str, Any], world: World) -> Iterator[Fact]:
    """Claims set aside that would raise the low or lower the high, if they stood."""
    aside = [f for i, f in world.figures.items() if i in world.set_aside]
    told = tell(f.claim_id for f in aside)
    for figure in aside:
        words = f"“{told[figure.claim_id].says}” ({told[figure.claim_id].source})"
        if figure.low > band["low"] and within(figure.scope, world.target, world.lattice):
            yield Fact(
                "set aside",
                f"if {words}, which is set aside, were confirmed, it would be at least "
                f"{figure.low:,} and not {band['low']:,}",
                figure.low - band["low"],
                figure.claim_id,
            )
        if _lowers(figure, band["high"]) and within(world.target, figure.scope, world.lattice):
            now = "without a limit" if band["high"] is None else f"{band['high']:,}"
            yield Fact(
                "set aside",
                f"if {words}, which is set aside, were confirmed, it would be at most "
                f"{figure.high:,} and not {now}",
                None if band["high"] is None else band["high"] - (figure.high or 0),
                figure.claim_id,
            )


def _lowers(figure: Figure, high: int | None) -> bool:
    return figure.high is not None and (high is None or figure.high < high)


def _confirmed(tell: Tell, band: dict[str, Any], world: World) -> Iterator[Fact]:
    """The largest estimate inside that stands, and that no count has reached."""
    estimates = [
        f
        for i, f in world.figures.items()
        if i not in world.set_aside
        and not f.floor
        and f.low > band["low"]
        and within(f.scope, world.target, world.lattice)
    ]
    if estimates:
        most = max(estimates, key=lambda f: (f.low, f.claim_id))
        told = tell([most.claim_id])[most.claim_id]
        yield Fact(
            "count",
            f"a count of the people in “{told.says}” ({told.source}: {told.counts}) would raise "
            f"what counted people show from {band['low']:,} to {most.low:,}",
            most.low - band["low"],
            most.claim_id,
        )


def _unlimited(band: dict[str, Any], target: Scope) -> Iterator[Fact]:
    if band["high"] is None:
        # What was counted by a later day limits what was counted before; a stock is of its day.
        when = "on" if target.kind == "stock" else "on or after"
        yield Fact(
            "no upper figure",
            f"no figure limits it from above; one {when} {target.as_of.text} that counts everyone "
            "would be the first",
            None,
        )


def _least_known(connection: duckdb.DuckDBPyConnection, asked: BoundId) -> Iterator[Fact]:
    given = {"measure": asked.measure, "population": asked.population, "day": asked.day}
    for row in rows(connection, PARTS, given):
        name = name_of(connection, "population", row["population"])
        gap = row["high"] - row["low"]
        yield Fact(
            "least known",
            f"least is known of {name}, where {row['low']:,} to {row['high']:,} are possible: an "
            f"exact count there would move it by up to {gap:,}",
            gap,
            population=row["population"],
        )
