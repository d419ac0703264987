"""A chain of retellings drawn: a row for each claim, time to the right, a line from each claim to
those that repeat it.

Which claims form a chain stands in warehouse/report/chains.py; who repeats whom altogether is drawn
by whom.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from warehouse.report import place
from warehouse.report.chains import Chains, Told, day_of
from warehouse.report.charts.chart import HERE, Chart
from warehouse.report.charts.palette import CLASH, INK, MUTED, PAPER, ROOTS
from warehouse.report.charts.widths import LETTERS, room, width
from warehouse.report.figures import figure

LEAST = 3  # claims of a chain that is drawn: of two, a line of text says as much
MOST = 60  # rows of a drawing: more are no longer taken in at a glance
DRAWN = 24  # chains, the most retold: each takes a tenth of a second, and all are told in words
ROW = 24  # pixels
TIME = 360  # pixels
SMALL = 11  # pixels of the letters that say what changed
WIDE = 900  # pixels of most drawings, so that letters have one size in all
DOT, AXIS = 10, 24  # pixels for the first mark, and for the words of the axis
NAMED = 2  # changes that are named at a mark; how many more there are is said
SHORTEST = timedelta(60)  # of the time shown: marks of one day do not stand at both ends
DROPPED, OTHERWISE = "−", "≠"


def drawn(chains: Chains) -> dict[str, Chart]:
    """The chains that are drawn, by their roots."""
    roots = [root for root, tree in chains.trees.items() if len(tree) >= LEAST][:DRAWN]
    return {root: _chart(chains, root, ROOTS[n % len(ROOTS)]) for n, root in enumerate(roots)}


def _chart(chains: Chains, root: str, colour: str) -> Chart:
    tree = chains.trees[root]
    marks: dict[str, dict[str, Any]] = {}
    for row, told in enumerate(tree[:MOST]):
        marks[told.claim_id] = _mark(chains, told, row, marks.get(told.repeats or ""))
    edges = [corner for mark in marks.values() for corner in _edge(mark, marks)]
    return Chart(
        f"relays-{root}",
        f"Who repeats {chains.material.told[root].source}: {figure(chains.material.claims[root])}",
        _summary(list(marks.values()), len(tree) - len(marks)),
        _spec(list(marks.values()), edges, colour),
        list(marks),
    )


def _mark(chains: Chains, told: Told, row: int, repeated: dict[str, Any] | None) -> dict[str, Any]:
    """A claim as it is drawn. Where the day of its publication is open it stands no earlier than
    the claim that it repeats, which was there before it."""
    claim, words = chains.material.claims[told.claim_id], chains.material.told[told.claim_id]
    known = claim["published_last"] is not None
    day = day_of(claim).isoformat()
    who = words.published_by
    if repeated is None and claim["claimant_id"] != claim["publisher_id"]:
        who = f"{words.source}, in {words.published_by}"
    label = f"{who}: {figure(claim)}"
    changed = _changed(told)
    if repeated is not None and not known:
        day = max(day, repeated["day"])
    return {
        "claim": told.claim_id, "repeats": told.repeats, "row": row,
        "day": day, "early": repeated is not None and day < repeated["day"], "known": known,
        "label": label, "changed": changed, "behind": width(label, LETTERS) + 24,
        "dropped": changed.startswith(DROPPED), "href": HERE + place.claim(told.claim_id),
        "says": " ".join([f"{label}.", *(c.sentence for c in told.changes)]),
    }  # fmt: skip


def _changed(told: Told) -> str:
    """What a retelling changed, in a few words behind a sign; nothing where it is faithful."""
    if not told.changes:
        return ""
    losses_first = sorted(told.changes, key=lambda change: not change.is_loss)
    sign = DROPPED if losses_first[0].is_loss else OTHERWISE
    named = ", ".join(f"{c.dimension} {c.change}" for c in losses_first[:NAMED])
    rest = len(losses_first) - NAMED
    return f"{sign} {named.replace('_', ' ')}" + (f", {rest} more" if rest > 0 else "")


def _edge(mark: dict[str, Any], marks: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The corners of a line: down from the claim that is repeated, then across."""
    if mark["repeats"] is None:
        return []
    start = marks[mark["repeats"]]
    corners = [
        (start["day"], start["row"]), (start["day"], mark["row"]), (mark["day"], mark["row"]),
    ]  # fmt: skip
    return [
        {"to": mark["claim"], "n": n, "day": day, "row": row}
        for n, (day, row) in enumerate(corners)
    ]


