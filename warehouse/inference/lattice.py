"""The vocabulary as lattices: which measure, population and channel lies inside which.

Built from the tables of the warehouse, so that another subject's vocabulary works the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

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
    `inside` a population to the one that it is said to lie inside.
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

    @cached_property
    def measure_above(self) -> dict[str, frozenset[str]]:
        """Each measure with all measures that hold everyone it holds."""
        counted = {m for m, kind in self.kinds.items() if kind != "none"}
        return closed({m: self.measure_parents.get(m, frozenset()) & counted for m in counted})

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

    def hull(self, population: str, excluding: Countries = frozenset()) -> Countries | None:
        """The countries that may be counted at most; None where nothing limits them."""
        limits = [self.members[q] for q in self.population_above[population] if q in self.complete]
        return frozenset.intersection(*limits) - excluding if limits else None

    @cached_property
    def disjoint(self) -> frozenset[tuple[str, str]]:
        """Ordered pairs of measures that no person can be in at one time, with all inside them."""
        found = set()
        for a, above_a in self.measure_above.items():
            for b, above_b in self.measure_above.items():
                if any(frozenset({x, y}) in self.disjoint_pairs for x in above_a for y in above_b):
                    found.add((a, b))
        return frozenset(found)


def _listed(text: object) -> frozenset[str]:
    return frozenset(filter(None, text.split(","))) if isinstance(text, str) else frozenset()


def _pairs(table: pd.DataFrame, key: str, value: str) -> list[tuple[str, object]]:
    return list(zip(table[key], table[value], strict=True))


def _named(table: pd.DataFrame) -> dict[str, str]:
    return {key: str(name) for key, name in _pairs(table, "id", "name")}


def read_lattice(tables: Mapping[str, pd.DataFrame]) -> Lattice:
    """The lattices of the tables measure, population, population_member and channel."""
    measure, population = tables["measure"], tables["population"]
    channel, member = tables["channel"], tables["population_member"]
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
    )
