"""What a panel is drawn on: its axes in pixels, the room that is left, and the rows of its layers.

Whatever is drawn in a panel is put here in pixels and becomes rows in the terms of its axes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from warehouse.report.charts import layers
from warehouse.report.charts.axes import Numbers, Rows, Time
from warehouse.report.charts.boxes import Box, Room
from warehouse.report.charts.chart import HERE
from warehouse.report.charts.form import Form
from warehouse.report.charts.palette import INK


@dataclass
class Sheet:
    """A panel while it is drawn."""

    time: Time
    numbers: Numbers | Rows
    form: Form
    room: Room = field(init=False)
    rules: list[dict[str, Any]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)
    linked: list[dict[str, Any]] = field(default_factory=list)
    ornaments: list[dict[str, Any]] = field(default_factory=list)
    symbols: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.room = Room(Box(0, 4, self.time.width + self.form.margin, self.numbers.height - 2))

    def line(
        self, begin: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1,
        dash: list[int] | None = None, to: str | None = None,
    ) -> None:  # fmt: skip
        """A straight line; `to` is the place in the report that it leads to."""
        (x, y), (x2, y2) = begin, end
        self.rules.append(
            {
                "x": self.time.moment(x), "y": self.numbers.value(y),
                "x2": self.time.moment(x2), "y2": self.numbers.value(y2),
                "c": colour, "w": width, "dash": dash, "href": _here(to),
            }
        )  # fmt: skip

    def text(
        self, at: tuple[float, float], shown: str, colour: str = INK, *, size: float | None = None,
        align: str = "left", bold: bool = False, to: str | None = None, alone: bool = False,
    ) -> None:  # fmt: skip
        """A line of words; `at` is where it is aligned, and its middle. It is `alone` where nothing
        else drawn leads to its place."""
        x, y = at
        inside = min(max(x, 0), self.time.width), min(max(y, 0), self.numbers.height)
        (self.linked if alone else self.texts).append(
            layers.text(
                self.time.moment(inside[0]), self.numbers.value(inside[1]), shown,
                size or self.form.size, colour, align=align, bold=bold, dx=x - inside[0],
                dy=y - inside[1], href=_here(to),
            )
        )  # fmt: skip

    def symbol(
        self, at: tuple[float, float], shape: str, size: float, colour: str, fill: str,
        description: str, to: str | None = None,
    ) -> None:  # fmt: skip
        """A symbol `size` pixels wide; one without a description only adorns others."""
        (self.symbols if description else self.ornaments).append(
            {
                "x": self.time.moment(at[0]), "y": self.numbers.value(at[1]), "shape": shape,
                "size": size**2, "c": colour, "fill": fill, "d": description, "href": _here(to),
            }
        )  # fmt: skip

    def drawn(
        self, upright: dict[str, Any], *, behind: Sequence[dict[str, Any]], dated: bool
    ) -> dict[str, Any]:
        """The panel in Vega-Lite, with its `upright` axis, on top of the layers `behind`; where it
        is `dated`, the axis of time stands under it."""
        return {
            "width": self.form.width, "height": round(self.numbers.height),
            "encoding": {
                "x": {"type": "temporal", **layers.days(self.time, dated, self.form.size)},
                "y": {"type": "quantitative", **upright},
            },
            "layer": [
                *behind,
                *(
                    make(rows)
                    for make, rows in (
                        (layers.rules, self.rules),
                        (partial(layers.texts, told=False), self.texts),
                        (partial(layers.symbols, told=False), self.ornaments),
                        (partial(layers.texts, told=True), self.linked),
                        (partial(layers.symbols, told=True), self.symbols),
                    )
                    if rows
                ),
            ],
        }  # fmt: skip


def _here(to: str | None) -> str | None:
    return None if to is None else f"{HERE}{to}"
