"""Every possible course of small counts, tried one by one: what the engine's bounds must equal.

Three countries, three days, nobody beyond four recruits in a country. A course says for one
country how many had been recruited and killed by each day, and how many serve on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import combinations_with_replacement, product

import numpy as np
import numpy.typing as npt

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, Span

DAYS = (date(2024, 1, 1), date(2024, 6, 1), date(2025, 1, 1))
COUNTRIES = ("A", "B", "C")
MOST = 4
GROUPS = {"A": "A", "B": "B", "C": "C", "pair": "AB", "all": "ABC"}
MEASURES = ("recruited", "killed", "serving")

LATTICE = Lattice(
    kinds={"recruited": "cumulative", "killed": "cumulative", "serving": "stock"},
    measure_parents={"killed": frozenset({"recruited"}), "serving": frozenset({"recruited"})},
    disjoint_pairs=frozenset({frozenset({"killed", "serving"})}),
    members={name: frozenset(members) for name, members in GROUPS.items()},
    complete=frozenset(GROUPS),
    inside={},
    everyone=frozenset({"all"}),
    channel_parent={"any": ""},
    measure_names={},
    population_names={},
    channel_names={},
)


def _courses() -> dict[str, npt.NDArray[np.int64]]:
    rising = list(combinations_with_replacement(range(MOST + 1), len(DAYS)))
    rows = [
        (*recruited, *killed, *serving)
        for recruited, killed in product(rising, rising)
        if all(k <= r for k, r in zip(killed, recruited, strict=True))
        for serving in product(*(range(r - k + 1) for r, k in zip(recruited, killed, strict=True)))
    ]
    table = np.array(rows, dtype=np.int64)
    return {m: table[:, 3 * k : 3 * k + 3] for k, m in enumerate(MEASURES)}


COURSES = _courses()


@dataclass(frozen=True)
class Claim:
    """A count in words that both the engine and the trial understand; days by their number."""

    measure: str
    population: str
    day: int
    since: int | None  # a window begins the day after this one
    low: int
    high: int | None

    def figure(self, number: int) -> Figure:
        """As the engine takes it."""
        day = DAYS[self.day]
        kind = LATTICE.kinds[self.measure]
        since = None
        if self.since is not None:
            kind = "window"
            begin = DAYS[self.since].replace(day=2)
            since = Span(begin.isoformat(), begin, begin)
        scope = Scope(
            self.measure, self.population, kind, Span(day.isoformat(), day, day), since,
            channel="any", document=f"d{number}", root_document=f"d{number}",
        )  # fmt: skip
        return Figure(f"claim/{number}", scope, self.low, self.high)

    def counted(self, tables: dict[str, npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
        """What it counts in each course of a table."""
        values = tables[self.measure]
        before = 0 if self.since is None else values[:, self.since]
        return np.asarray(values[:, self.day] - before)


def _distinct(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The rows that differ. Each is told apart by one number, for rows sort slowly."""
    base = int(rows.max(initial=0)) + 1
    assert rows.min(initial=0) == 0
    assert base ** rows.shape[1] < 2**63
    _, first = np.unique(rows @ base ** np.arange(rows.shape[1]), return_index=True)
    return rows[first]


def extremes(claims: list[Claim], asked: Claim) -> tuple[int, int] | None:
    """The least and the most that `asked` can be where all claims hold; None where none can be."""
    tables = {}
    for country in COUNTRIES:
        keep = np.ones(len(COURSES["recruited"]), dtype=bool)
        for claim in claims:
            if GROUPS[claim.population] == country:
                got = claim.counted(COURSES)
                keep &= (got >= claim.low) & (got <= (claim.high if claim.high is not None else 99))
        tables[country] = {m: t[keep] for m, t in COURSES.items()}
    wide = [c for c in claims if len(GROUPS[c.population]) > 1]
    looked_at = [*wide, asked]
    # Only what some wide claim or the question counts tells courses apart.
    kinds = {
        country: _distinct(
            np.stack([c.counted(t) * (country in GROUPS[c.population]) for c in looked_at], 1)
        )
        for country, t in tables.items()
    }
    sums = kinds["A"]
    for country in ("B", "C"):
        sums = _distinct(
            (sums[:, None, :] + kinds[country][None, :, :]).reshape(-1, len(looked_at))
        )
    for place, claim in enumerate(wide):
        got = sums[:, place]
        sums = sums[(got >= claim.low) & (got <= (claim.high if claim.high is not None else 99))]
    if not len(sums):
        return None
    return int(sums[:, -1].min()), int(sums[:, -1].max())
