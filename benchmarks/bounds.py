"""What bounds cost and how good they are: on the catalog, and where the truth is known.

`python -m benchmarks.bounds [--quick]` runs the planted worlds; `make bench` the catalog too, with
the build that it is a part of.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from benchmarks.bound_scores import score
from benchmarks.planted import World, plant
from benchmarks.planted_figures import figures
from benchmarks.planted_tables import LATTICES, database, lattice
from benchmarks.truth import FIRST, LAST, Shape
from warehouse.inference.bands import Bands, bands
from warehouse.inference.figure import Figure, read_figures
from warehouse.inference.grid import grid, month_ends
from warehouse.inference.infer import infer
from warehouse.inference.lattice import Lattice, read_lattice
from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import HIGH, LOW

SIZES = (1_000, 10_000)
PATIENCE = 600.0  # seconds that a planted world gets


@dataclass(frozen=True)
class Run:
    """Bounds with all evidence and the seconds that they took."""

    found: Bands
    seconds: float

    def rows(self) -> pd.DataFrame:
        """measure, population, as_of, low, high (null: none), low_method, high_method."""
        keys, tracks = list(self.found.of), self.found.of.values()
        high = np.concatenate([band.high for band in tracks])
        n_days = len(self.found.days)
        return pd.DataFrame({
            "population": np.repeat([p for p, _ in keys], n_days),
            "measure": np.repeat([m for _, m in keys], n_days),
            "as_of": np.tile(np.array(self.found.days, "M8[D]"), len(keys)),
            "low": np.concatenate([band.low for band in tracks]),
            "high": pd.Series(high, dtype="Int64").where(high < UNBOUNDED),
            "low_method": self._methods([band.low_from for band in tracks], LOW),
            "high_method": self._methods([band.high_from for band in tracks], HIGH),
        })  # fmt: skip

    def _methods(self, variables: list[np.ndarray], side: int) -> np.ndarray:
        """Solved, propagated (a figure's own words too) or vacuous."""
        of = np.concatenate(variables)
        solved = [variable for variable, at in self.found.exact.solved if at == side]
        return np.where(of < 0, "vacuous", np.where(np.isin(of, solved), "solved", "propagated"))

    def told(self) -> None:
        """Print time, methods by side, and the size of what was solved."""
        rows, exact = self.rows(), self.found.exact
        columns, n_rows = exact.system.model.size
        print(f"    {len(rows):,} bounds in {self.seconds:.1f} s")
        for side in ("low_method", "high_method"):
            shares = rows[side].value_counts(normalize=True)
            print(f"    {side}: " + ", ".join(f"{m} {share:.1%}" for m, share in shares.items()))
        print(
            f"    {columns:,} counts in {n_rows:,} rows; {exact.programmes} programmes, the largest"
        )
        print(f"    of {exact.largest[0]:,} counts in {exact.largest[1]:,} rows")


def timed(
    claims: Sequence[Figure], vocabulary: Lattice, populations: Sequence[str], days: Sequence[date]
) -> Run:
    """Find the bounds."""
    began = time.perf_counter()
    found = bands(claims, vocabulary, populations, days)
    return Run(found, time.perf_counter() - began)


def world(claims: int) -> World:
    """A hundred countries and no error, so that every bound must hold the truth."""
    return plant(Shape(), claims, errors=0)


def planted(sizes: Iterable[int] = SIZES) -> None:
    """Bounds of planted worlds, each in a process of its own that may be stopped."""
    for size in sizes:
        print(f"  bounds of {size:,} planted claims", flush=True)
        one = [sys.executable, "-m", "benchmarks.bounds", "--one", str(size)]
        try:
            subprocess.run(one, check=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            print(f"    stopped after {PATIENCE:.0f} s")


def _one(size: int) -> None:
    """Bounds at month ends; fails where the truth lies outside of one."""
    made = world(size)
    with database(made) as connection:
        vocabulary = lattice(connection)
    populations = [p for p, excluding in made.shape.populations if not excluding]
    days = month_ends(FIRST.item(), LAST.item())
    run = timed(figures(made), vocabulary, populations, days)
    held = score(made, run.rows())
    assert not len(held.missed), run.rows().iloc[held.missed[:5]]
    run.told()
    print(f"    the truth lies in every one; {held.limited:.0%} have a high")
    print(f"    median width of those {held.width:.2f} times the truth")


def catalog(assets: Path, build: float) -> None:
    """All that inference adds to the catalog, beside a build that took `build` seconds with it."""
    names = ("claim", "origin", "source", "side", *LATTICES)
    tables = {name: duckdb.read_parquet(str(assets / f"{name}.parquet")).df() for name in names}
    began = time.perf_counter()
    concluded = infer(tables)
    seconds = time.perf_counter() - began
    aside = set(concluded["set_aside"]["claim_id"])
    claims, vocabulary = read_figures(tables), read_lattice(tables)
    left = [
        f for f in claims if f.claim_id not in aside and f.scope.unit == vocabulary.counted_unit
    ]
    run = timed(left, vocabulary, *grid(tables["claim"], vocabulary, vocabulary.beginning))
    print("  bounds of the catalog, all evidence")
    run.told()
    for side in ("low_method", "high_method"):
        print(f"    {side} as published: {concluded['bound'][side].value_counts().to_dict()}")
    print(f"    all of inference {seconds:.1f} s, {seconds / (build - seconds):.2f} times the rest")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(int(sys.argv[2]))
    else:
        planted(SIZES[:1] if "--quick" in sys.argv else SIZES)
