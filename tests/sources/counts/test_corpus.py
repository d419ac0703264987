"""How many of the counts of whole documents are found, and how many are imagined.

`tuned/` and `own/` were looked at while weights and words were chosen; `held_out/` was not, and its
misses are not printed, so that it stays so. The aim is a recall of 0.95 with a precision of 0.85 on
`held_out/`; what is reached stands in docs/benchmarks.md, and may not fall. Half of `tuned/` was
written to be hard: counts of other people are as frequent there as those that are looked for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sources.counts.subject import languages
from tests.sources.counts.corpus import Tally, evaluate, table

HERE = Path(__file__).parent


@cache
def _tallies(folder: str) -> dict[str, Tally]:
    return evaluate(HERE / folder)


@pytest.mark.parametrize(
    ("folder", "found", "right"),
    [("tuned", 0.95, 0.80), ("own", 0.95, 0.85), ("held_out", 0.94, 0.85)],
)
def test_nearly_every_count_is_found_and_few_are_imagined(
    folder: str, found: float, right: float
) -> None:
    tallies = _tallies(folder)
    total = tallies["all"]
    true, recall, precision = total.true, total.recall, total.precision
    # plain numbers: a failure prints no document that is to stay unseen
    assert true >= 100
    assert recall >= found, table(tallies)
    assert precision >= right, table(tallies)


@pytest.mark.parametrize("language", languages())
def test_no_language_is_left_behind(language: str) -> None:
    found = _tallies("tuned")[language]
    assert found.recall >= 0.90, found.missed
    assert found.precision >= 0.75, found.wrong
