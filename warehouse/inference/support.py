"""Which figures a bound rests on: a smallest set that alone gives it.

Most bounds are one figure's own, or a sum of different people, or a whole less the others in it;
for these the least sets are searched for directly, and add up by the rules of scope. What only the
solver found rests on the rows and bounds with dual values, reduced until nothing can be spared and
confirmed by solving with what is left alone; in systems too large to be solved whole such a set may
not suffice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from warehouse.inference.apart import apart
from warehouse.inference.cliques import Effort, Graph, OutOfEffortError
from warehouse.inference.exact import Exact
from warehouse.inference.figure import Figure
from warehouse.inference.points import Point
from warehouse.inference.propagate import HIGH, LOW
from warehouse.inference.regions import Who
from warehouse.inference.relations import CANDIDATES, strongest
from warehouse.inference.scope import Scope, Span, cell_within, time_within
from warehouse.inference.sparing import spared
from warehouse.inference.system import bound

Numbers = tuple[int, ...]
ANY_DAY = Span("")
EFFORT = 5_000  # steps of a search for a least set; sums of fifty countries take some hundreds


class Support:
    """The figures that the proved bounds of a system rest on, by number."""

    def __init__(self, exact: Exact) -> None:
        self.exact, self.system = exact, exact.system
        self.figures: Sequence[Figure] = exact.system.figures
        self.lattice = exact.system.model.lattice
        self.found: dict[tuple[int, int], Numbers] = {}
        self.cells: dict[Scope, list[int]] = {}
        self.limits: dict[Scope, list[int]] = {}
        self.asked: dict[tuple[int, int], bool] = {}

    @cached_property
    def _whos(self) -> dict[int, tuple[Who, str]]:
        """Citizens' regions through any channel, by number."""
        parents = self.lattice.channel_parent
        return {
            region: (who, layer[1])
            for (layer, who), region in sorted(self.system.model.regions.of.items())
            if not layer[0] and not parents[layer[1]]
        }

    def target(self, variable: int) -> Scope:
        """The scope that a variable counts."""
        region, measure, point = self.system.places[variable]
        who, channel = self._whos[region]
        kind = "stock" if self.lattice.kinds[measure] == "stock" else "cumulative"
        day = Span(point.first.isoformat(), point.first, point.last)
        unit = self.lattice.counted_unit
        return Scope(measure, who[0], kind, day, None, who[1], channel=channel, unit=unit)

    def of(self, variable: int, side: int) -> Numbers:
        """A smallest set of figures that gives the variable's bound on that side, sorted."""
        key = (variable, side)
        if key not in self.found:
            self.found[key] = self._search(variable, side)
        return self.found[key]

    def _search(self, variable: int, side: int) -> Numbers:
        value = int(self.exact.bounds(side)[variable])
        target = self.target(variable)
        if same := self._neighbour(variable, side, value):
            return same
        # These add up by the rules of scope alone, so the solver need not confirm them.
        direct = self._sum(target, value) if side == LOW else self._difference(target, value)
        return direct or self._reduced(variable, side, target, value)

    def _neighbour(self, variable: int, side: int, value: int) -> Numbers | None:
        """A count that has not moved since the day before rests on what that rested on."""
        region, measure, point = self.system.places[variable]
        times = self.system.model.times[region, measure]
        if times.stock:
            return None
        place = times.days.index(point.first) + (-1 if side == LOW else 1)
        if not 0 <= place < len(times.days):
            return None
        day = times.days[place]
        other = self.system.model.index[region, measure, Point(day, day)]
        if int(self.exact.bounds(side)[other]) == value:
            return self.of(other, side)
        return None

    def _inside(self, scope: Scope) -> list[int]:
        """The figures with a low that lie inside a scope, by number."""
        cell = replace(scope, as_of=ANY_DAY)
        if cell not in self.cells:
            self.cells[cell] = [
                n for n, f in enumerate(self.figures)
                if f.low > 0 and cell_within(f.scope, scope, self.lattice)
            ]  # fmt: skip
        return [n for n in self.cells[cell] if time_within(self.figures[n].scope, scope)]

    def _around(self, scope: Scope) -> list[int]:
        """The figures with a high that a scope lies inside, by number."""
        cell = replace(scope, as_of=ANY_DAY)
        if cell not in self.limits:
            self.limits[cell] = [
                n for n, f in enumerate(self.figures)
                if f.high is not None and cell_within(scope, f.scope, self.lattice)
            ]  # fmt: skip
        return [n for n in self.limits[cell] if time_within(scope, self.figures[n].scope)]

    def _sum(self, target: Scope, value: int) -> Numbers | None:
        """One figure inside the target, or the fewest of different people that reach the value."""
        return self._fewest(self._inside(target), value)

    def _difference(self, target: Scope, value: int) -> Numbers | None:
        """One figure around the target, less the fewest others inside it that are apart from it."""
        around = self._around(target)
        if exact := [n for n in around if self.figures[n].high == value]:
            return (min(exact),)
        best: Numbers | None = None
        for whole in around:
            figure = self.figures[whole]
            others = [
                n for n in self._inside(figure.scope)
                if apart(self.figures[n].scope, target, self.lattice)
            ]  # fmt: skip
            least = self._fewest(others, (figure.high or 0) - value)
            if least and (best is None or (len(least) + 1, least) < (len(best), best)):
                best = tuple(sorted((whole, *least)))
        return best

    def _fewest(self, candidates: Sequence[int], value: int) -> Numbers | None:
        """The fewest candidates, pairwise apart, whose lows reach the value.

        Of many candidates those are looked at that are strongest in their place.
        """
        if single := [n for n in candidates if self.figures[n].low >= value]:
            return (min(single),)
        if sum(self.figures[n].low for n in candidates) < value:
            return None
        if len(candidates) > CANDIDATES:
            number = {self.figures[n].claim_id: n for n in candidates}
            kept = strongest([self.figures[n] for n in candidates])
            candidates = [number[figure.claim_id] for figure in kept]
        lows = [self.figures[n].low for n in candidates]
        joined = [0] * len(candidates)
        for i, a in enumerate(candidates):
            for j in range(i):
                if self._apart(a, candidates[j]):
                    joined[i] |= 1 << j
                    joined[j] |= 1 << i
        graph = Graph(lows, joined)
        try:
            found = next(graph.exceeding(value - 1, Effort(EFFORT)), None)
        except OutOfEffortError:
            found = min(graph.greedy(value - 1), key=len, default=None)
        return None if found is None else tuple(sorted(candidates[k] for k in found))

    def _apart(self, a: int, b: int) -> bool:
        """Whether two figures certainly count different people, asked once for each two."""
        key = (a, b) if a < b else (b, a)
        if key not in self.asked:
            one, other = self.figures[key[0]].scope, self.figures[key[1]].scope
            self.asked[key] = apart(one, other, self.lattice) is not None
        return self.asked[key]

    def _gives(self, numbers: Iterable[int], target: Scope, side: int, value: int) -> bool:
        """Whether these figures alone give the bound."""
        figures = [self.figures[n] for n in numbers]
        who = (target.population, target.excluding)
        day = target.as_of.first
        got = bound(figures, self.lattice, who, target.measure, day, side)
        return got is not None and (got >= value if side == LOW else got <= value)

    def _reduced(self, variable: int, side: int, target: Scope, value: int) -> Numbers:
        """What the solver's dual values or propagation name, without all that can be spared."""
        rows = self.system.model.rows
        extreme = self.exact.solved.get((variable, side))
        if extreme is None:
            named = self.system.explanations.figures([(variable, side)])
        else:
            named = {rows.figure[r] for r in extreme.rows} - {-1}
            ends = [(int(c), s) for c in extreme.columns for s in (LOW, HIGH)]
            named |= self.system.explanations.figures(ends)

        def gives(numbers: Iterable[int]) -> bool:
            return self._gives(numbers, target, side, value)

        if not gives(named):
            if not self.exact.tightest:  # a block knows rows that a few figures alone do not make
                return tuple(sorted(named))
            named = set(range(len(self.figures)))
        return tuple(sorted(spared(sorted(named), gives)))
