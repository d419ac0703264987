"""Words beside marks: where each label of a panel finds room, the most important first.

A label that finds none is left out: its mark still says everything to whoever points at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from warehouse.report.charts.boxes import Box, Room, words
from warehouse.report.charts.facts import Figure
from warehouse.report.charts.form import Form
from warehouse.report.charts.marks import Mark

GAP = 9  # pixels between a mark and its label
FAR = (0, 14, 26, 52, 84, 120, 160, 210, 260)  # how far away a label may stand, tied by a thin line


@dataclass(frozen=True)
class Label:
    """The lines of a label: where they stand, and whether a thin line ties them to their mark."""

    mark: Mark
    lines: tuple[str, ...]
    x: float
    y: float
    align: str
    tied: bool


def labels(
    marks: Sequence[Mark], clashing: set[str], told: Callable[[Figure], tuple[str, ...]],
    room: Room, form: Form,
) -> list[Label]:  # fmt: skip
    """Labels for the roots among marks, as many as the form wants and there is room for; `told`
    gives the lines of each, `clashing` are the figures that a contradiction points at."""
    retold = Counter(mark.figure.root_id for mark in marks if mark.figure.retelling)
    wanted = [m for m in marks if not m.figure.retelling or m.figure.claim_id in clashing]
    order = sorted(
        wanted,
        key=lambda m: (
            m.figure.claim_id not in clashing, m.figure.retelling, -retold[m.figure.root_id],
            not m.figure.floor, m.figure.claim_id,
        ),
    )  # fmt: skip
    found: list[Label] = []
    for mark in order:
        if len(found) == form.labels:
            break
        lines = told(mark.figure)
        label = next(_places(mark, lines, room, form), None)
        if label is not None:
            room.take(words(label.x, label.y, lines, form.size, label.align))
            found.append(label)
    return found


def _places(mark: Mark, lines: tuple[str, ...], room: Room, form: Form) -> Iterator[Label]:
    """Free places for a label, the nearest first: beside, above and below, then farther away."""
    for far in FAR if form.named else FAR[:6]:
        for align, x in (("right", mark.x - GAP - far), ("left", mark.x + GAP + far)):
            for dy in (-6, 10, -22, -34, 24, 40, -50, 56, -66, 72):
                y = mark.y + dy
                if room.is_free(words(x, y, lines, form.size, align)):
                    yield Label(mark, lines, x, y, align, far > 0 or abs(dy) > 24)


def beside(
    x: float, y: float, line: str, room: Room, form: Form
) -> tuple[float, float, str] | None:
    """A free place for a line of words near a point, and how it is aligned there; it is taken."""
    for far in range(0, 160, 12):
        for align, dx in (("left", 8 + far), ("right", -8 - far), ("center", 0)):
            for dy in (0, -far, far):
                place = (x + dx, y + dy, align)
                box: Box = words(place[0], place[1], [line], form.size, align)
                if room.is_free(box):
                    room.take(box)
                    return place
    return None
