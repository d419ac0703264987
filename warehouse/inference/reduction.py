"""What is named for a bound, without all that can be spared.

Belongs here: the deletion filter, and where the outcome for another bound is its outcome too. Not
here: what is named (support), and bounds that add up by the rules of scope (least).

Most bounds are asked about countries of which nobody says anything by themselves, on days between
which nothing happens, and under measures of which nobody speaks. Three rules spare their filters,
and lead to what the filter of each would have left:

- Bounds that only differ in two countries, or days, between which the figures named make no
  difference are one bound under other names.
- A count that holds another is at least what that is. Let the filter leave a set for the inner one
  of two counts with the same figures named and the same highest value. If this set gives the value
  for the outer one too, then so does every set that the inner filter found to be enough, for all
  of these hold it; and no other set that was tried does, for it would for the inner one as well.
  Both filters are the same, step by step. For lowest values it is the other way around.
- Figures are left out of one system, by giving their rows no bounds. That a set gives the value is
  confirmed by the system of this set alone, if any figure was spared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np

from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.model import UNBOUNDED
from warehouse.inference.propagate import LOW, Box
from warehouse.inference.question import Numbers, Question
from warehouse.inference.scope import EVER, Span, within
from warehouse.inference.solver import Solver
from warehouse.inference.sparing import spared
from warehouse.inference.system import System, as_tight, bound

Key = tuple[object, ...]
DAY = timedelta(days=1)


class Reduction:
    """Filters among some figures, known by number; what was found is remembered."""

    def __init__(self, figures: Sequence[Figure], lattice: Lattice) -> None:
        self.figures, self.lattice = figures, lattice
        self.alike: dict[Key, Numbers | None] = {}
        self.found: dict[Key, list[tuple[Question, Numbers]]] = {}

    def of(self, question: Question) -> Numbers:
        """What is named without what can be spared; of all figures where that is not enough."""
        key = self._key(question)
        if key not in self.alike:
            self.alike[key] = self._of_named(question)
        enough = self.alike[key]
        if enough is not None:
            return enough
        if not question.whole:  # a block knows rows that a few figures alone do not make
            return question.named
        return self._filtered(range(len(self.figures)), question)

    def _of_named(self, question: Question) -> Numbers | None:
        """Of the figures named; None where they do not give the bound alone."""
        known = self.found.setdefault((question.side, question.value, question.named), [])
        for other, numbers in known:
            pair = (other.target, question.target)
            inner, outer = pair if question.side != LOW else reversed(pair)
            if within(inner, outer, self.lattice) and self._gives(numbers, question):
                return numbers
        of_few = _OfFew(question, self.figures, self.lattice)
        if not of_few.gives(question.named):
            return None
        numbers = tuple(sorted(spared(question.named, of_few.gives)))
        if numbers != question.named and not self._gives(numbers, question):
            numbers = self._filtered(question.named, question)
        known.append((question, numbers))
        return numbers

    def _filtered(self, numbers: Sequence[int], question: Question) -> Numbers:
        """The filter, by a system of each set of figures that it tries."""
        return tuple(sorted(spared(numbers, lambda some: self._gives(some, question))))

    def _gives(self, numbers: Iterable[int], question: Question) -> bool:
        """Whether these figures alone give the bound."""
        figures, target = [self.figures[n] for n in numbers], question.target
        who, day = (target.population, target.excluding), target.as_of.first
        side, value = question.side, question.value
        got = bound(figures, self.lattice, who, target.measure, day, side, enough=value)
        return as_tight(got, value, side)

    def _key(self, question: Question) -> Key:
        """What the answer to a question depends on."""
        figures, target = [self.figures[n] for n in question.named], question.target
        days = sorted({day for f in figures for s in _spans(f) for day in (s.first, s.last)})
        day = target.as_of.first
        place = bisect_left(days, day)
        on = place < len(days) and days[place] == day
        who = (self._who(target.population, figures), target.excluding)
        return question.side, question.value, question.named, target.measure, who, place, on

    def _who(self, population: str, figures: Sequence[Figure]) -> object:
        """A country that none of the figures names: the populations of theirs that it lies in.
        Else the population itself."""
        named = {f.scope.population for f in figures}
        excluded = frozenset().union(*(f.scope.excluding for f in figures))
        if self.lattice.members[population] != {population} or population in named | excluded:
            return population
        # What a population of unknown extent lies inside limits it; a whole one is its countries.
        unknown = [p for p in named if not self.lattice.whole(p)]
        around = named.union(*(self.lattice.population_above[p] for p in unknown))
        return frozenset(around & self.lattice.population_above[population])


class _OfFew:
    """The system of the figures named for a bound, of which some can be left out.

    It has the counts of all of them, so what some give in a system of their own they give here.
    What is left of the filter is enough by itself if its own system says so; nothing can then be
    spared there either.
    """

    def __init__(self, question: Question, figures: Sequence[Figure], lattice: Lattice) -> None:
        target, named = question.target, question.named
        who, day = (target.population, target.excluding), target.as_of.first
        own = [figures[n] for n in named]
        system = System(own, lattice, also=[(who, target.measure, day)])
        found = system.variable(who, target.measure, day, question.side)
        assert found is not None
        self.variable, self.question = found, question
        stated = np.array(system.model.rows.figure)
        self.rows = {n: np.flatnonzero(stated == k) for k, n in enumerate(named)}
        size = system.matrix.n_variables
        # What propagation leaves rests on all of the figures: none of it stands in the way here.
        everywhere = Box(np.zeros(size, np.int64), np.full(size, UNBOUNDED, np.int64))
        self.solver = Solver(system.matrix, everywhere)
        self.matrix = system.matrix
        self.held = set(named)

    def gives(self, some: Sequence[int]) -> bool:
        """Whether some of the figures, by number, give the bound."""
        changed = self.held ^ set(some)
        self.held = set(some)
        for number in sorted(changed):
            for row in self.rows[number].tolist():
                on = number in self.held
                low, high = int(self.matrix.low[row]), int(self.matrix.high[row])
                self.solver.limit(row, *((low, high) if on else (-UNBOUNDED, UNBOUNDED)))
        side, value = self.question.side, self.question.value
        got = self.solver.furthest(self.variable, side)
        return as_tight(got, value, side)


def _spans(figure: Figure) -> list[Span]:
    """The dates of a figure; for a beginning, also the days before it."""
    scope = figure.scope
    if scope.since is None:
        return [scope.as_of]
    return [
        scope.as_of,
        scope.since,
        Span("", _before(scope.since.first), _before(scope.since.last)),
    ]


def _before(day: date) -> date:
    return day - DAY if day > EVER else day
