"""The engine's types out of a published file: a bound's scope, lattices, and the claims near it.

Only what one question needs is read; how figures and lattices are made stands in the engine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from warehouse.answers.ids import BoundId

if TYPE_CHECKING:
    import pandas as pd

    from warehouse.inference.figure import Figure
    from warehouse.inference.lattice import Lattice
    from warehouse.inference.scope import Scope

READ = ("measure", "population", "population_member", "channel", "side", "unit", "origin", "source")


@dataclass(frozen=True)
class World:
    """The scope that a bound speaks of, the lattices, and root claims in the unit of bounds by id.

    `set_aside` holds the ids of those that some least set holds: none of them bounds anything.
    """

    target: Scope
    lattice: Lattice
    figures: dict[str, Figure]
    set_aside: frozenset[str]


# Claims whose measure lies inside the bound's, or the other way round; and those asked for.
NEAR = """
FROM claim AS c
WHERE
    c.claim_id IN (SELECT unnest($ids))
    OR c.measure IN (
        SELECT inner_id FROM measure_within WHERE outer_id = $measure
        UNION
        SELECT outer_id FROM measure_within WHERE inner_id = $measure
    )
"""
RESTING = "FROM claim AS c WHERE c.claim_id IN (SELECT claim_id FROM bound_claim)"


def world(connection: duckdb.DuckDBPyConnection, asked: BoundId, ids: Iterable[str]) -> World:
    """What is needed to argue about a bound: claims `ids`, and all that measure something near."""
    given = {"ids": sorted(ids), "measure": asked.measure}
    lattice, figures = _read(connection, connection.execute(NEAR, given).df())
    return World(scope_of(asked, lattice), lattice, figures, set_aside(connection))


def resting(connection: duckdb.DuckDBPyConnection) -> tuple[Lattice, dict[str, Figure]]:
    """The lattices, and every claim that a bound rests on: what all arguments need."""
    return _read(connection, connection.execute(RESTING).df())


def all_figures(connection: duckdb.DuckDBPyConnection) -> tuple[Lattice, dict[str, Figure]]:
    """The lattices, and every root claim in the unit of bounds: what all next facts need."""
    return _read(connection, connection.execute("FROM claim").df())


def set_aside(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The claims that some least set holds."""
    found = connection.execute("SELECT DISTINCT claim_id FROM set_aside").fetchall()
    return frozenset(i for (i,) in found)


def scope_of(asked: BoundId, lattice: Lattice) -> Scope:
    """The scope that a bound speaks of: everybody counted on its day, by whatever route."""
    from warehouse.inference.scope import Scope, Span

    day = Span(asked.day.isoformat(), asked.day, asked.day)
    return Scope(
        asked.measure,
        asked.population,
        lattice.kinds[asked.measure],
        day,
        channel=next(c for c, parent in lattice.channel_parent.items() if not parent),
        unit=lattice.counted_unit,
    )


def _read(
    connection: duckdb.DuckDBPyConnection, claim: pd.DataFrame
) -> tuple[Lattice, dict[str, Figure]]:
    from warehouse.inference.figure import read_figures
    from warehouse.inference.lattice import read_lattice

    tables = {name: connection.execute(f"FROM {name}").df() for name in READ} | {"claim": claim}
    lattice = read_lattice(tables)
    return lattice, {f.claim_id: f for f in read_figures(tables, (lattice.counted_unit,))}
