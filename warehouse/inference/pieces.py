"""Which pieces of a whole its possible parts cover.

A whole is split by country, where its known countries are all of it, and by the day on which its
people entered a measure that holds them all. A part covers a piece where everyone of that piece is
certainly counted by it: by country and by time, each on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warehouse.inference.coverings import Covering, bits
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.periods import Period, periods
from warehouse.inference.places import key_of, place_of
from warehouse.inference.scope import (
    Scope,
    cell_within,
    kind_within,
    time_within,
)

# Beyond so many parts, those are left aside that a lesser one makes needless: they could matter
# only for which of two equally small sets is told.
MANY = 40


@dataclass(frozen=True)
class Reach:
    """The countries (a mask) of which a part covers all, and those of which it covers a time."""

    part: Figure
    outright: int
    at_times: int

    def makes_needless(self, other: Reach) -> bool:
        """Whether this part covers for certain all that the other does, and is no more."""
        a, b = self.part.scope, other.part.scope
        return (
            (self.outright, self.at_times, self.part.scope.measure)
            == (other.outright, other.at_times, other.part.scope.measure)
            and (self.part.high or 0) <= (other.part.high or 0)
            and a.as_of.first >= b.as_of.last
            and (a.since is None or (b.since is not None and a.since.last <= b.since.first))
        )


@dataclass(frozen=True)
class Pieces:
    """The parts that cover some piece of a whole, and what each covers, in the same order.

    `all_of_them` is False where parts were left aside as needless.
    """

    parts: Sequence[Figure]
    search: Covering
    all_of_them: bool


def reaches(
    whole: Scope, parts: Sequence[Figure], measure: str | None, lattice: Lattice
) -> list[Reach]:
    """The parts that cover some of the whole; `measure` is the one by whose entries it is split."""
    countries = _split(whole, lattice)
    known: dict[object, int] = {}

    def covered(part: Scope, of_measure: str) -> int:
        key = (of_measure, key_of(part))
        if key not in known:
            people = replace(whole, measure=of_measure)
            known[key] = _countries(people, countries, part, lattice)
        return known[key]

    found = []
    for part in parts:
        scope = part.scope
        in_time = kind_within(whole, scope) and time_within(whole, scope)
        outright = covered(scope, whole.measure) if in_time else 0
        at_times = covered(scope, measure) if measure and scope.kind != "stock" else 0
        if outright | at_times:
            found.append(Reach(part, outright, at_times))
    return found


def covering(
    whole: Scope, parts: Sequence[Figure], measure: str | None, lattice: Lattice
) -> Pieces | None:
    """The pieces of a whole and the parts that cover them; None where a piece is left open.

    A part that covers every piece contains the whole alone: a pair, and none of these.
    """
    near = reaches(whole, parts, measure, lattice)
    everyone = (1 << max(len(_split(whole, lattice)), 1)) - 1
    last = Period(measure, None, whole.as_of).of(whole) if measure else whole
    # Whoever entered on the last days is the likeliest to be left open, which ends the matter.
    ends = [r.outright | (r.at_times if time_within(last, r.part.scope) else 0) for r in near]
    if _union(ends) != everyone:
        return None
    number = len(near)
    if number > MANY:
        near = _needed(near)
    scopes = [r.part.scope for r in near]
    times = [p.of(whole) for p in periods(whole, scopes, measure)] if measure else [None]
    pieces = {mask for time in times for mask in _coverers(near, time)}
    if 0 in pieces:
        return None
    least = _hardest(pieces)
    covers = [
        sum(1 << n for n, coverers in enumerate(least) if coverers >> k & 1)
        for k in range(len(near))
    ]
    useful = [k for k, mask in enumerate(covers) if 0 < mask < (1 << len(least)) - 1]
    search = Covering([covers[k] for k in useful], [near[k].part.high or 0 for k in useful])
    if search.everything != (1 << len(least)) - 1:
        return None
    return Pieces([near[k].part for k in useful], search, len(near) == number)


def _needed(near: Sequence[Reach]) -> list[Reach]:
    """The parts that no other one makes needless, in the order given."""
    kept: list[Reach] = []
    for reach in sorted(near, key=lambda r: (r.part.high or 0, r.part.claim_id)):
        if not any(k.makes_needless(reach) for k in kept):
            kept.append(reach)
    return sorted(kept, key=lambda r: r.part.claim_id)


def _hardest(pieces: set[int]) -> list[int]:
    """The pieces but those that are covered whenever another one is, by whom they are covered."""
    kept: list[int] = []
    for piece in sorted(pieces, key=lambda p: (p.bit_count(), p)):
        if not any(hard & piece == hard for hard in kept):
            kept.append(piece)
    return kept


def _coverers(near: Sequence[Reach], period: Scope | None) -> set[int]:
    """For the people of each country in a period, the mask of the parts that cover them."""
    by_country: dict[int, int] = {}
    for k, reach in enumerate(near):
        covered = reach.outright
        if period and kind_within(period, reach.part.scope):
            covered |= reach.at_times if time_within(period, reach.part.scope) else 0
        for country in bits(covered):
            by_country[country] = by_country.get(country, 0) | 1 << k
    everyone = _union([r.outright | r.at_times for r in near]).bit_length()
    return {by_country.get(country, 0) for country in range(everyone)}


def _union(masks: Sequence[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def _countries(people: Scope, countries: Sequence[str], part: Scope, lattice: Lattice) -> int:
    """The mask of the countries whose people a part counts at some time: of all or of none.

    Countries differ in nothing but whether the part counts them, so one is asked for all.
    """
    if not countries:
        return int(cell_within(place_of(people), place_of(part), lattice))
    among = lattice.known(part.population, part.excluding)
    common = [n for n, country in enumerate(countries) if country in among]
    if not common:
        return 0
    one = replace(place_of(people), population=countries[common[0]], excluding=frozenset())
    return sum(1 << n for n in common) if cell_within(one, place_of(part), lattice) else 0


def _split(scope: Scope, lattice: Lattice) -> list[str]:
    """The countries of a scope, where they are all of it; else none, and it is one piece."""
    if not lattice.whole(scope.population):
        return []
    return sorted(lattice.known(scope.population, scope.excluding))
