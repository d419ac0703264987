"""A panel of a picture: the figures under one measure and its parts, over the joint bounds of the
measure, with what contradicts what.

Which panels there are is the picture's to say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.report import place
from warehouse.report.charts import bands, figures, layers, links
from warehouse.report.charts.axes import Numbers, Time
from warehouse.report.charts.boxes import BOLD, words
from warehouse.report.charts.facts import Clash, Facts, Figure, Step
from warehouse.report.charts.form import Form
from warehouse.report.charts.labels import Label, labels
from warehouse.report.charts.marks import Mark, marks
from warehouse.report.charts.palette import LINE, MUTED
from warehouse.report.charts.sheet import Sheet

SCALED = "people, on a logarithmic scale"
HEADROOM, FOOTROOM = 1.75, 1.4  # factors beyond the greatest and the least number drawn


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


def panel(
    facts: Facts, about: Subject, coloured: Mapping[str, str], time: Time, form: Form, *,
    first: bool, last: bool,
) -> dict[str, Any]:  # fmt: skip
    """The panel in Vega-Lite; the `first` one of a picture is the tall one, the `last` has the axis
    of time under it."""
    steps = facts.steps.get((about.lead, about.population), [])
    reached = bands.reached(steps, time.last)
    numbers = _axis(about, reached, form.lowest, form.decade if first else form.below)
    sheet = Sheet(time, numbers, form)
    behind = bands.band(sheet, numbers, steps if reached else [])
    drawn = marks(about.figures, about.guests, about.lead, coloured, time, numbers, form)
    figures.take(sheet, drawn)
    if reached:
        bands.said(sheet, about.lead, about.population, reached)
    links.draw(sheet, about.clashes, {mark.figure.claim_id: mark for mark in drawn})
    figures.draw(sheet, drawn)
    clashing = {i for clash in about.clashes for i in (clash.inner, clash.outer)}
    for label in labels(drawn, clashing, lambda m: _what(facts, about, m), sheet.room, form):
        _write(sheet, label)
    heading = facts.material.name("measure", about.lead)
    sheet.text((0, -12), heading[0].upper() + heading[1:], size=form.size + 2, bold=True)
    if first:
        beside = words(0, 0, [heading], (form.size + 2) * BOLD, "left").right + 8
        sheet.text((beside, -12), SCALED, MUTED)
    upright = layers.people(numbers, form.size)
    return sheet.drawn(upright, behind=behind, dated=last)


def _axis(about: Subject, reached: Step | None, lowest: int, decade: int) -> Numbers:
    """An axis that holds every figure and the latest bounds, a factor of ten `decade` pixels
    high."""
    drawn = [*about.figures, *about.guests]
    found = [n for f in drawn for n in (f.low, f.high, f.point) if n]
    if reached is not None:
        found += [n for n in (reached.counted, reached.low, reached.high) if n]
    low, high = min(found, default=1) / FOOTROOM, max(found, default=1) * HEADROOM
    return Numbers(low, high, max(lowest, round(decade * math.log10(high / low))))


def _what(facts: Facts, about: Subject, mark: Mark) -> str:
    """What a figure counts, where that is not what the panel counts: other people, or a part."""
    figure = mark.figure
    parts = []
    if figure.population != about.population:
        parts.append(facts.material.name("population", figure.population))
    if figure.measure != about.lead:
        parts.append(facts.material.name("measure", figure.measure))
    return ", ".join(parts)


def _write(sheet: Sheet, label: Label) -> None:
    first, *more = label.lines
    size, to = sheet.form.size, place.claim(label.mark.figure.claim_id)
    if label.tied:
        near = label.x + (3 if label.align == "right" else -3)
        sheet.line((near, label.y + size * 0.5), (label.mark.x, label.mark.y), LINE, 1)
    sheet.text(
        (label.x, label.y), first, label.mark.colour, align=label.align, bold=True, to=to
    )  # fmt: skip
    for n, line in enumerate(more, 1):
        at = (label.x, label.y + 1.2 * size * n)
        sheet.text(at, line, MUTED, align=label.align, to=to)
