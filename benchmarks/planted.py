"""Claims about a made-up truth, and errors planted among them: a world that knows the answer.

Claims are intervals, in the forms that the press uses, at exact days or coarser dates; all of them
hold but the planted ones. Nothing here knows a finder: planted_tables.py hands a world over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.stated import Numbers, stated
from benchmarks.truth import FIRST, LAST, MEASURES, Days, Ints, Shape, step_of, truth

CODES = ("D", "M", "Y")  # precision of a date: day, month, year
COARSE = (0.6, 0.3, 0.1)
AT_MONTH_ENDS = 0.4  # share of the exact days: the press counts by them, so that stocks meet
PER_DOCUMENT = 4
STOCKS = frozenset({"serving", "missing", "held"})
IN_ALL, IN_COUNTRIES, IN_WINDOWS = 0.5, 0.7, 0.15  # shares of the claims


@dataclass(frozen=True)
class World:
    """Claims, one per entry of each array.

    `measure`, `population`, `channel` and `start` (-1: no window) are numbers into `shape`; `day`
    is the day that is meant by a date of this `precision`, `since` the first day of a window (NaT:
    no window). `truth` is the number that is true of the scope.
    """

    shape: Shape
    measure: Ints
    population: Ints
    channel: Ints
    start: Ints
    document: Ints
    precision: Ints
    day: Days
    since: Days
    truth: Ints
    counts: Ints  # the whole truth: see benchmarks.truth.truth
    said: Numbers

    def __len__(self) -> int:
        return len(self.truth)


def plant(shape: Shape, claims: int, errors: int, factor: float = 3.0, seed: int = 1) -> World:
    """A world of `claims` claims; `errors` of them state the truth times or over `factor` (> 1)."""
    rng = np.random.default_rng(seed)
    counts = truth(shape, rng)
    measure = rng.integers(0, len(shape.measures), claims)
    population = _mostly_countries(shape, claims, rng)
    whole = rng.random(claims) < IN_ALL
    channel = np.where(whole, 0, rng.integers(0, len(shape.channels), claims))
    stock = np.array([m in STOCKS for m in shape.measures])[measure]
    windowed = ~stock & (rng.random(claims) < (IN_WINDOWS if shape.starts else 0))
    start = np.where(windowed, rng.integers(0, max(1, len(shape.starts)), claims), -1)
    since = np.array([*shape.starts, "NaT"], "M8[D]")[start]
    document = rng.integers(0, max(1, claims // PER_DOCUMENT), claims)
    precision, day = _dates(since, document, rng)
    counted = (np.array([MEASURES.index(m) for m in shape.measures])[measure], population, channel)
    true = counts[(*counted, step_of(day))]
    before = counts[(*counted, step_of(np.where(windowed, since, FIRST) - 1))]
    true = true - np.where(windowed, before, 0)
    planted = np.zeros(claims, bool)
    planted[rng.choice(claims, errors, replace=False)] = True
    return World(
        shape, measure, population, channel, start, document, precision, day, since, true, counts,
        stated(true, planted, factor, rng),
    )  # fmt: skip


def _mostly_countries(shape: Shape, claims: int, rng: np.random.Generator) -> Ints:
    """Numbers of populations: of the others there are few, and each is spoken of more often."""
    country = rng.integers(0, shape.countries, claims)
    other = rng.integers(shape.countries, len(shape.populations), claims)
    return np.where(rng.random(claims) < IN_COUNTRIES, country, other)


def period(day: Days, precision: Ints) -> tuple[Days, Days]:
    """The first and the last day that a date of this precision may mean."""
    firsts, lasts = [], []
    for code in CODES:
        unit = day.astype(f"M8[{code}]")
        firsts.append(unit.astype("M8[D]"))
        lasts.append((unit + 1).astype("M8[D]") - 1)
    return np.choose(precision, firsts), np.choose(precision, lasts)


def _dates(since: Days, document: Ints, rng: np.random.Generator) -> tuple[Ints, Days]:
    """Precisions, and the days meant: in one document, dates written alike mean one day."""
    begin = np.where(np.isnat(since), FIRST, since)
    length = (LAST - begin).astype(int) + 1
    day = begin + np.floor(rng.random(len(since)) * length).astype(int)
    precision = rng.choice(len(CODES), len(since), p=COARSE)
    _, month_end = period(day, np.full_like(precision, CODES.index("M")))
    day = np.where(rng.random(len(since)) < AT_MONTH_ENDS, month_end, day)
    first, last = period(day, precision)
    # A window's end is written to the day where a coarser date might mean a day before its start.
    precision = np.where((first < begin) & ~np.isnat(since), 0, precision)
    first, last = period(day, precision)
    within_period = rng.random(document.max(initial=0) + 1)[document]
    return precision, first + (within_period * ((last - first).astype(int) + 1)).astype(int)
