"""Which candidates inside a whole count different people, as a graph for the search.

Also what can be known beforehand: how much they add up to at most, and which are worth a look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, combinations_with_replacement, product

from warehouse.inference.apart import apart
from warehouse.inference.conflict import PARTS, STATES, WINDOWS
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.places import key_of
from warehouse.inference.scope import Scope

IDENTITIES = (PARTS, STATES, WINDOWS)
# Relations are asked for every two candidates; beyond this only the strongest are looked at.
CANDIDATES = 400


@dataclass
class Relations:
    """By which identity two figures count different people, asked once for each two figures."""

    lattice: Lattice
    known: dict[tuple[str, str], str | None] = field(default_factory=dict)
    populations: dict[tuple[object, object], bool] = field(default_factory=dict)

    def between(self, a: Figure, b: Figure) -> str | None:
        """PARTS, STATES, WINDOWS or None."""
        key = (a.claim_id, b.claim_id)
        if key not in self.known:
            self.known[key] = apart(a.scope, b.scope, self.lattice)
        return self.known[key]

    def neighbours(self, parts: Sequence[Figure]) -> dict[str, list[int]]:
        """For each identity, and for each part, the mask of the parts that it is apart from."""
        masks = {identity: [0] * len(parts) for identity in IDENTITIES}
        groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for node, part in enumerate(parts):
            groups[_people(part)].append(node)
        for (people, own), (others, other) in combinations_with_replacement(groups.items(), 2):
            if people != others and self._different_people(
                people, others, parts[own[0]], parts[other[0]]
            ):
                _join(masks[PARTS], own, other)
                continue
            for i, j in combinations(own, 2) if own is other else product(own, other):
                if self._may_be_apart(parts[i].scope, parts[j].scope) and (
                    identity := self.between(parts[i], parts[j])
                ):
                    _join(masks[identity], [i], [j])
        return masks

    def _may_be_apart(self, a: Scope, b: Scope) -> bool:
        """A quick look at two scopes whose populations may share people."""
        return (a.measure, b.measure) in self.lattice.disjoint or (
            "window" in (a.kind, b.kind)
            and (
                b.measure in self.lattice.measure_above[a.measure]
                or a.measure in self.lattice.measure_above[b.measure]
            )
        )

    def _different_people(self, people: object, others: object, a: Figure, b: Figure) -> bool:
        """Whether all figures on two populations are apart, as these two on them are."""
        key = (people, others)
        if key not in self.populations:
            self.populations[key] = apart(a.scope, b.scope, self.lattice) == PARTS
        return self.populations[key]


def _people(figure: Figure) -> tuple[object, ...]:
    scope = figure.scope
    return scope.population, scope.excluding, scope.native


def _join(masks: list[int], own: Sequence[int], other: Sequence[int]) -> None:
    for one, another in ((own, other), (other, own)):
        mask = sum(1 << node for node in another)
        for node in one:
            masks[node] |= mask


def at_most(parts: Sequence[Figure]) -> int:
    """More than any set of different people adds up to.

    Figures of one place are never apart unless they are windows.
    """
    of_place: dict[object, int] = defaultdict(int)
    windows = 0
    for part in parts:
        if part.scope.kind == "window":
            windows += part.low
        else:
            place = key_of(part.scope)
            of_place[place] = max(of_place[place], part.low)
    return windows + sum(of_place.values())


def strongest(parts: Sequence[Figure]) -> list[Figure]:
    """At most CANDIDATES of the parts, by claim id: of each place the largest first."""
    rank: dict[object, int] = defaultdict(int)
    ranked: list[tuple[int, int, Figure]] = []
    for part in sorted(parts, key=lambda p: (-p.low, p.claim_id)):
        place = key_of(part.scope)
        ranked.append((rank[place], len(ranked), part))
        rank[place] += 1
    kept = sorted(ranked, key=lambda r: r[:2])[:CANDIDATES]
    return sorted((part for *_, part in kept), key=lambda p: p.claim_id)
