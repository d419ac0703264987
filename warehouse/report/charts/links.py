"""Contradictions drawn: a red line between figures that cannot both be true, and by how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from warehouse.report import place
from warehouse.report.charts.boxes import along, around
from warehouse.report.charts.clashes import Clash
from warehouse.report.charts.labels import beside
from warehouse.report.charts.marks import Mark
from warehouse.report.charts.palette import CLASH
from warehouse.report.charts.sheet import Sheet

SAID = 2  # possible contradictions of a panel that are told in words


def draw(sheet: Sheet, clashes: Sequence[Clash], marks: Mapping[str, Mark]) -> None:
    """The contradictions among marks, given by their claims."""
    told: set[str | None] = set()  # the contradictions of more than two figures said already
    for n, clash in enumerate(clashes):
        a, b = marks[clash.inner], marks[clash.outer]
        dash = None if clash.certain else [4, 3]
        begin, end = (a.x, a.y), (b.x, b.y)
        to = place.conflict(clash.conflict_id) if clash.conflict_id else None
        sheet.line(begin, end, CLASH, 2, dash, to)
        sheet.room.take(*(around(x, y, 4, 4) for x, y in along(begin, end, 8)))
        for x, y in (begin, end) if clash.certain else ():
            sheet.symbol((x, y), "circle", sheet.form.mark * 3.6, CLASH, "transparent", "")
        if (clash.certain or n < SAID) and clash.conflict_id not in told:
            _say(sheet, clash, ((a.x + b.x) / 2, (a.y + b.y) / 2), to)
        if clash.gap is None:
            told.add(clash.conflict_id)


def _say(sheet: Sheet, clash: Clash, middle: tuple[float, float], to: str | None) -> None:
    line = words(clash, brief=not sheet.form.named)
    found = beside(*middle, line, sheet.room, sheet.form)
    if found is not None:
        x, y, align = found
        sheet.text((x, y), line, CLASH, align=align, to=to, alone=to is not None)


def words(clash: Clash, *, brief: bool) -> str:
    """A contradiction in a few words."""
    if clash.gap is None:
        return "cannot all be true"
    by = f"by {clash.gap:,}"
    if brief:
        return by if clash.certain else f"perhaps {by}"
    return f"cannot both be true: {by}" if clash.certain else f"may contradict: {by}"
