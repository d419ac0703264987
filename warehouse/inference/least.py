"""The smallest sets of figures that give a bound, searched for among the figures themselves.

Belongs here: one bound at a time, given as a question that holds all that the answer depends on.
Not here: which bounds are asked about, and what the solver knows of them (support).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from warehouse.inference.apart import apart
from warehouse.inference.cliques import Effort, Graph, OutOfEffortError
from warehouse.inference.figure import Figure
from warehouse.inference.lattice import Lattice
from warehouse.inference.propagate import LOW
from warehouse.inference.question import Numbers, Question
from warehouse.inference.reduction import Reduction
from warehouse.inference.relations import CANDIDATES, strongest
from warehouse.inference.scope import Scope, Span, cell_within, time_within

ANY_DAY = Span("")
EFFORT = 5_000  # steps of a search for a least set; sums of fifty countries take some hundreds


class Least:
    """Searches among some figures, which it knows by number.

    What was asked of two scopes is remembered, whoever asks again. It follows from the figures and
    the vocabulary alone, so that it is found anew where a search is sent.
    """

    def __init__(self, figures: Sequence[Figure], lattice: Lattice) -> None:
        self.figures, self.lattice = figures, lattice
        self.cells: dict[Scope, list[int]] = {}
        self.limits: dict[Scope, list[int]] = {}
        self.asked: dict[tuple[int, int], bool] = {}
        self.reduction = Reduction(figures, lattice)
        self.fewest: dict[tuple[Numbers, int], Numbers | None] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return Least, (self.figures, self.lattice)

    def weight(self, question: Question) -> int:
        """How much work a search may be: it looks at every two of the figures on the countries that
        a bound counts."""
        known = self.lattice.known(question.target.population, question.target.excluding)
        return min(sum(self.per_country[country] for country in known), CANDIDATES) ** 2

    @cached_property
    def per_country(self) -> Counter[str]:
        """How many figures count somebody of each country."""
        scopes = (figure.scope for figure in self.figures)
        return Counter(c for s in scopes for c in self.lattice.known(s.population, s.excluding))

    def direct(self, questions: Sequence[Question]) -> list[Numbers | None]:
        """For each bound the figures that give it by the rules of scope alone; None: none do."""
        return [
            self._fewest(self._inside(q.target), q.value) if q.side == LOW else self._difference(q)
            for q in questions
        ]

    def reduced(self, questions: Sequence[Question]) -> list[Numbers]:
        """For each bound what is named, without all that can be spared."""
        return [self.reduction.of(question) for question in questions]

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

    def _difference(self, question: Question) -> Numbers | None:
        """One figure around the target, less the fewest others inside it that are apart from it."""
        target, value = question.target, question.value
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
        # Of most countries nobody says anything by itself: the same search, for each of them.
        key = tuple(candidates), value
        if key not in self.fewest:
            self.fewest[key] = self._searched(candidates, value)
        return self.fewest[key]

    def _searched(self, candidates: Sequence[int], value: int) -> Numbers | None:
        """The fewest candidates of which no single one reaches the value."""
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
