"""Scopes as types: what a figure counts, and when everyone it counts is counted by another.

`within(a, b)` holds only where it follows from the vocabulary, the exclusions, the channels and the
dates: in every possible world, the people of a are among the people of b.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from warehouse.inference.lattice import Countries, Lattice

EVER, NEVER = date.min, date.max


@dataclass(frozen=True)
class Span:
    """A date as written, with the first and the last day that it may mean (inclusive)."""

    text: str
    first: date = EVER
    last: date = NEVER

    @property
    def exact(self) -> bool:
        """Whether it means one known day."""
        return self.first == self.last


@dataclass(frozen=True)
class Scope:
    """What is counted: a cell and its `as_of`.

    `kind` is cumulative, stock, window or none; `since` is there for windows alone. `document` is
    where the figure stands and `root_document` where its root does: in one document, or between
    roots in one document, dates written alike are one date.
    """

    measure: str
    population: str
    kind: str
    as_of: Span
    since: Span | None = None
    excluding: Countries = frozenset()
    native: bool = False
    channel: str = "all"
    unit: str = "persons"
    document: str = ""
    root_document: str = ""


def population_within(a: Scope, b: Scope, lattice: Lattice) -> bool:
    """Whether a counts only people of the countries that b counts, exclusions considered."""
    if lattice.whole(a.population):
        known = lattice.known(a.population, a.excluding)
        if known and known <= lattice.known(b.population, b.excluding):
            return True
    if b.population not in lattice.population_above[a.population]:
        return False
    hull = lattice.hull(a.population, a.excluding)
    return b.excluding <= a.excluding if hull is None else not (hull & b.excluding)


def basis_within(a: Scope, b: Scope, lattice: Lattice) -> bool:
    """People born somewhere lie inside people born somewhere, and not inside all foreigners."""
    if a.native != b.native:
        return False
    return not b.native or b.population not in lattice.everyone or a.population in lattice.everyone


def alike(a: Span, b: Span, one_document: bool) -> bool:
    """Whether two dates are one: written alike in one document."""
    return one_document and a.text == b.text


def same_document(a: Scope, b: Scope) -> bool:
    """Whether two figures, or their roots, stand in one document."""
    return (bool(a.document) and a.document == b.document) or (
        bool(a.root_document) and a.root_document == b.root_document
    )


def unit_within(a: Scope, b: Scope, lattice: Lattice) -> bool:
    """Whether both count the same kind of thing, and count it."""
    return a.unit == b.unit and a.unit not in lattice.no_counts


def start_within(a: Scope, b: Scope) -> bool:
    """Whether both are windows, and a certainly begins no earlier than b."""
    if a.since is None or b.since is None:
        return False
    return b.since.last <= a.since.first or alike(a.since, b.since, same_document(a, b))


def kind_within(a: Scope, b: Scope) -> bool:
    """All lies inside the whole count; a window inside a longer one of the same measure too."""
    if b.kind == "cumulative":
        return a.kind in ("cumulative", "stock", "window")
    if b.kind == "stock":
        return a.kind == "stock"
    return a.measure == b.measure and start_within(a, b)


def no_later(a: Scope, b: Scope) -> bool:
    """Whether a certainly speaks of no later day than b."""
    return a.as_of.last <= b.as_of.first or alike(a.as_of, b.as_of, same_document(a, b))


def time_within(a: Scope, b: Scope) -> bool:
    """Whether a certainly speaks of no later day than b; two stocks of the same day."""
    both_stocks = a.kind == b.kind == "stock"
    return no_later(a, b) and (not both_stocks or no_later(b, a))


def cell_within(a: Scope, b: Scope, lattice: Lattice) -> bool:
    """Containment of the cells, the dates of the figures apart."""
    return (
        unit_within(a, b, lattice)
        and b.measure in lattice.measure_above.get(a.measure, ())
        and b.channel in lattice.channel_above[a.channel]
        and basis_within(a, b, lattice)
        and kind_within(a, b)
        and population_within(a, b, lattice)
    )


def within(a: Scope, b: Scope, lattice: Lattice) -> bool:
    """Whether everyone counted by a is certainly counted by b."""
    return time_within(a, b) and cell_within(a, b, lattice)
