"""The joint bounds of a measure, behind its figures: a band where the number lies if every estimate
is true, and a line that counted people alone give.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from warehouse.answers.bound import BAND_NAMES
from warehouse.answers.moved import Moved
from warehouse.inference.phrasing import interval
from warehouse.report.charts.axes import Numbers
from warehouse.report.charts.boxes import Box, words
from warehouse.report.charts.palette import BAND, BAND_EDGE, MUTED
from warehouse.report.charts.sheet import Sheet

ESTIMATED, COUNTED = BAND_NAMES["all"], f"by {BAND_NAMES['counted']}"
APART = 32  # pixels between what is said of the one and of the other


def band(sheet: Sheet, numbers: Numbers, moved: Sequence[Moved]) -> list[dict[str, Any]]:
    """The layers behind a panel; the edges of the band become lines of the sheet."""
    inside = [step for step in moved if step.as_of <= sheet.time.last]
    if not inside:
        return []
    ends = list(pairwise([*(sheet.time.x(step.as_of) for step in inside), sheet.time.width]))
    _edge(sheet, numbers, ends, [step.low for step in inside], [5, 3])
    _edge(sheet, numbers, ends, [step.high for step in inside], [5, 3])
    _edge(sheet, numbers, ends, [step.counted for step in inside], None)
    rows = [
        {
            "x": sheet.time.moment(x), "x2": sheet.time.moment(x2),
            "y": max(step.low, numbers.low), "y2": min(step.high or numbers.high, numbers.high),
        }
        for step, (x, x2) in zip(inside, ends, strict=True)
        if step.low >= numbers.low or step.high is not None
    ]  # fmt: skip
    return [{
        "data": {"values": rows},
        "mark": {"type": "rect", "color": BAND, "opacity": 0.55, "aria": False},
        "encoding": {
            "x": {"field": "x"}, "x2": {"field": "x2"}, "y": {"field": "y"}, "y2": {"field": "y2"},
        },
    }]  # fmt: skip


def _edge(
    sheet: Sheet, numbers: Numbers, ends: Sequence[tuple[float, float]],
    values: Sequence[int | None], dash: list[int] | None,
) -> None:  # fmt: skip
    """Steps, of which those below the axis are left out; no words stand on them."""
    before: float | None = None
    for value, (x, x2) in zip(values, ends, strict=True):
        if value is None or value < numbers.low:
            before = None
            continue
        y = numbers.y(value)
        if before is not None and before != y:
            sheet.line((x, before), (x, y), BAND_EDGE, 1.5, dash)
            sheet.room.take(Box(x - 2, min(y, before), x + 2, max(y, before)))
        sheet.line((x, y), (x2, y), BAND_EDGE, 1.5, dash)
        sheet.room.take(Box(x, y - 2, x2, y + 2))
        before = y


def said(sheet: Sheet, last: Moved, to: str | None) -> None:
    """What the latest bounds are, at their right ends; `to` is the page that argues them."""
    told = [(interval(last.low, last.high), ESTIMATED, last.low or last.high or 0)]
    if last.counted:
        told.append((interval(last.counted, None), COUNTED, last.counted))
    above = -1.0 * APART
    for number, how, value in told:
        y = max(sheet.numbers.y(value), above + APART, 8)
        above = y
        _write(sheet, y, number, how, to)


def _write(sheet: Sheet, y: float, number: str, how: str, to: str | None) -> None:
    size = sheet.form.size
    if sheet.form.margin:
        x = sheet.time.width + 8
        sheet.room.write(words(x, y - size * 0.55, [number, how], size, "left"))
        sheet.text((x, y - size * 0.55), number, bold=True, to=to, alone=to is not None)
        sheet.text((x, y + size * 0.65), how, MUTED, to=to)
        return
    line = f"{number} {how}"
    for up in (-11, 12, -24, 26, -38, 40, -52):
        box = words(sheet.time.width - 3, y + up, [line], size, "right")
        if sheet.room.is_free(box):
            sheet.room.write(box)
            at = (sheet.time.width - 3, y + up)
            sheet.text(at, line, MUTED, align="right", to=to, alone=to is not None)
            return
