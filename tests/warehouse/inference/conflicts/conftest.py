"""A small vocabulary, and figures in a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

import highspy
import pandas as pd
import pytest

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, Span

MEASURES = {
    "recruited": ("cumulative", []),
    "killed": ("cumulative", ["recruited"]),
    "captured": ("cumulative", ["recruited"]),
    "serving": ("stock", ["recruited"]),
    "held": ("stock", ["captured"]),
}
COUNTRIES = ["CUB", "EGY", "GHA", "NPL", "PRK"]
GROUPS = {  # members, complete, inside
    "foreign": (COUNTRIES, True, None),
    "africa": (["EGY", "GHA"], True, "foreign"),
    "others": (["GHA"], False, "foreign"),
}


@pytest.fixture(scope="session")
def lattice() -> Lattice:
    """Five countries, a region, a group that is not complete, and states that exclude others."""
    return Lattice(
        kinds={m: kind for m, (kind, _) in MEASURES.items()},
        measure_parents={m: frozenset(up) for m, (_, up) in MEASURES.items()},
        disjoint_pairs=frozenset({frozenset({"killed", "serving"}), frozenset({"killed", "held"})}),
        members={c: frozenset({c}) for c in COUNTRIES}
        | {g: frozenset(own) for g, (own, _, _) in GROUPS.items()},
        complete=frozenset(COUNTRIES) | {g for g, (_, whole, _) in GROUPS.items() if whole},
        inside={g: up for g, (_, _, up) in GROUPS.items() if up},
        everyone=frozenset({"foreign"}),
        channel_parent={"all": "", "moscow": "all"},
        measure_names={m: m for m in MEASURES},
        population_names={p: p for p in [*COUNTRIES, *GROUPS]},
        channel_names={"all": "all", "moscow": "moscow"},
    )


def span(text: str) -> Span:
    """A day, month or year in ISO form."""
    period = pd.Period(text)
    return Span(text, period.start_time.date(), period.end_time.date())


@pytest.fixture(scope="session")
def figure() -> Callable[..., Figure]:
    """Makes figures: id, measure, population, as_of, low, high; `since` makes a window."""

    def make(
        claim_id: str, measure: str, population: str, as_of: str, low: int, high: int | None,
        since: str | None = None, document: str = "", **more: Any,
    ) -> Figure:  # fmt: skip
        kind = "window" if since else MEASURES[measure][0]
        of_scope = {k: more.pop(k) for k in ("excluding", "native", "channel", "unit") if k in more}
        scope = Scope(
            measure=measure, population=population, kind=kind, as_of=span(as_of),
            since=span(since) if since else None, document=document, root_document=document,
            **of_scope,
        )  # fmt: skip
        return Figure(claim_id=claim_id, scope=scope, low=low, high=high, **more)

    return make


@pytest.fixture(scope="session")
def a_day() -> Callable[[int], str]:
    """The n-th day of 2025."""
    return lambda n: date.fromordinal(date(2025, 1, 1).toordinal() + n).isoformat()


Kind = tuple[str, date, date, frozenset[date]]  # country, entry, death, days in service


class People:
    """Whether figures can be true together, by worlds of people: nothing here knows identities.

    A kind of person is a country, a day of entry, a day of death or none, and the days in service;
    how many there are of each kind is free. Only exact days, `recruited`, `killed` and `serving`,
    all channels, complete populations.
    """

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.known: dict[frozenset[str], bool] = {}

    def __call__(self, figures: Sequence[Figure]) -> bool:
        key = frozenset(repr(figure) for figure in figures)
        if key not in self.known:
            self.known[key] = self._can_be(figures)
        return self.known[key]

    def _can_be(self, figures: Sequence[Figure]) -> bool:
        model = highspy.Highs()
        model.silent()
        kinds = list(self._kinds(figures))
        amounts = [model.addVariable(lb=0) for _ in kinds]
        for f in figures:
            counted = [n for n, kind in zip(amounts, kinds, strict=True) if self._counts(f, *kind)]
            if counted:
                total = model.qsum(counted)
                model.addConstr(total >= f.low)
                if f.high is not None:
                    model.addConstr(total <= f.high)
            elif f.low > 0:
                return False
        model.run()
        return bool(model.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _kinds(self, figures: Sequence[Figure]) -> Iterator[Kind]:
        scopes = [f.scope for f in figures]
        # A day of each stretch in which no count begins and after whose end none ends.
        days = {s.since.first for s in scopes if s.since}
        days |= {s.as_of.first + timedelta(days=1) for s in scopes}
        moments = sorted(days | {date.min})
        roll = sorted({s.as_of.first for s in scopes if s.kind == "stock"})
        for country, entry, death in product(COUNTRIES, moments, [*moments, date.max]):
            alive = [day for day in roll if entry <= day < death]
            if entry <= death:
                for n in range(len(alive) + 1):
                    for served in combinations(alive, n):
                        yield country, entry, death, frozenset(served)

    def _counts(
        self, f: Figure, country: str, entry: date, death: date, served: frozenset[date]
    ) -> bool:
        scope = f.scope
        assert scope.measure in ("recruited", "killed", "serving")
        if country not in self.lattice.known(scope.population, scope.excluding):
            return False
        if scope.kind == "stock":
            return scope.as_of.first in served
        begins = scope.since.first if scope.since else date.min
        day = entry if scope.measure == "recruited" else death
        return begins <= day <= scope.as_of.first


@pytest.fixture(scope="session")
def people(lattice: Lattice) -> People:
    """The independent check of consistency."""
    return People(lattice)