def _summary(marks: Sequence[dict[str, Any]], left: int) -> str:
    """What is shown, and how it is to be read."""
    n = len(marks) - 1
    told = f"Above, the figure; below it, {n:,} retelling{'s' if n > 1 else ''} of it by day of "
    told += "publication."
    if any(not mark["known"] for mark in marks):
        told += " Hollow: that day is not known, and is no earlier."
    if any(mark["dropped"] for mark in marks):
        told += f" {DROPPED} something fell away or was widened."
    if any(mark["changed"].startswith(OTHERWISE) for mark in marks):
        told += f" {OTHERWISE} something changed."
    return f"{told} {left:,} more are told in words alone." if left else told


def _spec(marks: list[dict[str, Any]], edges: list[dict[str, Any]], colour: str) -> dict[str, Any]:
    y = {"field": "row", "type": "quantitative", "axis": None,
         "scale": {"domain": [-0.7, len(marks) - 0.4], "reverse": True, "nice": False}}  # fmt: skip
    x = {"field": "day", "type": "temporal", "title": None,
         "scale": {"type": "utc", "domain": _days(marks), "nice": False},
         "axis": {"grid": True, "tickCount": 4, "format": "%b %Y", "orient": "top",
                  "labelOverlap": True, "ticks": False, "domain": False}}  # fmt: skip
    linked = {"href": {"field": "href"}, "description": {"field": "says"}}
    words: dict[str, Any] = {"type": "text", "align": "left", "baseline": "middle", "limit": 0}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": TIME,
        "height": round((len(marks) + 0.3) * ROW),
        **room(DOT, max(WIDE - TIME - DOT, _beyond(marks)), AXIS),
        "data": {"values": marks},
        "layer": [
            {"data": {"values": edges},
             "mark": {"type": "line", "strokeWidth": 1.5, "opacity": 0.7, "stroke": colour},
             "encoding": {"x": x, "y": y, "detail": {"field": "to"}, "order": {"field": "n"}}},
            {"mark": {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 2,
                      "stroke": colour},
             "encoding": {"x": x, "y": y, **linked,
                          "fill": {"condition": {"test": "datum.known", "value": colour},
                                   "value": PAPER},
                          "size": {"condition": {"test": "!datum.repeats", "value": 140},
                                   "value": 55}}},
            {"transform": [{"filter": "datum.early"}],  # lines run through these words
             "mark": {**words, "dx": 12, "stroke": PAPER, "strokeWidth": 5, "fontSize": LETTERS},
             "encoding": {"x": x, "y": y, "text": {"field": "label"}}},
            {"mark": {**words, "dx": 12, "color": INK, "fontSize": LETTERS},
             "encoding": {"x": x, "y": y, **linked, "text": {"field": "label"}}},
            {"transform": [{"filter": "datum.changed"}],
             "mark": {**words, "dx": {"expr": "datum.behind"}, "fontSize": SMALL},
             "encoding": {"x": x, "y": y, "text": {"field": "changed"},
                          "color": {"condition": {"test": "datum.dropped", "value": CLASH},
                                    "value": MUTED}}},
        ],
    }  # fmt: skip


def _beyond(marks: Sequence[dict[str, Any]]) -> float:
    """How many pixels words reach beyond the last day."""
    first, last = (date.fromisoformat(day) for day in _days(marks))

    def end(mark: dict[str, Any]) -> float:
        share: float = (date.fromisoformat(mark["day"]) - first) / (last - first)
        behind: int = mark["behind"]
        return share * TIME + behind + width(mark["changed"], SMALL)

    return max(end(mark) for mark in marks) - TIME


def _days(marks: Sequence[dict[str, Any]]) -> list[str]:
    """From the first day to the last, and some more where all stand close."""
    days = [date.fromisoformat(mark["day"]) for mark in marks]
    first, last = min(days), max(days)
    return [first.isoformat(), max(last, first + SHORTEST).isoformat()]
