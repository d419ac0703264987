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
    """The bounds that are argued on a page, where anything follows."""
    argued = [measure for measure, of in facts.material.bounds if of == population]
    found = []
    for measure in ordered(argued):
        step = reached(facts.material.moves.get((measure, population), ()), facts.span[1])
        if step is not None:
            found.append(Following(measure, step))
    return found
