"""The vocabulary as lattices: which measure, population and channel lies inside which.

Built from the tables of the warehouse, so that another subject's vocabulary works the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Countries = frozenset[str]


def closed(parents: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Everything that each node lies inside, itself included (no cycles are assumed)."""
    above: dict[str, frozenset[str]] = {}

    def climb(node: str) -> frozenset[str]:
        if node not in above:
            above[node] = frozenset({node}).union(*(climb(p) for p in parents.get(node, ())))
        return above[node]

    for node in parents:
        climb(node)
    return above


@dataclass(frozen=True)
class Lattice:
    """Measures, populations and channels, each with what it lies inside.

    `kinds` maps a measure to cumulative, stock or none; `measure_above` and `channel_above` a
    node to everything around it, itself included; `members` a population to its known countries;
    `inside` a population to the one that it is said to lie inside. Inference is about figures in
    `counted_unit`; `country_unit` counts countries; `beginning` is the first day that counts.
    """

    kinds: Mapping[str, str]
    measure_parents: Mapping[str, frozenset[str]]
    disjoint_pairs: frozenset[frozenset[str]]
    members: Mapping[str, Countries]
    complete: frozenset[str]
    inside: Mapping[str, str]
    everyone: frozenset[str]
    channel_parent: Mapping[str, str]
    measure_names: Mapping[str, str]
    population_names: Mapping[str, str]
    channel_names: Mapping[str, str]
    counted_unit: str = "persons"
    country_unit: str | None = "countries"
    no_counts: frozenset[str] = frozenset({"percent", "other"})
    beginning: date | None = None

    @cached_property
    def measure_above(self) -> dict[str, frozenset[str]]:
        """Each measure that compares, with all those that on any day hold everyone it holds."""
        counted = {m for m, kind in self.kinds.items() if kind != "none"}
        above = closed({m: self.measure_parents.get(m, ()) for m in self.kinds})
        return {m: above[m] & counted for m in self.kinds if m in counted}

    @cached_property
    def measure_after(self) -> dict[str, frozenset[str]]:
        """Each measure that compares, with all that hold its people on every later day too.

        Whoever entered a cumulative measure stays counted there, and so in all around it.
        """
        return {
            m: frozenset().union(*(self.measure_above[x] for x in above if self.lasts(x)))
            for m, above in self.measure_above.items()
        }

    def lasts(self, measure: str) -> bool:
        """Whether nobody leaves it: a count of entries so far, not of a state."""
        return self.kinds[measure] == "cumulative"

    @cached_property
    def channel_above(self) -> dict[str, frozenset[str]]:
        """Each channel with all channels around it."""
        return closed({c: [p] if p else [] for c, p in self.channel_parent.items()})

    @cached_property
    def population_above(self) -> dict[str, frozenset[str]]:
        """Each population with all that contain it: by what is said of it, or by its members."""
        ids = list(self.members)
        around: dict[str, set[str]] = {
            p: {self.inside[p]} if p in self.inside else set() for p in ids
        }
        for p in self.complete:
            if own := self.members[p]:
                around[p] |= {q for q in ids if own <= self.members[q]}
        reached = {p: {p} | around[p] for p in ids}
        changed = True
        while changed:  # complete populations with equal members contain one another: a cycle
            changed = False
            for p in ids:
                more = set().union(*(reached[q] for q in reached[p]))
                if not more <= reached[p]:
                    reached[p] |= more
                    changed = True
        return {p: frozenset(qs) for p, qs in reached.items()}

    def known(self, population: str, excluding: Countries = frozenset()) -> Countries:
        """The countries known to be counted."""
        return self.members[population] - excluding

    def whole(self, population: str) -> bool:
        """Whether the known countries are all of it."""
        return population in self.complete

    @cached_property
    def limits(self) -> dict[str, Countries]:
        """The countries that are in everything known whole around a population, if there is any."""
        around = {
            p: [self.members[q] for q in above if q in self.complete]
            for p, above in self.population_above.items()
        }
        return {p: frozenset.intersection(*whole) for p, whole in around.items() if whole}

    def hull(self, population: str, excluding: Countries = frozenset()) -> Countries | None:
        """The countries that may be counted at most; None where nothing limits them."""
        limit = self.limits.get(population)
        return None if limit is None else limit - excluding

    @cached_property
    def disjoint(self) -> frozenset[tuple[str, str]]:
        """Ordered pairs of measures that no person can be in at one time, with all inside them."""
        above = self.measure_above
        return frozenset((a, b) for a in above for b in above if self.exclude(above[a], above[b]))

    def exclude(self, these: Iterable[str], those: frozenset[str]) -> bool:
        """Whether nobody can at one time be in all of these measures and in all of those."""
        return any(frozenset({x, y}) in self.disjoint_pairs for x in these for y in those)


def _listed(text: object) -> frozenset[str]:
    return frozenset(filter(None, text.split(","))) if isinstance(text, str) else frozenset()


def _pairs(table: pd.DataFrame, key: str, value: str) -> list[tuple[str, object]]:
    return list(zip(table[key], table[value], strict=True))


def _named(table: pd.DataFrame) -> dict[str, str]:
    return {key: str(name) for key, name in _pairs(table, "id", "name")}


def _marked(table: pd.DataFrame, mark: str) -> list[str]:
    return [str(row) for row in table["id"][table[mark].eq(True)]]


def _earliest(days: pd.Series[Any]) -> date | None:
    known = days.dropna()
    return None if known.empty else known.min().date()


def read_lattice(tables: Mapping[str, pd.DataFrame]) -> Lattice:
    """The lattices of the tables measure, population, population_member, channel and unit."""
    measure, population = tables["measure"], tables["population"]
    channel, member, unit = tables["channel"], tables["population_member"], tables["unit"]
    countries = set(population["id"][population["kind"] == "country"])
    members = {p: {p} & countries for p in population["id"]}
    for p, country in _pairs(member, "population", "member"):
        members[p].add(str(country))
    return Lattice(
        kinds={m: str(kind) for m, kind in _pairs(measure, "id", "kind")},
        measure_parents={m: _listed(above) for m, above in _pairs(measure, "id", "parents")},
        disjoint_pairs=frozenset(
            frozenset({m, other})
            for m, others in _pairs(measure, "id", "disjoint")
            for other in _listed(others)
        ),
        members={p: frozenset(own) for p, own in members.items()},
        complete=frozenset(countries | set(population["id"][population["complete"].eq(True)])),
        inside={p: q for p, q in _pairs(population, "id", "parent") if isinstance(q, str)},
        everyone=frozenset(population["id"][population["kind"] == "all_countries"]),
        channel_parent={
            c: q if isinstance(q, str) else "" for c, q in _pairs(channel, "id", "parent")
        },
        measure_names=_named(measure),
        population_names=_named(population),
        channel_names=_named(channel),
        counted_unit=next(iter(_marked(unit, "inferred"))),
        country_unit=next(iter(_marked(unit, "of_countries")), None),
        no_counts=frozenset(unit["id"]) - frozenset(_marked(unit, "is_count")),
        beginning=_earliest(measure["beginning"]),
    )
