"""The timeline above the panels of a picture: laws and decrees, each with a few words, and demands
of governments, whoever they ask, by what came back.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from warehouse.report import place
from warehouse.report.charts import layers
from warehouse.report.charts.axes import Rows, Time
from warehouse.report.charts.boxes import BOLD, Box, around, words
from warehouse.report.charts.form import Form
from warehouse.report.charts.palette import INK, MUTED, PAPER
from warehouse.report.charts.sheet import Sheet

ROW, STACKED = 16, 8  # pixels from one event to the next below, from one demand to the next
BESIDE = (0, 8, -8, 16, -16)  # pixels: half a month and a month on a wide sheet
SIDES = {"left": 8, "right": -8}  # where words that are aligned so stand, seen from their event
MOST_NAMED = 20  # laws: more names than that leave no room for figures
MOST_DEMANDS = 200  # more marks than that stand higher than the figures below
LONGEST = 50  # letters of an event that are shown
# A demand by what came back: its shape, whether it is filled, and how that is said.
RESPONSES: dict[str, tuple[str, bool, str]] = {
    "agreed": ("circle", True, "agreed"),
    "partial": ("diamond", True, "in part"),
    "denied": ("cross", True, "denied"),
    "none": ("circle", False, "no answer"),
    "unknown": ("stroke", False, "answer not known"),
}
Row = dict[str, Any]


def timeline(
    events: Sequence[Row], demands: Sequence[Row], time: Time, form: Form, heading: str, *,
    named: bool,
) -> Row | None:  # fmt: skip
    """The timeline in Vega-Lite; None where there is neither event nor demand with a day.

    `heading` says whose demands these are; `named` whether events are named."""
    dated = _few([d for d in demands if d["day"] is not None])
    known = [e for e in events if e["day"] is not None and e["day"] >= time.first]
    if not dated and not known:
        return None
    in_words = named and len(known) <= MOST_NAMED
    rows = _rows(known, time, form) if in_words else [(0, "")] * len(known)
    swarm = _swarm([time.x(d["day"]) for d in dated], time.width)
    top = ROW * (1 + max((row for row, _ in rows), default=-1)) + (30 if known else 0)
    high = STACKED * (1 + max(level for _, level in swarm)) + 12 if swarm else 0
    sheet = Sheet(time, Rows(top + high), form)
    if known:
        _events(sheet, known, rows)
    if dated:
        _demands(sheet, dated, swarm, heading, top - 12 if known else -11)
    return sheet.drawn(layers.rows(sheet.numbers.height), behind=[], dated=True)


def _rows(events: Sequence[Row], time: Time, form: Form) -> list[tuple[int, str]]:
    """The row of each event, and how its words are aligned: on its right, or on its left where
    they have no room there."""
    taken: list[Box] = []
    found = []
    for event in events:
        x, line = time.x(event["day"]), shown(event)
        for row, align in ((row, align) for row in range(len(events) + 1) for align in SIDES):
            box = words(x + SIDES[align], ROW * row, [line], form.size, align)
            wide = Box(min(box.left, x - 5), box.top, max(box.right, x + 5), box.bottom)
            if wide.right <= time.width + form.margin and not any(b.meets(wide) for b in taken):
                taken.append(wide)
                found.append((row, align))
                break
    return found


def shown(event: Row) -> str:
    """An event in few words."""
    return textwrap.shorten(event["what"], LONGEST, placeholder="…")


def _events(sheet: Sheet, events: Sequence[Row], rows: Sequence[tuple[int, str]]) -> None:
    sheet.text((0, -11), "Laws and decrees", size=sheet.form.size + 2, bold=True)
    for event, (row, align) in zip(events, rows, strict=True):
        x, y = sheet.time.x(event["day"]), ROW * (row + 0.5)
        to = f"{place.DEMANDS}#{place.slug(event['event_id'])}"
        if align:
            sheet.text((x + SIDES[align], y), shown(event), INK, align=align, to=to)
        told = f"{event['date']}: {event['instrument']}: {event['what']}"
        sheet.symbol((x, y), "square", 6, MUTED, MUTED, told, to)


def _swarm(xs: Sequence[float], width: float) -> list[tuple[float, int]]:
    """Where demands stand: at their day or a little beside it, one above the other."""
    taken: list[Box] = []
    found = []
    for x in xs:
        tried = ((x + shift, level) for level in range(len(xs)) for shift in BESIDE)
        for at, level in tried:
            box = around(at, -level * STACKED, 3.9, 3.9)
            if 0 <= at <= width and not any(box.meets(other) for other in taken):
                taken.append(box)
                found.append((at, level))
                break
    return found


def _demands(
    sheet: Sheet, demands: Sequence[Row], swarm: Sequence[tuple[float, int]], heading: str,
    top: float,
) -> None:  # fmt: skip
    base = sheet.numbers.height - 6
    _key(sheet, demands, heading, top)
    for demand, (x, level) in zip(demands, swarm, strict=True):
        shape, filled, _ = RESPONSES[demand["response"]]
        sheet.symbol(
            (x, base - STACKED * level), shape, 6.5, INK, INK if filled else PAPER,
            _told(demand), f"{place.DEMANDS}#{place.slug(demand['demand_id'])}",
        )  # fmt: skip


def _few(demands: Sequence[Row]) -> list[Row]:
    """Demands, each with `n` 1; of very many one a month and response, which stands for `n`."""
    if len(demands) <= MOST_DEMANDS:
        return [{**d, "n": 1} for d in demands]
    alike: dict[tuple[int, int, str], Row] = {}
    for d in demands:
        first = alike.setdefault((d["day"].year, d["day"].month, d["response"]), {**d, "n": 0})
        first["n"] += 1
    return list(alike.values())


def _told(demand: Row) -> str:
    said = RESPONSES[demand["response"]][2]
    if demand["n"] > 1:
        return f"{demand['n']:,} demands, {demand['day']:%Y-%m}; {said}"
    what = demand["demand"].replace("_", " ")
    return f"{demand['by_name']}: {what}, {demand['demanded_on']}; {said}"


def _key(sheet: Sheet, demands: Sequence[Row], heading: str, y: float) -> None:
    """The heading of the demands, and what their shapes say."""
    size = sheet.form.size
    sheet.text((0, y), heading, size=size + 2, bold=True)
    if not sheet.form.named:
        return
    x = words(0, y, [heading], (size + 2) * BOLD, "left").right + 12
    for response, (shape, filled, said) in RESPONSES.items():
        if any(d["response"] == response for d in demands):
            sheet.symbol((x, y), shape, 6.5, INK, INK if filled else PAPER, "")
            sheet.text((x + 8, y), said, MUTED)
            x = words(x + 8, y, [said], size, "left").right + 12
