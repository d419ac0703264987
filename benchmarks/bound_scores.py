"""How good bounds are where the truth is known: whether they hold it, and how wide they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.planted import World
from benchmarks.truth import MEASURES, Ints, step_of


@dataclass(frozen=True)
class Score:
    """Shares of the bounds.

    `missed` are the numbers of the rows that the truth lies outside of: none, where no error is
    planted. `limited` have a high; `width` is their median width, as a multiple of the truth.
    """

    missed: Ints
    limited: float
    width: float


def truths(world: World, bounds: pd.DataFrame) -> Ints:
    """The true number of each row of `bounds` (measure, population, as_of): channel all."""
    measure = pd.Index(MEASURES).get_indexer(pd.Index(bounds["measure"]))
    populations = [p if not excluding else None for p, excluding in world.shape.populations]
    population = pd.Index(populations).get_indexer(pd.Index(bounds["population"]))
    if (measure < 0).any() or (population < 0).any():
        raise KeyError("a bound on something that the world does not hold")
    day = bounds["as_of"].to_numpy("M8[D]")
    true: Ints = world.counts[measure, population, 0, step_of(day)]
    return true


def score(world: World, bounds: pd.DataFrame) -> Score:
    """Hold bounds (measure, population, as_of, low, high; high null for none) against the truth."""
    true = truths(world, bounds)
    low = bounds["low"].to_numpy(np.int64)
    high = bounds["high"].astype("Float64").to_numpy(float, na_value=np.inf)
    limited = np.isfinite(high)
    width = (high - low)[limited & (true > 0)] / true[limited & (true > 0)]
    return Score(
        missed=np.flatnonzero((low > true) | (true > high)),
        limited=float(limited.mean()),
        width=float(np.median(width)) if len(width) else float("nan"),
    )
