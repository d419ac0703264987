"""A panel of a picture: the figures under one measure and its parts, over the joint bounds of the
measure, with what contradicts what.

Which panels there are is the picture's to say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from warehouse.answers.moved import Moved, reached
from warehouse.report import place
from warehouse.report.charts import bands, figures, layers, links
from warehouse.report.charts.axes import Numbers, Time
from warehouse.report.charts.boxes import BOLD, words
from warehouse.report.charts.facts import Facts
from warehouse.report.charts.form import Form
from warehouse.report.charts.labels import Label, labels, tie
from warehouse.report.charts.marks import marks
from warehouse.report.charts.palette import LINE, MUTED
from warehouse.report.charts.sheet import Sheet
from warehouse.report.charts.subjects import Subject
from warehouse.report.charts.wording import lines

SCALED = "people, on a logarithmic scale"
HEADROOM, FOOTROOM = 1.75, 1.4  # factors beyond the greatest and the least number drawn


def panel(
    facts: Facts, about: Subject, coloured: Mapping[str, str], time: Time, form: Form, *,
    first: bool, last: bool,
) -> dict[str, Any]:  # fmt: skip
    """The panel in Vega-Lite; the `first` one of a picture is the tall one, the `last` has the axis
    of time under it."""
    moved = facts.material.moves.get((about.lead, about.population), ())
    latest = reached(moved, time.last)
    numbers = _axis(about, latest, form.lowest, form.decade if first else form.below)
    sheet = Sheet(time, numbers, form)
    behind = bands.band(sheet, numbers, moved if latest else ())
    drawn = marks(about.drawn, about.lead, coloured, time, numbers, form)
    figures.take(sheet, drawn)
    if latest:
        key = about.lead, about.population
        bands.said(sheet, latest, place.bound(*key) if key in facts.material.bounds else None)
    links.draw(sheet, about.clashes, {mark.figure.claim_id: mark for mark in drawn})
    figures.draw(sheet, drawn)
    clashing = {i for clash in about.clashes for i in (clash.inner, clash.outer)}
    for label in labels(drawn, clashing, lambda f: lines(facts, about, f, form), sheet.room, form):
        _write(sheet, label)
    heading = facts.material.name("measure", about.lead)
    sheet.text((0, -12), heading[0].upper() + heading[1:], size=form.size + 2, bold=True)
    if first:
        beside = words(0, 0, [heading], (form.size + 2) * BOLD, "left").right + 8
        sheet.text((beside, -12), SCALED, MUTED)
    upright = layers.people(numbers, form.size)
    return sheet.drawn(upright, behind=behind, dated=last)


def _axis(about: Subject, latest: Moved | None, lowest: int, decade: int) -> Numbers:
    """An axis that holds every figure and the latest bounds, a factor of ten `decade` pixels
    high."""
    found = [n for f in about.drawn for n in (f.low, f.high, f.point) if n]
    if latest is not None:
        found += [n for n in (latest.counted, latest.low, latest.high) if n]
    low, high = min(found, default=1) / FOOTROOM, max(found, default=1) * HEADROOM
    return Numbers(low, high, max(lowest, round(decade * math.log10(high / low))))


def _write(sheet: Sheet, label: Label) -> None:
    first, *more = label.lines
    size, to = sheet.form.size, place.claim(label.mark.figure.claim_id)
    if line := tie(label, sheet.form):
        sheet.line(line[0], line[-1], LINE, 1)
    sheet.text(
        (label.x, label.y), first, label.mark.colour, align=label.align, bold=True, to=to
    )  # fmt: skip
    for n, further in enumerate(more, 1):
        at = (label.x, label.y + 1.2 * size * n)
        sheet.text(at, further, MUTED, align=label.align, to=to)
