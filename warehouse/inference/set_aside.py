"""The least that must be set aside for the rest to be consistent.

Implicit hitting sets (Moreno-Centeno and Karp 2013): the least sets that hit every known
contradiction are tried against the whole system; a contradiction that they leave is added, until
none is left. What is set aside is not called wrong: another least set may keep it.

The least sets of a component follow from its contradictions, and whether a choice of least sets
leaves a contradiction from that choice: both are found in parts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from warehouse.inference.hitting import Hitting, least_hitting_sets
from warehouse.spread import Spread, shared

Core = frozenset[str]
LIMIT = 100  # solutions listed per component: more than anybody reads


class Contradiction(Protocol):
    """Whatever tells which claims contradict one another."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The claims."""
        ...


Found = TypeVar("Found", bound=Contradiction)
Finder = Callable[[Collection[str]], Found | None]


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
    cores: Iterable[Core], remaining: Finder[Found], limit: int = LIMIT, spread: Spread = map
) -> tuple[list[Component], list[Found]]:
    """The components of all contradictions with their least sets, each tried on the whole system;
    and the contradictions that were found on the way.

    `cores` are minimal contradictions known so far. `remaining(aside)` gives a minimal one that is
    left when these claims are set aside, or None. Each least set of each component is tried at
    least once, together with least sets of the other components.
    """
    known = set(cores)
    added: list[Found] = []
    solved: dict[tuple[Core, ...], Hitting] = {}
    while True:
        groups = components(known)
        new = [group for group in groups if group not in solved]
        solved |= zip(new, shared(spread, partial(_least, limit), new), strict=True)
        found = [Component(group, solved[group]) for group in groups]
        left = next(_left(_tries(found), remaining, spread), None)
        if left is None:
            return found, added
        core = frozenset(left.ids)
        assert core not in known
        known.add(core)
        added.append(left)


def _least(limit: int, groups: Sequence[tuple[Core, ...]]) -> list[Hitting]:
    return [least_hitting_sets(group, limit) for group in groups]


def _tries(found: Sequence[Component]) -> list[list[str]]:
    """Choices of one least set of each component, in which each least set stands at least once."""
    rounds = max((len(c.hitting.solutions) for c in found), default=1)
    return [
        [claim for c in found for claim in c.hitting.solutions[turn % len(c.hitting.solutions)]]
        for turn in range(rounds)
    ]


def _left(tries: Sequence[list[str]], remaining: Finder[Found], spread: Spread) -> Iterator[Found]:
    """What the tries leave, in their order. Mostly the first one leaves something, and no other
    need be tried: it is asked about by itself."""
    for some, by in ((tries[:1], map), (tries[1:], spread)):
        for left in by(remaining, some) if some else ():
            if left is not None:
                yield left
