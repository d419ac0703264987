"""What follows for a population from all figures together, measure by measure, as pages tell it."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.answers.moved import Moved, reached
from warehouse.report.charts.facts import Facts
from warehouse.report.charts.grouping import ordered


@dataclass(frozen=True)
class Following:
    """The joint bounds under a measure on the last day by which something was published; they have
    held since `step.as_of`."""

    measure: str
    step: Moved


def following(facts: Facts, population: str) -> list[Following]:
    """The bounds of the measures that figures on the population count, and of the widest ones,
    where anything follows."""
    counted = {figure.measure for figure in facts.by_population.get(population, ())}
    found = []
    for measure in ordered(counted | facts.widest):
        step = reached(facts.material.moves.get((measure, population), ()), facts.span[1])
        if step is not None:
            found.append(Following(measure, step))
    return found
