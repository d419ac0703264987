"""All least sets that hit every one of a family of sets.

What is left once one claim of each contradiction is set aside is consistent; this is Reiter's
hitting-set view of diagnosis (1987). Nothing here knows what the sets are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from warehouse.inference.highs import Highs

Family = Sequence[frozenset[str]]
WORK = 200_000  # branches; a family of a hundred overlapping pairs takes some thousands
# For the least size alone, where branching gave up: some ten seconds. Seconds themselves would end
# elsewhere on every machine, and with other sets.
NODES = 1_000


@dataclass(frozen=True)
class Hitting:
    """`solutions` are least hitting sets, sorted; all of them if `complete`.

    `gap` is the size of the solutions less what is proved to be needed: 0 where it is the least.
    """

    size: int
    solutions: tuple[tuple[str, ...], ...]
    complete: bool
    gap: int = 0


def _by_size(members: frozenset[str]) -> tuple[int, list[str]]:
    return len(members), sorted(members)


def _packing(family: Family) -> int:
    """A number of sets of which no two share an element: as many elements are needed."""
    used: set[str] = set()
    count = 0
    for members in sorted(family, key=_by_size):
        if not members & used:
            used |= members
            count += 1
    return count


class _Search:
    """Branches over the elements of an unhit set, each time without those tried before it."""

    def __init__(self, family: Family, size: int, limit: int, work: int) -> None:
        self.family, self.size, self.limit, self.work = family, size, limit, work
        self.found: list[tuple[str, ...]] = []
        self.cut = False

    def run(self) -> None:
        self._branch([], frozenset(), list(self.family))

    def _branch(self, chosen: list[str], barred: frozenset[str], unhit: Family) -> None:
        self.work -= 1
        if self.work < 0 or len(self.found) > self.limit:
            self.cut = True
            return
        if not unhit:
            self.found.append(tuple(sorted(chosen)))
            return
        left: list[frozenset[str]] = [members - barred for members in unhit]
        if not all(left) or len(chosen) + _packing(left) > self.size:
            return
        smallest = min(left, key=_by_size)
        for element in sorted(smallest):
            rest = [members for members in unhit if element not in members]
            self._branch([*chosen, element], barred, rest)
            barred |= {element}


def least_hitting_sets(family: Family, limit: int = 100, work: int = WORK) -> Hitting:
    """Every least set with an element of each member of the family, up to `limit` of them."""
    lower = _packing(family)
    while True:
        search = _Search(family, lower, limit, work)
        search.run()
        if search.found:
            whole = not search.cut and len(search.found) <= limit
            return Hitting(lower, tuple(sorted(search.found)[:limit]), whole)
        if search.cut:
            return _programmed(family, lower)
        lower += 1


def _programmed(family: Family, lower: int) -> Hitting:
    """One hitting set by integer programming, with what is proved of its size."""
    names = sorted(frozenset().union(*family))
    number = {name: k for k, name in enumerate(names)}
    model = Highs()
    model.setOptionValue("mip_max_nodes", NODES)
    for _ in names:
        model.addVar(0.0, 1.0)
    for k in range(len(names)):
        model.changeColCost(k, 1.0)
        model.changeColIntegrality(k, highspy.HighsVarType.kInteger)
    for members in family:
        chosen = np.array(sorted(number[m] for m in members), dtype=np.int32)
        model.addRow(1.0, highspy.kHighsInf, len(chosen), chosen, np.ones(len(chosen)))
    model.run()
    values = np.array(model.getSolution().col_value)
    solution = tuple(name for name, value in zip(names, values, strict=True) if value > 0.5)
    bound = model.getInfo().mip_dual_bound
    proved = max(lower, int(np.ceil(bound - 1e-6)) if np.isfinite(bound) else 0)
    return Hitting(len(solution), (solution,), False, max(0, len(solution) - proved))
