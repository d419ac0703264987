"""Whether figures can all be true together, by every identity, and if not, which cannot.

The linear model knows what holds of true counts. Two kinds of contradiction are about what is
printed and stand beside it: a document's own sums, and counts of countries.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

from warehouse.inference.conflict import JOINT, PART, WHOLE, Conflict, Member
from warehouse.inference.countries import too_many_countries
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.model import UNBOUNDED
from warehouse.inference.sparing import spared
from warehouse.inference.sums import stated_sums
from warehouse.inference.system import System


class Consistency:
    """Questions about subsets of one set of figures, and about changed copies of them."""

    def __init__(self, figures: Sequence[Figure], lattice: Lattice) -> None:
        self.figures, self.lattice = list(figures), lattice
        self.people = [f for f in self.figures if f.scope.unit == lattice.counted_unit]
        self.parts_of: dict[str, set[str]] = {}
        for figure in self.people:
            if figure.part_of:
                self.parts_of.setdefault(figure.part_of, set()).add(figure.claim_id)
        self.answers: dict[frozenset[Figure], bool] = {}

    def __reduce__(self) -> tuple[object, ...]:
        # The model goes along where it is made; what was answered is answered anew elsewhere.
        made = {name: self.__dict__[name] for name in ("system",) if name in self.__dict__}
        return Consistency, (self.figures, self.lattice), made

    @cached_property
    def system(self) -> System:
        """The linear model of all figures."""
        return System(self.people, self.lattice)

    def consistent(self, figures: Sequence[Figure]) -> bool:
        """Whether all of these can be true together."""
        key = frozenset(figures)
        if key not in self.answers:
            people = [f for f in figures if f.scope.unit == self.lattice.counted_unit]
            counted = not people or System(people, self.lattice).core() is None
            self.answers[key] = counted and self._printed(figures) is None
        return self.answers[key]

    def _printed(self, figures: Sequence[Figure]) -> Conflict | None:
        """A document's sum that does not add up, or countries that are too many."""
        people = [f for f in figures if f.scope.unit == self.lattice.counted_unit]
        here = {f.claim_id for f in figures}
        for conflict in stated_sums(people, self.lattice):
            (whole,) = conflict.having(WHOLE)
            # A sum of which a part is missing says nothing of falling short.
            if self.parts_of.get(whole.claim_id, set()) <= here or _exceeds(conflict):
                return conflict
        for figure in figures:
            if figure.scope.unit == self.lattice.country_unit and figure.high is not None:
                found = too_many_countries(figure, people, self.lattice)
                if found is not None:
                    return found
        return None

    def remaining(self, aside: Collection[str]) -> Conflict | None:
        """A minimal contradiction among the figures that are not set aside; None: there is none."""
        gone = set(aside)
        numbers = [n for n, f in enumerate(self.people) if f.claim_id in gone]
        core = self.system.core(numbers)
        if core is None:
            return self._printed([f for f in self.figures if f.claim_id not in gone])
        figures = [self.people[n] for n in sorted(core)]
        least = spared(figures, lambda some: not self.consistent(some))
        return _joint(least, self)


def _joint(figures: Sequence[Figure], among: Consistency) -> Conflict:
    """A contradiction that only the linear model shows: the parts are too many for the wholes.

    The excess is by how much the first whole would have to be larger.
    """
    members = []
    for figure in figures:
        others = [f for f in figures if f is not figure]
        needs_low = among.consistent([*others, replace(figure, low=0)])
        members.append(Member(figure, PART if needs_low else WHOLE))
    whole = next((m.figure for m in members if m.role == WHOLE and m.figure.high is not None), None)
    if whole is None:
        return Conflict(tuple(members), (JOINT,), 1, complete=False)
    others, limit = [f for f in figures if f is not whole], whole.high or 0

    def enough(more: int) -> bool:
        return among.consistent([*others, replace(whole, high=limit + more)])

    most = 1
    while not enough(most):
        most *= 2
        if most > UNBOUNDED:  # no larger whole would do: its low contradicts the others as well
            return Conflict(tuple(members), (JOINT,), 1, complete=False)
    excess = bisect_left(range(most), True, lo=1, key=enough)
    return Conflict(tuple(members), (JOINT,), excess, complete=False)


def _exceeds(conflict: Conflict) -> bool:
    """Whether the parts of a stated sum are more than its whole."""
    (whole,) = conflict.having(WHOLE)
    parts = sum(part.read_low or 0 for part in conflict.having(PART))
    return whole.read_high is not None and parts > whole.read_high
