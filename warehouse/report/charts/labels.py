"""Words beside marks: where each label of a panel finds room, the most important first.

A label that finds none is left out: its mark still says everything to whoever points at it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from warehouse.report.charts.boxes import Point, Room, along, around, words
from warehouse.report.charts.facts import Figure
from warehouse.report.charts.form import Form
from warehouse.report.charts.marks import Mark

GAP = 9  # pixels between a mark and its label
NEAR = 26  # pixels from which on a thin line ties a label to its mark
# Where a label is tried, seen from beside its mark: the nearest first; a step up or down reads as
# farther than one to the side.
AWAY = sorted(
    ((far, dy) for far in range(0, 240, 18) for dy in range(-90, 91, 6)),
    key=lambda at: (math.hypot(at[0], 1.4 * at[1]), at),
)
PATIENCE = 4  # labels that found no room, after which none is tried any more
CLASHING = 5  # retellings that a contradiction weighs as much as, where labels are chosen
NEARBY = [at for at in AWAY if at[0] <= 80]  # where there is little room


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
            -retold[m.figure.root_id] * (not m.figure.retelling)
            - CLASHING * (m.figure.claim_id in clashing),
            not m.figure.floor, m.figure.claim_id,
        ),
    )  # fmt: skip
    found: list[Label] = []
    failed = 0
    for mark in order:
        if len(found) == form.labels or failed == PATIENCE:
            break
        label = next(_places(mark, told(mark.figure), room, form), None)
        if label is None:
            failed += 1
            continue
        room.write(words(label.x, label.y, label.lines, form.size, label.align))
        room.take(*(around(x, y, 1, 1) for x, y in tie(label, form)))
        found.append(label)
    return found


def _places(mark: Mark, lines: tuple[str, ...], room: Room, form: Form) -> Iterator[Label]:
    """Free places for a label, the nearest first; the line that ties it crosses no other words."""
    sizes = {align: words(0, 0, lines, form.size, align) for align in ("right", "left")}
    for far, dy in AWAY if form.named else NEARBY:
        y = mark.y + dy - 6
        for align, x in (("right", mark.x - GAP - far), ("left", mark.x + GAP + far)):
            if not room.is_free(sizes[align].moved(x, y)):
                continue
            label = Label(mark, lines, x, y, align, math.hypot(far, dy) > NEAR)
            if not room.crosses_words(tie(label, form)):
                yield label


def tie(label: Label, form: Form) -> list[Point]:
    """The line between a label and its mark, which begins at its lines' middle; none if it is
    beside it."""
    if not label.tied:
        return []
    beside = label.x + (3 if label.align == "right" else -3)
    return along((beside, label.y + form.size * 0.5), (label.mark.x, label.mark.y), 6)


def beside(
    x: float, y: float, line: str, room: Room, form: Form
) -> tuple[float, float, str] | None:
    """A free place for a line of words near a point, and how it is aligned there; it is taken."""
    for far in range(0, 160, 12):
        for align, dx in (("left", 8 + far), ("right", -8 - far), ("center", 0)):
            for dy in (0, -far, far):
                place = (x + dx, y + dy, align)
                box = words(place[0], place[1], [line], form.size, align)
                if room.is_free(box):
                    room.write(box)
                    return place
    return None
