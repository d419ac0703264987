"""How near two scopes are: populations, measures, channels, by the lattices of the vocabulary.

Near is not comparable: a retelling may turn recruits into men serving, families into missing men.
No number and no date here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Lattice:
    """What lies inside what, as sets: an id is inside itself. `loose` ids may overlap."""

    around: Mapping[str, frozenset[str]]
    inside: Mapping[str, frozenset[str]]
    loose: frozenset[str] = frozenset()

    def relation(self, a: str, b: str) -> str:
        """`same`, `nested` (one inside the other, or both loose) or `apart`."""
        if a == b:
            return "same"
        if b in self.around.get(a, ()) or a in self.around.get(b, ()):
            return "nested"
        return "nested" if a in self.loose and b in self.loose else "apart"

    def near(self, a: str) -> frozenset[str]:
        """All ids that are nested with `a`, itself included."""
        found = self.around.get(a, frozenset()) | self.inside.get(a, frozenset()) | {a}
        return found | self.loose if a in self.loose else found


def lattice(pairs: Pairs, loose: Iterable[str] = ()) -> Lattice:
    """A lattice of pairs (inner, outer), as the tables population_within and so on hold them."""
    around: dict[str, set[str]] = defaultdict(set)
    inside: dict[str, set[str]] = defaultdict(set)
    for inner, outer in pairs:
        around[inner].add(outer)
        inside[outer].add(inner)
    return Lattice(
        {k: frozenset(v) for k, v in around.items()},
        {k: frozenset(v) for k, v in inside.items()},
        frozenset(loose),
    )


@dataclass(frozen=True)
class World:
    """The lattices, the measures that exclude each other, and those that count something else."""

    populations: Lattice
    measures: Lattice
    channels: Lattice
    disjoint: frozenset[tuple[str, str]] = frozenset()
    uncounted: frozenset[str] = frozenset()

    def measure(self, a: str, b: str) -> str:
        """`same`; `near` (one inside the other, or both inside a third); `uncounted` where one of
        them counts something else, which may be anything; `apart` where they exclude each other or
        share nothing."""
        if a == b:
            return "unsaid" if a in self.uncounted else "same"
        if (a, b) in self.disjoint or (b, a) in self.disjoint:
            return "apart"
        if a in self.uncounted or b in self.uncounted:
            return "uncounted"
        shared = self.measures.around.get(a, frozenset()) & self.measures.around.get(b, frozenset())
        return "near" if shared or self.measures.relation(a, b) == "nested" else "apart"
