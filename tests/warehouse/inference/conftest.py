"""A small vocabulary and figures made by hand, and an oracle that knows pairs and plain sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import pandas as pd
import pytest

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.scope import Scope, Span, within

COUNTRIES = {"NPL": "Nepal", "CUB": "Cuba", "PRK": "North Korea", "EGY": "Egypt", "GHA": "Ghana"}
KINDS = {
    "recruited": "cumulative", "killed": "cumulative", "captured": "cumulative",
    "serving": "stock", "held": "stock",
}  # fmt: skip
PARENTS = {
    "killed": {"recruited"}, "captured": {"recruited"}, "serving": {"recruited"},
    "held": {"captured"},
}  # fmt: skip


@pytest.fixture(scope="session")
def small_lattice() -> Lattice:
    """Five countries, Africa of two of them, everyone; five measures; Moscow and a room there."""
    members = {c: frozenset({c}) for c in COUNTRIES}
    members |= {"foreign": frozenset(COUNTRIES), "africa": frozenset({"EGY", "GHA"})}
    return Lattice(
        kinds=KINDS,
        measure_parents={m: frozenset(PARENTS.get(m, ())) for m in KINDS},
        disjoint_pairs=frozenset({frozenset({"killed", "serving"}), frozenset({"killed", "held"})}),
        members=members,
        complete=frozenset(members),
        inside={},
        everyone=frozenset({"foreign"}),
        channel_parent={"all": "", "moscow": "all", "room": "moscow", "list": "all"},
        measure_names={m: m for m in KINDS} | {"held": "held as prisoners of war"},
        population_names=COUNTRIES | {"foreign": "foreign nationals", "africa": "Africa"},
        channel_names={"all": "all channels", "moscow": "the Moscow selection point",
                       "room": "room 302", "list": "a list"},
    )  # fmt: skip


def span(text: str) -> Span:
    """A day, month or year with its first and last day."""
    period = pd.Period(text)
    first: date = period.start_time.date()
    return Span(text, first, period.end_time.date())


def scope_of(
    population: str = "NPL",
    measure: str = "recruited",
    as_of: str = "2025-06-01",
    since: str | None = None,
    excluding: str = "",
    channel: str = "all",
    native: bool = False,
    unit: str = "persons",
    document: str = "",
) -> Scope:
    """A scope; the kind follows from the measure and `since`."""
    return Scope(
        measure=measure, population=population, kind="window" if since else KINDS[measure],
        as_of=span(as_of), since=span(since) if since else None,
        excluding=frozenset(excluding.split()), native=native, channel=channel, unit=unit,
        document=document, root_document=document,
    )  # fmt: skip


def figure_of(
    claim_id: str, low: int, high: int | None, says: str = "", *, source: str = "", **scope: Any
) -> Figure:
    """A figure whose reading may all be used."""
    return Figure(
        claim_id, scope_of(**scope), low, high, says=says, source=source or claim_id,
        source_name=source or claim_id.upper(), read_low=low, read_high=high,
    )  # fmt: skip


def differ(a: Scope, b: Scope, lattice: Lattice) -> bool:
    """Whether two scopes count different people because they share no country."""
    one, other = (lattice.hull(s.population, s.excluding) for s in (a, b))
    return one is not None and other is not None and not one & other and a.native == b.native


@pytest.fixture(scope="session")
def pairs_and_sums(small_lattice: Lattice) -> Callable[[Sequence[Figure]], bool]:
    """Whether no figure is exceeded by what lies within it and shares no country pairwise."""

    def fits(whole: Figure, parts: Sequence[Figure]) -> bool:
        apart = all(differ(a.scope, b.scope, small_lattice) for a, b in combinations(parts, 2))
        inside = all(within(p.scope, whole.scope, small_lattice) for p in parts)
        return not (apart and inside) or sum(p.low for p in parts) <= (whole.high or 0)

    def consistent(figures: Sequence[Figure]) -> bool:
        return all(
            fits(whole, parts)
            for whole in figures
            if whole.high is not None
            for size in range(1, len(figures))
            for parts in combinations([f for f in figures if f is not whole], size)
        )

    return consistent


@pytest.fixture(scope="session")
def a_figure() -> Callable[..., Figure]:
    """The maker of figures."""
    return figure_of


@pytest.fixture(scope="session")
def a_scope() -> Callable[..., Scope]:
    """The maker of scopes."""
    return scope_of
