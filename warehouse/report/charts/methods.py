"""Where the method decides: for each thing counted, from the least to the greatest number that any
method prefers.

A cell in full, with every method, is drawn on its own page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from warehouse.answers.side_by_side import Ruled, Side
from warehouse.report import place
from warehouse.report.charts.chart import HERE, Chart
from warehouse.report.charts.contradictions import PADDING
from warehouse.report.charts.palette import INK, LINE, MUTED, PAPER, ROOTS

MOST = 20  # rows: more are no longer one picture
ROOM = 9  # times the least and the greatest number, for the words beside them
Row = dict[str, Any]


def deciding(sides: Sequence[Side]) -> Chart | None:
    """The cells whose answer the method decides, in their order; None where there is none."""
    drawn = [s for s in sides if len(_numbers(s)) > 1][:MOST]
    if not drawn:
        return None
    return Chart(
        "methods",
        "Where the method decides the answer",
        "Each row is one thing counted, by methods that had the same claims. A full dot is a "
        "number that a method prefers; an open one, where it prefers none, an end of what it "
        "holds possible.",
        _spec([row for side in drawn for row in _rows(side)]),
    )


def _numbers(side: Side) -> dict[int, list[Ruled]]:
    """The numbers on which methods settle, each with its rules, the least first."""
    found: dict[int, list[Ruled]] = {}
    for ruled in side.rules:
        if ruled.best is not None:
            settled = [ruled.best]
        else:
            settled = [n for n in (ruled.low, ruled.high) if n is not None]
        for number in settled:
            found.setdefault(number, []).append(ruled)
    return dict(sorted(found.items()))


def _rows(side: Side) -> list[Row]:
    numbers = _numbers(side)
    least, greatest = min(numbers), max(numbers)
    return [
        {
            "what": f"{side.who}, {side.what}", "n": number, "least": least, "greatest": greatest,
            "page": HERE + place.cell(side.cell_id), "first": number == least,
            "last": number == greatest, "words": _words_of(number, rules),
            "preferred": any(ruled.best is not None for ruled in rules),
        }
        for number, rules in numbers.items()
    ]  # fmt: skip


def _words_of(number: int, rules: Sequence[Ruled]) -> str:
    """The number; of methods that only have it as a floor, that it is one."""
    floor = all(ruled.best is None and ruled.high is None for ruled in rules)
    return f"at least {number:,}" if floor else f"{number:,}"


def _spec(rows: Sequence[Row]) -> dict[str, Any]:
    numbers = [row["n"] for row in rows]
    least, greatest = max(min(numbers), 1), max(numbers)
    domain = [least / ROOM, greatest * ROOM]
    powers = [10**k for k in range(len(str(greatest)) + 1)]
    axis = {
        "values": [n for n in powers if domain[0] <= n <= domain[1]], "format": ",d",
        "title": "people, on a scale that grows by tens",
    }  # fmt: skip
    scale = {"type": "symlog", "constant": 1, "domain": domain, "nice": False}
    x = {"field": "n", "type": "quantitative", "scale": scale, "axis": axis}
    y = {
        "field": "what", "type": "nominal", "sort": None, "title": None,
        "axis": {"labelLimit": 300, "labelColor": INK, "ticks": False, "domainColor": LINE},
    }  # fmt: skip
    href = {"field": "page"}
    dot = {"type": "point", "size": 90, "filled": True, "opacity": 1, "strokeWidth": 2}
    colour = {
        "condition": {"test": "datum.preferred", "value": ROOTS[0]}, "value": PAPER,
    }  # fmt: skip
    return {
        "data": {"values": list(rows)}, "width": 560, "height": {"step": 32},
        "padding": PADDING,
        "encoding": {"y": y},
        "layer": [
            {
                "transform": [{"filter": "datum.first"}],
                "mark": {"type": "rule", "color": MUTED, "strokeWidth": 2},
                "encoding": {
                    "x": x | {"field": "least"}, "x2": {"field": "greatest"}, "href": href,
                },
            },
            {
                "mark": dot | {"stroke": ROOTS[0]},
                "encoding": {"x": x, "fill": colour, "href": href},
            },
            *(_words(x, href, *end) for end in (("first", "right", -9), ("last", "left", 9))),
        ],
    }  # fmt: skip


def _words(x: Row, href: Row, which: str, align: str, dx: int) -> Row:
    """The number at an end of a row."""
    return {
        "transform": [{"filter": f"datum.{which}"}],
        "mark": {"type": "text", "align": align, "baseline": "middle", "dx": dx, "color": INK},
        "encoding": {"x": x, "text": {"field": "words"}, "href": href},
    }
