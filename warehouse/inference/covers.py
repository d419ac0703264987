"""Figures that together count everyone a whole counts, and add up to less than it.

A whole is split by country, where its countries are known to be all of it, and by the day on which
its people entered a measure that holds them all. A figure covers a piece where everyone of that
piece is certainly within it; every piece covered, everyone is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from warehouse.inference.cliques import Effort, OutOfEffortError
from warehouse.inference.conflict import COVER, PART, WHOLE, Conflict, Member
from warehouse.inference.coverings import Covering
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.minimal import Oracle, minimal
from warehouse.inference.scope import EVER, NEVER, Scope, Span, within

EFFORT = 2_000  # steps of the search for one whole: each looks at all parts and open pieces
TEST = 50  # what asking the oracle about one set counts for


def least_cover(
    whole: Figure,
    candidates: Sequence[Figure],
    lattice: Lattice,
    consistent: Oracle,
    effort: int = EFFORT,
) -> Conflict | None:
    """The least set of candidates that covers `whole` while its highs add up to less than the low.

    Ties: the smallest sorted list of claim ids. A candidate that contains the whole alone is passed
    over. Exact within `effort` steps for each way of splitting by time; after that the set is
    minimal but perhaps not the least. `complete` is False where there are others, or may be.
    """
    parts = sorted(
        (
            c
            for c in candidates
            if c.high is not None and c.high < whole.low and _may_cover(whole, c, lattice)
        ),
        key=lambda c: c.claim_id,
    )
    found: set[tuple[str, ...]] = set()
    complete = True
    for measure in _measures(whole, parts, lattice):
        sets, all_of_them = _sets(whole, parts, measure, lattice, consistent, effort)
        found.update(sets)
        complete &= all_of_them
    if not found:
        return None
    ids = min(found, key=lambda own: (len(own), own))
    chosen = [p for p in parts if p.claim_id in ids]
    return Conflict(
        members=(*(Member(part, PART) for part in chosen), Member(whole, WHOLE)),
        identities=(COVER,),
        excess=whole.low - sum(part.high or 0 for part in chosen),
        complete=complete and len(found) == 1,
    )


def _sets(
    whole: Figure,
    parts: Sequence[Figure],
    measure: str | None,
    lattice: Lattice,
    consistent: Oracle,
    effort: int,
) -> tuple[list[tuple[str, ...]], bool]:
    """The first two minimal sets by ids, and whether there are certainly no more than these."""
    covering = _covering(whole, parts, measure, lattice)
    if covering is None:
        return [], True
    useful, search = covering

    def works(nodes: Sequence[int]) -> bool:
        figures = [whole, *(useful[node] for node in nodes)]
        return minimal(figures, lattice, consistent)

    found: list[tuple[str, ...]] = []
    left = Effort(effort)
    try:
        for nodes in search.below(whole.low, left):
            left.spend(TEST)
            if works(nodes):
                found.append(tuple(useful[node].claim_id for node in nodes))
            if len(found) == 2:
                return found, False
    except OutOfEffortError:
        nodes = search.greedy()
        light = sum(search.weights[node] for node in nodes) < whole.low
        if not found and light and works(nodes):
            found.append(tuple(useful[node].claim_id for node in nodes))
        return found, False
    return found, True


def _measures(whole: Figure, parts: Sequence[Figure], lattice: Lattice) -> list[str | None]:
    """The measures by whose entries to split: those with windows. None: no splitting by time."""
    above = lattice.measure_above[whole.scope.measure]
    windows = {p.scope.measure for p in parts if p.scope.kind == "window"}
    return [*sorted(windows & above)] or [None]


def _may_cover(whole: Figure, part: Figure, lattice: Lattice) -> bool:
    """A quick look before the pieces: whether the part speaks of any of these people."""
    a, b = whole.scope, part.scope
    return (
        a.unit == b.unit
        and a.native == b.native
        and b.measure in lattice.measure_above[a.measure]
        and (
            b.population in lattice.population_above[a.population]
            or not lattice.known(a.population).isdisjoint(lattice.known(b.population))
        )
    )


def _covering(
    whole: Figure, parts: Sequence[Figure], measure: str | None, lattice: Lattice
) -> tuple[list[Figure], Covering] | None:
    """The parts that cover some piece, and what they cover; None where a piece is left open.

    A part that covers every piece contains the whole alone: a pair, and none of these sets.
    """
    masks = [0] * len(parts)
    # The last days are the likeliest to be left open, which ends the matter.
    periods = [*_periods(whole.scope, parts, measure)][::-1] if measure else [None]
    number = 0
    for people in _by_country(whole.scope, lattice):
        outright = {k for k, p in enumerate(parts) if within(people, p.scope, lattice)}
        for period in periods:
            piece = period.of(people) if period else people
            covering = [
                k
                for k, p in enumerate(parts)
                if k in outright or (period and within(piece, p.scope, lattice))
            ]
            if not covering:
                return None
            for k in covering:
                masks[k] |= 1 << number
            number += 1
    everything = (1 << number) - 1
    useful = [k for k, mask in enumerate(masks) if 0 < mask < everything]
    search = Covering([masks[k] for k in useful], [parts[k].high or 0 for k in useful])
    return ([parts[k] for k in useful], search) if search.everything == everything else None


def _by_country(scope: Scope, lattice: Lattice) -> Iterator[Scope]:
    """The people of a scope country by country, where its countries are all of it."""
    countries = lattice.known(scope.population, scope.excluding)
    if not lattice.whole(scope.population) or not countries:
        yield scope
        return
    for country in sorted(countries):
        yield replace(scope, population=country, excluding=frozenset())


@dataclass(frozen=True)
class _Period:
    """Those who entered a measure from `since` (None: ever) until `as_of`."""

    measure: str
    since: Span | None
    as_of: Span

    def of(self, people: Scope) -> Scope:
        kind = "window" if self.since else "cumulative"
        return replace(people, measure=self.measure, kind=kind, since=self.since, as_of=self.as_of)


def _periods(whole: Scope, parts: Sequence[Figure], measure: str) -> Iterator[_Period]:
    """The time of a whole, cut wherever a part certainly begins or ends."""
    since = whole.since if measure == whole.measure else None
    days = set()
    for part in parts:
        days.add(part.scope.as_of.first)
        if part.scope.since and part.scope.since.last > EVER:
            days.add(part.scope.since.last - timedelta(days=1))
    for day in sorted(days - {EVER, NEVER}):
        if (since is None or since.first <= day) and day < whole.as_of.last:
            yield _Period(measure, since, _day(day))
            since = _day(day + timedelta(days=1))
    yield _Period(measure, since, whole.as_of)


def _day(day: date) -> Span:
    return Span(day.isoformat(), day, day)
