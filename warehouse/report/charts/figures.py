"""The marks of a panel put on its sheet: intervals, stems, windows, strings of retellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from warehouse.report import place
from warehouse.report.charts.boxes import Box
from warehouse.report.charts.marks import BEAD, Mark
from warehouse.report.charts.sheet import Sheet

UP, DOWN = "M-0.8,0.9L0,-0.9L0.8,0.9Z", "M-0.8,-0.9L0,0.9L0.8,-0.9Z"
HALF = 2  # a symbol of size s is drawn between -s/2 and s/2


def take(sheet: Sheet, marks: Sequence[Mark]) -> None:
    """Note the room that marks take, before any words are placed."""
    for mark in marks:
        sheet.room.take(*mark.boxes)
        if _has_window(mark):
            begin = sheet.time.x(mark.figure.since or mark.figure.day)
            sheet.room.take(Box(begin, mark.y - 2, mark.x, mark.y + 2))


def draw(sheet: Sheet, marks: Sequence[Mark]) -> None:
    """Every mark, the strings behind the rest."""
    _strings(sheet, marks)
    for mark in marks:
        _interval(sheet, mark)
    for mark in sorted(marks, key=lambda m: not m.figure.retelling):
        _symbol(sheet, mark)


def _strings(sheet: Sheet, marks: Sequence[Mark]) -> None:
    """A thin line through a root and all that repeats it."""
    of_root = defaultdict(list)
    for mark in marks:
        of_root[mark.figure.root_id].append(mark)
    for own in of_root.values():
        strung = sorted(own, key=lambda m: (m.x, m.y))
        for a, b in pairwise(strung):
            to = place.claim(b.figure.claim_id)
            sheet.line((a.x, a.y), (b.x, b.y), b.colour, 1, None, to)


def _has_window(mark: Mark) -> bool:
    return mark.figure.since is not None and not mark.figure.retelling


def _interval(sheet: Sheet, mark: Mark) -> None:
    """The interval that the words state, with an arrow where it is open; and the time of a count
    that has a beginning of its own."""
    to = place.claim(mark.figure.claim_id)
    bead = BEAD if mark.figure.retelling else 1.0
    width = 1.2 if mark.figure.retelling else 2.2
    if not mark.is_printed:
        width *= 2.4
    if mark.bottom - mark.top > 1:
        sheet.line((mark.x, mark.top), (mark.x, mark.bottom), mark.colour, width, None, to)
    arrow = sheet.form.mark * 1.5 * bead
    for is_open, shape, y in (
        (mark.figure.high is None, UP, mark.top), (mark.figure.low is None, DOWN, mark.bottom),
    ):  # fmt: skip
        if is_open and not mark.figure.retelling:
            sheet.symbol((mark.x, y), shape, arrow, mark.colour, mark.colour, "", to)
    if _has_window(mark) and mark.figure.since is not None:
        begin = sheet.time.x(mark.figure.since)
        sheet.line((begin, mark.y), (mark.x, mark.y), mark.colour, 1.4, [1, 3], to)
        sheet.line((begin, mark.y - 4), (begin, mark.y + 4), mark.colour, 1.4, None, to)


def _symbol(sheet: Sheet, mark: Mark) -> None:
    if mark.is_printed:
        size = sheet.form.mark * HALF * (BEAD if mark.figure.retelling else 1)
        sheet.symbol(
            (mark.x, mark.y), mark.shape, size, mark.colour, mark.fill, mark.figure.description,
            place.claim(mark.figure.claim_id),
        )  # fmt: skip
    else:  # an interval without a number of its own: its ends are what is printed
        for y, told in ((mark.top, mark.figure.description), (mark.bottom, "")):
            sheet.symbol(
                (mark.x, y), "stroke", sheet.form.mark * HALF, mark.colour, mark.colour, told,
                place.claim(mark.figure.claim_id),
            )  # fmt: skip
