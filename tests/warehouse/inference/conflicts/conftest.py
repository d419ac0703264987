"""A small vocabulary, and figures in a line each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

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
