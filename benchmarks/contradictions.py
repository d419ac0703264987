"""What it costs to find contradictory pairs, beside the plain self-join: time, growth, pairs found.

`python -m benchmarks.contradictions [--quick]`; `make bench` runs it beside the rest. Two series of
planted worlds: about ten claims a cell whatever the size, and all claims in twenty cells. The
errors are few enough that the pairs they make grow no faster than the claims.
"""

from __future__ import annotations

import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import duckdb

from benchmarks.contradicting import PLAIN, restricted_model
from benchmarks.planted import World, plant
from benchmarks.planted_figures import figures
from benchmarks.planted_tables import database, lattice
from benchmarks.truth import Shape
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.pairs import contradicting_pairs

PATIENCE = 120.0  # seconds that a finder gets; the self-join would take hours in full cells
SIZES = (1_000, 10_000, 100_000, 1_000_000)


def in_many_cells(claims: int) -> World:
    """About ten claims a cell: more coverage brings more countries, then more routes. 1% errors."""
    countries = min(100, max(3, claims // 500))
    shape = Shape(countries, regions=min(8, countries // 3), routes=max(1, claims // 50_000))
    return plant(shape, claims, errors=claims // 100)


def in_twenty_cells(claims: int) -> World:
    """Three countries and all of them, five measures, no routes and no windows; ten errors."""
    measures = ("recruited", "signed_contract", "killed", "wounded", "killed_or_wounded")
    shape = Shape(3, regions=0, routes=0, excluded=0, measures=measures, starts=())
    return plant(shape, claims, errors=10)


@dataclass(frozen=True)
class Found:
    """Seconds that a finder took and the pairs that it found, as ids; None where it was stopped."""

    seconds: float
    pairs: set[tuple[str, str]] | None

    def beside(self, plain: Found) -> str:
        """Its time as a ratio to the self-join's."""
        if self.pairs is None:
            return f"stopped after {self.seconds:.0f} s"
        ratio = self.seconds / plain.seconds
        told = f"{ratio:.3f}" if plain.pairs is not None else f"less than {ratio:.3f}"
        return f"{self.seconds:.2f} s, {told} of the self-join, {len(self.pairs):,} pairs"


def queried(connection: duckdb.DuckDBPyConnection, query: str) -> Found:
    """What a query finds within `PATIENCE`."""
    stop = threading.Timer(PATIENCE, connection.interrupt)
    began = time.perf_counter()
    stop.start()
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE found AS {query}")
    except duckdb.InterruptException:
        return Found(time.perf_counter() - began, None)
    finally:
        stop.cancel()
    seconds = time.perf_counter() - began
    return Found(seconds, set(connection.sql("SELECT claim_a, claim_b FROM found").fetchall()))


def finders(world: World) -> dict[str, Found]:
    """Each way of finding the pairs, the tables and figures being there."""
    with database(world) as connection:
        found = {
            "self-join": queried(connection, PLAIN),
            "model": queried(connection, restricted_model()),
        }
        claims, vocabulary = figures(world), lattice(connection)
    found["engine"] = engine(claims, vocabulary)
    return found


def engine(claims: list[Figure], vocabulary: Lattice) -> Found:
    """What the engine finds within `PATIENCE`."""

    def stop(*_: object) -> None:
        raise TimeoutError

    earlier = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    began = time.perf_counter()
    try:
        pairs = contradicting_pairs(claims, vocabulary)
    except TimeoutError:
        return Found(time.perf_counter() - began, None)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)
    seconds = time.perf_counter() - began
    return Found(seconds, {(a.claim_id, b.claim_id) for a, b in pairs})


def told(world: World, ended: Sequence[set[tuple[str, str]]]) -> str:
    """The share of the planted claims that stand in some pair."""
    if not ended:
        return "no finder ended"
    numbers = {int(claim_id.rpartition("/c")[2]) for pair in ended[0] for claim_id in pair}
    planted = set(world.said.planted.nonzero()[0].tolist())
    share = len(numbers & planted) / len(planted)
    return f"{share:.0%} of the {len(planted):,} planted ones in a pair"


def exponent(before: tuple[int, Found], after: tuple[int, Found]) -> str:
    """How the time grows from one size to the next: 1 is with the claims, 2 with their square."""
    (small, earlier), (large, later) = before, after
    if earlier.pairs is None or later.pairs is None:
        return ""
    growth = math.log(later.seconds / earlier.seconds) / math.log(large / small)
    return f", growth {growth:.2f}"


def report(sizes: Iterable[int] = SIZES) -> None:
    """Print a block for each series and size; all finders that ended must agree."""
    series: dict[str, Callable[[int], World]] = {
        "about ten claims a cell": in_many_cells,
        "all claims in twenty cells": in_twenty_cells,
    }
    for name, make in series.items():
        print(f"contradictory pairs, {name}")
        before: tuple[int, dict[str, Found]] | None = None
        for size in sizes:
            world = make(size)
            found = finders(world)
            ended = [f.pairs for f in found.values() if f.pairs is not None]
            assert all(pairs == ended[0] for pairs in ended)
            print(f"  {size:,} claims, {told(world, ended)}")
            for finder, took in found.items():
                grown = exponent((before[0], before[1][finder]), (size, took)) if before else ""
                print(f"    {finder}: {took.beside(found['self-join'])}{grown}")
            before = size, found


if __name__ == "__main__":
    report(SIZES[:2] if "--quick" in sys.argv else SIZES)
