"""The least that must be set aside for the rest to be consistent.

Implicit hitting sets (Moreno-Centeno and Karp 2013): the least sets that hit every known
contradiction are tried against the whole system; a contradiction that they leave is added, until
none is left. What is set aside is not called wrong: another least set may keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from warehouse.inference.hitting import Hitting, least_hitting_sets

Core = frozenset[str]
Finder = Callable[[Collection[str]], Core | None]
LIMIT = 100  # solutions listed per component: more than anybody reads


@dataclass(frozen=True)
class Component:
    """Contradictions that share claims, and the least sets that resolve all of them."""

    cores: tuple[Core, ...]
    hitting: Hitting

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of its contradictions."""
        return tuple(sorted(frozenset().union(*self.cores)))

    @property
    def left_out(self) -> frozenset[str]:
        """What no bound may rest on: every claim of some least set, or of some contradiction."""
        if not self.hitting.complete:
            return frozenset(self.claims)
        return frozenset(claim for solution in self.hitting.solutions for claim in solution)


def components(cores: Iterable[Core]) -> list[tuple[Core, ...]]:
    """The contradictions, those that share claims together; ordered by their smallest claim."""
    groups: list[tuple[set[str], list[Core]]] = []
    for core in sorted(set(cores), key=sorted):
        members, together = set(core), [core]
        apart = []
        for group in groups:
            if group[0] & core:
                members |= group[0]
                together += group[1]
            else:
                apart.append(group)
        groups = [*apart, (members, together)]
    return [
        tuple(sorted(together, key=lambda c: (len(c), sorted(c))))
        for _, together in sorted(groups, key=lambda g: min(g[0]))
    ]


def least_set_aside(
    cores: Iterable[Core], remaining: Finder, limit: int = LIMIT
) -> list[Component]:
    """The components of all contradictions with their least sets, each tried on the whole system.

    `cores` are minimal contradictions known so far. `remaining(aside)` gives a minimal one that is
    left when these claims are set aside, or None. Each least set of each component is tried at
    least once, together with least sets of the other components.
    """
    known = set(cores)
    solved: dict[tuple[Core, ...], Hitting] = {}
    while True:
        groups = components(known)
        for group in groups:
            if group not in solved:
                solved[group] = least_hitting_sets(group, limit)
        found = [Component(group, solved[group]) for group in groups]
        rounds = max((len(c.hitting.solutions) for c in found), default=1)
        left = None
        for turn in range(rounds):
            chosen = [c.hitting.solutions[turn % len(c.hitting.solutions)] for c in found]
            left = remaining([claim for solution in chosen for claim in solution])
            if left is not None:
                break
        if left is None:
            return found
        assert left not in known
        known.add(left)
