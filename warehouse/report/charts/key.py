"""The key under a picture: what its shapes mean, as far as it uses them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from warehouse.answers.moved import Moved
from warehouse.report.charts import layers
from warehouse.report.charts.axes import Rows, Time
from warehouse.report.charts.boxes import words
from warehouse.report.charts.figures import UP
from warehouse.report.charts.form import Form
from warehouse.report.charts.marks import BEAD, ESTIMATE, FLOOR, OF_A_PART
from warehouse.report.charts.palette import BAND, BAND_EDGE, CLASH, MUTED, PAPER
from warehouse.report.charts.sheet import Sheet
from warehouse.report.charts.subjects import Subject

ROW, BETWEEN = 19, 10  # pixels from row to row, and between two entries
AT = 9  # pixels from the left of an entry to the middle of its shape


def key(
    panels: Sequence[Subject], bounds: Sequence[Moved], time: Time, form: Form
) -> dict[str, Any]:
    """The key in Vega-Lite, of a picture with these panels and the latest `bounds` of them."""
    entries = list(_entries(panels, bounds))
    places, row, x = [], 0, 0.0
    for _, said in entries:
        right = words(x + 2 * AT + 2, 0, [said], form.size, "left").right
        if right > form.width + form.margin and x:
            row, x = row + 1, 0.0
            right = words(2 * AT + 2, 0, [said], form.size, "left").right
        places.append((x, ROW * (row + 0.5)))
        x = right + BETWEEN
    sheet = Sheet(time, Rows(ROW * (row + 1)), form)
    for (kind, said), (left, y) in zip(entries, places, strict=True):
        _shape(sheet, kind, left + AT, y)
        sheet.text((left + 2 * AT + 2, y), said, MUTED)
    drawn = sheet.drawn(layers.rows(sheet.numbers.height), behind=[], dated=False)
    drawn["encoding"]["x"]["axis"] = None
    return drawn


def _entries(panels: Sequence[Subject], bounds: Sequence[Moved]) -> Iterator[tuple[str, str]]:
    figures = [figure for about in panels for figure in about.drawn]
    floors = any(figure.floor for figure in figures)
    if floors:
        yield "floor", "people counted so far: a floor"
    if any(not figure.floor for figure in figures):
        yield "estimate", "any other figure" if floors else "a figure"
    if any(figure.measure != about.lead for about in panels for figure in about.drawn):
        yield "part", "of a part (signed, deployed, captured ...)"
    if any(figure.retelling for figure in figures):
        yield "retelling", "retells the figure on its string"
    if any(figure.high is None for figure in figures):
        yield "open", "or more"
    if any(figure.since for figure in figures):
        yield "window", "counts this time only"
    if any(bound.counted for bound in bounds):
        yield "counted", "follows from counted people only"
    if bounds:
        yield "band", "where the number lies if every estimate is true"
    if any(about.clashes for about in panels):
        yield "clash", "contradict one another (dashed: perhaps)"


def _shape(sheet: Sheet, kind: str, x: float, y: float) -> None:
    size = sheet.form.mark * 2
    if kind in ("floor", "estimate", "part", "retelling"):
        shape = {"floor": FLOOR, "part": OF_A_PART}.get(kind, ESTIMATE)
        small, fill = (BEAD, PAPER) if kind == "retelling" else (1, MUTED)
        sheet.symbol((x, y), shape, size * small, MUTED, fill, "")
    elif kind == "open":
        sheet.line((x, y + 7), (x, y - 4), MUTED, 2.2)
        sheet.symbol((x, y - 5), UP, size * 0.75, MUTED, MUTED, "")
    elif kind == "clash":
        sheet.line((x - 8, y), (x + 8, y), CLASH, 2)
    elif kind == "window":
        sheet.line((x - 8, y), (x + 8, y), MUTED, 1.4, [1, 3])
        sheet.line((x - 8, y - 4), (x - 8, y + 4), MUTED, 1.4)
    elif kind == "counted":
        sheet.line((x - 8, y), (x + 8, y), BAND_EDGE, 1.5)
    else:
        sheet.symbol((x, y - 1), "square", 13, BAND, BAND, "")
        sheet.line((x - 8, y + 6), (x + 8, y + 6), BAND_EDGE, 1.5, [5, 3])
