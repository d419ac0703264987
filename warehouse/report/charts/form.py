"""The forms of a picture: for a screen or a printed page, and for a phone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Form:
    """Sizes in pixels. `width` is that of the axis of time, `margin` the room on its right for what
    the bounds say (0 where that stands inside), `spare` what wider letters than those of the
    drawing take. A factor of ten is `decade` high in the first panel, `below` in the others; none
    is less than `lowest`. `size` is that of letters, `letters` how many a name may have. `mark` is
    half the size of a figure, `bead` half the way from one retelling to the next. `labels` is how
    many figures are labelled in a panel, `named` whether laws are named rather than only marked.
    """

    width: int
    margin: int
    spare: int
    decade: int
    below: int
    lowest: int
    size: float
    letters: int
    mark: float
    bead: float
    labels: int
    named: bool

    def begin(self, beginning: date, last: date, days: Iterable[date]) -> date:
        """The first day of a picture: the beginning of the war; where there is little room, that
        of the year in which its figures begin."""
        return beginning if self.named else max(beginning, date(min(*days, last).year, 1, 1))


WIDE = Form(
    width=812, margin=176, spare=24, decade=128, below=66, lowest=72, size=12, letters=32,
    mark=5, bead=3, labels=12, named=True,
)  # fmt: skip
NARROW = Form(
    width=300, margin=0, spare=8, decade=120, below=72, lowest=72, size=11.5, letters=26,
    mark=4.2, bead=2.2, labels=5, named=False,
)  # fmt: skip
