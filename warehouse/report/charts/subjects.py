"""What each panel of a picture is about: which figures of a population are drawn together, and with
which contradictions.

A contradiction is drawn where the figure around stands, so that a figure of another panel, or of
another population, comes there as a guest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.report.charts.clashes import Clash
from warehouse.report.charts.facts import Facts, Figure
from warehouse.report.charts.grouping import leads, ordered

MOST_FIGURES = 120  # in a picture: of more, retellings are told by the label of their root alone
MOST_CLASHES = 12  # in a panel, the gravest first: more lines than that cannot be followed


@dataclass(frozen=True)
class Subject:
    """What a panel is about: the measure that leads it, whose bounds are drawn, the figures under
    it, guests (figures on other people or of another panel, which these contradict) and the
    contradictions."""

    population: str
    lead: str
    figures: Sequence[Figure]
    guests: Sequence[Figure]
    clashes: Sequence[Clash]

    @property
    def drawn(self) -> list[Figure]:
        """All that the panel draws."""
        return [*self.figures, *self.guests]


def subjects(facts: Facts, population: str) -> list[Subject]:
    """The panels of a population, in the order in which they stand."""
    own = {figure.claim_id: figure for figure in facts.by_population.get(population, ())}
    lead = leads({figure.measure for figure in own.values()}, facts.widest)
    clashes: dict[str, list[Clash]] = defaultdict(list)
    for clash in facts.clashes:
        home = own.get(clash.outer) or own.get(clash.inner)
        if home is not None and {clash.inner, clash.outer} <= facts.figures.keys():
            clashes[lead[home.measure]].append(clash)
    all_drawn = len(own) <= MOST_FIGURES
    found = []
    for measure in ordered(lead.values()):
        shown = clashes[measure][:MOST_CLASHES]
        ends = dict.fromkeys(i for clash in shown for i in (clash.inner, clash.outer))
        mine = [
            figure for i, figure in own.items()
            if lead[figure.measure] == measure
            and (all_drawn or not figure.retelling or i in ends)
        ]  # fmt: skip
        here = {figure.claim_id for figure in mine}
        guests = [facts.figures[i] for i in ends if i not in here]
        found.append(Subject(population, measure, mine, guests, shown))
    return found
