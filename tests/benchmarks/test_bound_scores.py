"""Bounds are scored against the truth of a planted world."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from benchmarks.bound_scores import score, truths
from benchmarks.planted import plant
from benchmarks.truth import Shape

WORLD = plant(Shape(countries=3, regions=1, measures=("recruited",)), 10, 0)


def bounds(*rows: tuple[str, str, str, int, int | None]) -> pd.DataFrame:
    """Rows of the table bound; days in ISO form."""
    columns = ["measure", "population", "as_of", "low", "high"]
    frame = pd.DataFrame(list(rows), columns=pd.Index(columns))
    return frame.assign(as_of=pd.to_datetime(frame["as_of"]), high=frame["high"].astype("Int64"))


def test_the_truth_of_all_is_the_sum_over_the_countries() -> None:
    rows: list[Any] = [("killed", p, "2025-06-30", 0, None) for p in WORLD.shape.codes]
    by_country = truths(WORLD, bounds(*rows))
    assert by_country.sum() > 0
    assert truths(WORLD, bounds(("killed", "foreign", "2025-06-30", 0, None))) == by_country.sum()


def test_bounds_that_leave_the_truth_out_are_told() -> None:
    asked = ("recruited", "foreign", "2025-06-30")
    (true,) = truths(WORLD, bounds((*asked, 0, None))).tolist()
    found = score(
        WORLD,
        bounds(
            (*asked, 0, None), (*asked, true, true), (*asked, true + 1, None),
            (*asked, 0, true - 1), (*asked, 0, 3 * true),
        ),
    )  # fmt: skip
    assert found.missed.tolist() == [2, 3]
    assert found.limited == pytest.approx(3 / 5)
    assert found.width == pytest.approx(np.median([0, (true - 1) / true, 3]))


def test_a_bound_on_something_else_is_refused() -> None:
    with pytest.raises(KeyError, match="does not hold"):
        score(WORLD, bounds(("recruited", "RUS", "2025-06-30", 0, None)))
