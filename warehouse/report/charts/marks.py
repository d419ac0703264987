"""Where the figures of a panel stand, and what they look like: shape by how a figure is known, fill
by whether it is a root, colour by its root.

A figure stands at the day that it speaks of; those that would cover one another stand side by side,
roots in their place, retellings strung beside them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warehouse.report.charts.axes import Numbers, Time
from warehouse.report.charts.boxes import Box, Room, around
from warehouse.report.charts.facts import Figure
from warehouse.report.charts.form import Form
from warehouse.report.charts.palette import OTHER, PAPER, ROOTS

ESTIMATE, OF_A_PART = "circle", "diamond"
FLOOR = "M-1.3,-0.3L1.3,-0.3L1.3,0.3L-1.3,0.3Z"  # a bar: counted people are a floor
FLOOR_OF_A_PART = "M-1.4,0L0,-0.55L1.4,0L0,0.55Z"
BEAD = 0.72  # a retelling's size to a root's
OPEN = 22  # pixels of the stem of a figure with no upper end


@dataclass(frozen=True)
class Mark:
    """A figure in a panel: in pixels its place, and the ends of its interval (`top` is that of its
    stem where it is open upwards)."""

    figure: Figure
    x: float
    y: float
    top: float
    bottom: float
    colour: str
    shape: str

    @property
    def boxes(self) -> tuple[Box, Box]:
        """The room that the mark and its interval take."""
        return around(self.x, self.y, 7, 5), Box(self.x - 2, self.top, self.x + 2, self.bottom)

    @property
    def fill(self) -> str:
        """Filled in its colour if it is a root, hollow if it repeats one."""
        return PAPER if self.figure.retelling else self.colour

    @property
    def is_printed(self) -> bool:
        """Whether one number is printed, rather than an interval alone."""
        return self.figure.point is not None or self.figure.high is None


def colours(figures: Iterable[Figure]) -> dict[str, str]:
    """A colour for each root: its own if it is retold, the most often retold first."""
    told = Counter(figure.root_id for figure in figures)
    retold = sorted((root for root, n in told.items() if n > 1), key=lambda r: (-told[r], r))
    return dict.fromkeys(told, OTHER) | dict(zip(retold, ROOTS, strict=False))


def height(figure: Figure) -> float:
    """The number at which the mark of a figure stands."""
    if figure.point:
        return figure.point
    if figure.high is None:
        return figure.low or 1
    return math.sqrt((figure.low or 1) * figure.high)


def marks(
    figures: Sequence[Figure], lead: str, coloured: Mapping[str, str],
    time: Time, numbers: Numbers, form: Form,
) -> list[Mark]:  # fmt: skip
    """The marks of a panel whose leading measure is `lead`, in the order of their places; roots
    do not cover one another while there is room, retellings overlap by less than half."""
    room = Room(Box(-form.mark, -math.inf, time.width + form.mark, math.inf))
    found = []
    for figure in sorted(figures, key=_first):
        y = numbers.y(height(figure))
        half = form.bead if figure.retelling else form.mark * 1.25
        wanted = time.x(figure.day)
        x = _free(room, wanted, y, half)
        room.take(around(x, y, half, half + 1))
        found.append(
            Mark(
                figure, x, y, _top(figure, y, numbers), _bottom(figure, y, numbers),
                coloured.get(figure.root_id, OTHER), _shape(figure, lead),
            )
        )  # fmt: skip
    return found


def _first(figure: Figure) -> tuple[bool, object, str]:
    """Roots take their places before retellings, the earlier before the later."""
    return figure.retelling, figure.day, figure.claim_id


def _free(room: Room, wanted: float, y: float, half: float) -> float:
    """The nearest free place beside `wanted`, to the right before the left."""
    step = half * 2
    for n in range(200):
        for x in (wanted + n * step, wanted - n * step):
            if room.is_free(around(x, y, half - 0.05, half)):
                return x
    return wanted


def _top(figure: Figure, y: float, numbers: Numbers) -> float:
    if figure.high is None:
        return y - (OPEN / 2 if figure.retelling else OPEN)
    return numbers.y(figure.high)


def _bottom(figure: Figure, y: float, numbers: Numbers) -> float:
    if figure.low is None:
        return min(y + OPEN * 1.5, numbers.height)
    return y if figure.high is None else numbers.y(figure.low)


def _shape(figure: Figure, lead: str) -> str:
    if figure.floor:
        return FLOOR if figure.measure == lead else FLOOR_OF_A_PART
    return ESTIMATE if figure.measure == lead else OF_A_PART
