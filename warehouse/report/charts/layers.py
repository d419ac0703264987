"""The layers of which panels are made, in Vega-Lite: rules, words and symbols whose colours, sizes
and links stand in their rows.

One layer of a kind for a panel, with everything in its data, is drawn in a third of the time that a
layer for each colour and width takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from warehouse.report.charts.axes import Numbers, Time
from warehouse.report.charts.palette import LINE, MUTED

Row = dict[str, Any]
_AS_GIVEN = {"scale": None, "type": "nominal"}
_LINKED = {"condition": {"test": "datum.href !== null", "field": "href"}}


def rules(rows: Sequence[Row]) -> Row:
    """Straight lines from `x`, `y` to `x2`, `y2`, with `c` their colour, `w` their width, `dash`
    and `href`."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "rule", "aria": False, "strokeCap": "round"},
        "encoding": {
            "x": {"field": "x"}, "x2": {"field": "x2"}, "y": {"field": "y"}, "y2": {"field": "y2"},
            "color": {"field": "c", **_AS_GIVEN}, "href": _LINKED,
            "strokeWidth": {"field": "w", **_AS_GIVEN},
            "strokeDash": {"field": "dash", **_AS_GIVEN},
        },
    }  # fmt: skip


def texts(rows: Sequence[Row], *, told: bool) -> Row:
    """Words, as `text` makes their rows; `told` to listeners, where no mark says the same."""
    return {
        "data": {"values": list(rows)},
        "mark": {
            "type": "text", "aria": told, "baseline": "middle", "align": {"expr": "datum.a"},
            "dx": {"expr": "datum.dx"}, "dy": {"expr": "datum.dy"},
            "fontSize": {"expr": "datum.s"}, "fontWeight": {"expr": "datum.b"},
        },
        "encoding": {
            "x": {"field": "x"}, "y": {"field": "y"}, "text": {"field": "t", "type": "nominal"},
            "color": {"field": "c", **_AS_GIVEN}, "href": _LINKED,
            "description": {"field": "t"},
        },
    }  # fmt: skip


def text(
    x: str, y: float, shown: str, size: float, colour: str, *,
    align: str, bold: bool, dx: float, dy: float, href: str | None,
) -> Row:  # fmt: skip
    """Words at `x`, `y` of the axes, moved by `dx`, `dy` pixels."""
    return {
        "x": x, "y": y, "t": shown, "s": size, "c": colour, "a": align,
        "b": 600 if bold else 400, "dx": dx, "dy": dy, "href": href,
    }  # fmt: skip


def symbols(rows: Sequence[Row], *, told: bool) -> Row:
    """Symbols at `x`, `y`: `shape`, `size` in square pixels, `c` the colour, `fill`, the `href`
    that they lead to, and `d`, what they say to those who listen, if they are `told`."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "point", "filled": False, "strokeWidth": 1.6, "opacity": 1, "aria": told},
        "encoding": {
            "x": {"field": "x"}, "y": {"field": "y"},
            "stroke": {"field": "c", **_AS_GIVEN}, "fill": {"field": "fill", **_AS_GIVEN},
            "shape": {"field": "shape", **_AS_GIVEN},
            "size": {"field": "size", "scale": None, "type": "quantitative"},
            "href": _LINKED, "description": {"field": "d"},
        },
    }  # fmt: skip


def days(time: Time, labelled: bool, size: float) -> Row:
    """The axis of time with a line at each new year; its label stands beside the line."""
    return {
        "scale": {"type": "utc", "domain": [time.moment(0), time.moment(time.width)]},
        "axis": {
            "values": [f"{year.isoformat()}T00:00:00Z" for year in time.years], "title": None,
            "format": "%Y", "formatType": "utc", "labels": labelled, "ticks": labelled,
            "domain": labelled, "grid": True, "aria": False, "labelAlign": "left",
            "labelOffset": 4, "labelPadding": -11, "tickSize": 14, "labelFontSize": size,
            "labelFlush": False, "labelOverlap": False,
        },
    }  # fmt: skip


def people(numbers: Numbers, size: float) -> Row:
    """The axis of numbers, logarithmic, with ticks at 1, 2, 5 times each power of ten."""
    return {
        "scale": {"type": "log", "domain": [numbers.low, numbers.high], "nice": False},
        "axis": {
            "values": numbers.ticks, "format": ",d", "title": None, "grid": True, "aria": False,
            "domain": False, "ticks": False, "labelFontSize": size, "labelPadding": 6,
            "labelColor": MUTED, "gridColor": LINE, "gridOpacity": 0.6, "labelOverlap": False,
        },
    }  # fmt: skip


def rows(height: float) -> Row:
    """An upright axis of pixels from the top, which is not shown."""
    return {"scale": {"domain": [height, 0], "nice": False, "zero": False}, "axis": None}
