"""Which figures a bound rests on: a smallest set that alone gives it.

Most bounds are one figure's own, or a sum of different people, or a whole less the others in it;
for these the least sets are searched for directly, and add up by the rules of scope. What only the
solver found rests on the rows and bounds with dual values, reduced until nothing can be spared and
confirmed by solving with what is left alone; in systems too large to be solved whole such a set may
not suffice.

What a bound rests on depends on the bound and the figures, and on no other bound: bounds are proved
in parts. How one is proved stands in least.py.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from warehouse.inference.exact import Exact
from warehouse.inference.least import Least
from warehouse.inference.points import on
from warehouse.inference.propagate import HIGH, LOW
from warehouse.inference.question import Numbers, Question
from warehouse.inference.regions import Who
from warehouse.inference.scope import Scope, Span
from warehouse.spread import Spread, shared

Key = tuple[int, int]  # variable, side


class Support:
    """The figures that the proved bounds of a system rest on, by number."""

    def __init__(self, exact: Exact) -> None:
        self.exact, self.system = exact, exact.system
        self.least = Least(self.system.figures, self.system.model.lattice)
        self.found: dict[Key, Numbers] = {}

    def of(self, variable: int, side: int) -> Numbers:
        """A smallest set of figures that gives the variable's bound on that side, sorted."""
        key = self._first(variable, side)
        if key not in self.found:
            self.prove([key])
        return self.found[key]

    def prove(self, asked: Iterable[Key], spread: Spread = map) -> None:
        """Find what these bounds rest on, (variable, side) each, so that `of` knows it."""
        keys = dict.fromkeys(self._first(*key) for key in asked)
        keys = dict.fromkeys(key for key in keys if key not in self.found)
        # These add up by the rules of scope alone, so the solver need not confirm them.
        questions = [self._question(*key) for key in keys]
        weights = [self.least.weight(question) for question in questions]
        direct = shared(spread, self.least.direct, questions, weights)
        self.found |= {key: found for key, found in zip(keys, direct, strict=True) if found}
        left = [key for key in keys if key not in self.found]
        # Of counts that hold one another the inner one comes first: its set may serve the others.
        named = sorted(
            ((key, self._named(*key)) for key in left), key=lambda kq: self._depth(kq[1])
        )
        reduced = shared(spread, self.least.reduced, [question for _, question in named])
        self.found |= zip((key for key, _ in named), reduced, strict=True)

    def _depth(self, question: Question) -> tuple[int, ...]:
        """The inner first, which is the later for lowest values, of any two nested counts."""
        lattice, target = self.system.model.lattice, question.target
        order = (
            len(lattice.known(target.population, target.excluding)),
            -len(lattice.measure_above[target.measure]),
            target.as_of.first.toordinal(),
        )
        return order if question.side == HIGH else tuple(-n for n in order)

    def _first(self, variable: int, side: int) -> Key:
        """The bound that it goes back to: a count that has not moved since the day before rests on
        what that rested on."""
        region, measure, point = self.system.places[variable]
        times = self.system.model.times[region, measure]
        if times.stock:
            return variable, side
        bounds, step = self.exact.bounds(side), -1 if side == LOW else 1
        place = bisect_left(times.days, point.first) + step
        while 0 <= place < len(times.days):
            other = self.system.model.index[region, measure, on(times.days[place])]
            if bounds[other] != bounds[variable]:
                break
            variable, place = other, place + step
        return variable, side

    @cached_property
    def _whos(self) -> dict[int, tuple[Who, str]]:
        """Citizens' regions through any channel, by number."""
        parents = self.system.model.lattice.channel_parent
        return {
            region: (who, layer[1])
            for (layer, who), region in sorted(self.system.model.regions.of.items())
            if not layer[0] and not parents[layer[1]]
        }

    def target(self, variable: int) -> Scope:
        """The scope that a variable counts."""
        lattice = self.system.model.lattice
        region, measure, point = self.system.places[variable]
        who, channel = self._whos[region]
        kind = "stock" if lattice.kinds[measure] == "stock" else "cumulative"
        day = Span(point.first.isoformat(), point.first, point.last)
        unit = lattice.counted_unit
        return Scope(measure, who[0], kind, day, None, who[1], channel=channel, unit=unit)

    def _question(self, variable: int, side: int) -> Question:
        return Question(self.target(variable), side, int(self.exact.bounds(side)[variable]))

    def _named(self, variable: int, side: int) -> Question:
        """The bound with what the solver's dual values or propagation name."""
        rows = self.system.model.rows
        stops = self.exact.solved.get((variable, side))
        if stops is None:
            named = self.system.explanations.figures([(variable, side)])
        else:
            named = {rows.figure[r] for r in stops.rows} - {-1}
            ends = [(int(c), s) for c in stops.columns for s in (LOW, HIGH)]
            named |= self.system.explanations.figures(ends)
        question, whole = self._question(variable, side), self.exact.tightest
        return replace(question, named=tuple(sorted(named)), whole=whole)
