"""Who repeats whom: sources whose figures are repeated on the left, those that print them on the
right, a band between them as thick as there are claims.

A single chain is drawn by relays.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from warehouse.report import place
from warehouse.report.charts.chart import HERE, Chart
from warehouse.report.charts.palette import INK, OTHER, ROOTS
from warehouse.report.charts.widths import room, width
from warehouse.report.material import Material

MOST = 90  # sources on the right: more are a wall of names
ROW = 17  # pixels of a name
WIDTH = 420  # pixels between the columns
CORNERS = ((0, 0), (0.1, 0), (0.9, 1), (1, 1))  # of a band, as shares of the way; bent between


def whom(material: Material) -> Chart | None:
    """The chart, of the most repeated sources; None where nobody repeats anybody."""
    repeated = pairs(material)
    kept = _kept(repeated)
    if not kept:
        return None
    left, right = _places(kept)
    marks = [
        *(_name(material, i, 0, y, _n(kept, 0, i)) for i, y in left.items()),
        *(_name(material, i, 1, y, _n(kept, 1, i)) for i, y in right.items()),
    ]
    colours = dict(zip(sorted(left, key=lambda i: -_n(kept, 0, i)), ROOTS, strict=False))
    bands = [
        {"band": n, "x": x, "y": round(left[a] + (right[b] - left[a]) * t, 2), "n": count,
         "colour": colours.get(a, OTHER)}
        for n, ((a, b), count) in enumerate(kept.items())
        for x, t in CORNERS
    ]  # fmt: skip
    return Chart(
        "who-repeats-whom", "Who repeats whom", _summary(kept, repeated), _spec(marks, bands)
    )


def pairs(material: Material) -> dict[str, dict[str, int]]:
    """Of each source whose figures others repeat, the most repeated first, in how many claims each
    of them does, by id."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in material.claims.values():
        if claim["hops"] > 0 and claim["root_source_id"] != claim["publisher_id"]:
            found[claim["root_source_id"]][claim["publisher_id"]] += 1
    ordered = sorted(found, key=lambda source: (-found[source].total(), source))
    return {source: dict(sorted(found[source].items())) for source in ordered}


def _kept(repeated: dict[str, dict[str, int]]) -> dict[tuple[str, str], int]:
    """The pairs of the most repeated sources, as long as the right column has room."""
    kept: dict[tuple[str, str], int] = {}
    right: set[str] = set()
    for root, printed_by in repeated.items():
        if kept and len(right | printed_by.keys()) > MOST:
            break
        right |= printed_by.keys()
        kept |= {(root, b): n for b, n in printed_by.items()}
    return kept


def _places(kept: dict[tuple[str, str], int]) -> tuple[dict[str, float], dict[str, float]]:
    """The rows of both columns: on the right beside the sources that they repeat, which stand on
    the left at the middle of those that repeat them, as far apart as names need."""
    order = {root: n for n, root in enumerate(dict.fromkeys(a for a, _ in kept))}
    beside: dict[str, list[int]] = defaultdict(list)
    for (a, b), n in kept.items():
        beside[b] += [order[a]] * n
    ranked = sorted(beside, key=lambda b: (sum(beside[b]) / len(beside[b]), b))
    right = {b: float(n) for n, b in enumerate(ranked)}
    middles = {a: _mean([right[b] for x, b in kept if x == a]) for a in order}
    left: dict[str, float] = {}
    free = 0.0
    for a in sorted(order, key=lambda i: (middles[i], i)):
        left[a] = max(middles[a], free)
        free = left[a] + 1
    return left, right


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _n(kept: dict[tuple[str, str], int], side: int, source: str) -> int:
    return sum(n for pair, n in kept.items() if pair[side] == source)


def _name(material: Material, source: str, x: int, y: float, n: int) -> dict[str, Any]:
    name = material.name("source", source)
    does = "repeated in" if x == 0 else "repeats others in"
    return {
        "x": x, "y": y, "label": f"{name}  {n}" if x == 0 else f"{n}  {name}",
        "href": HERE + place.source(source), "says": f"{name}: {does} {n:,} claims",
    }  # fmt: skip


def _summary(kept: dict[tuple[str, str], int], repeated: dict[str, dict[str, int]]) -> str:
    sources, printed_by = len({a for a, _ in kept}), len({b for _, b in kept})
    told = (
        f"Left, {sources:,} sources whose figures others repeat; right, {printed_by:,} that print "
        f"them; {sum(kept.values()):,} claims in all, the thicker the more."
    )
    rest = len(repeated) - sources
    return f"{told} {rest:,} sources that are repeated least are left out." if rest else told


def _spec(marks: list[dict[str, Any]], bands: list[dict[str, Any]]) -> dict[str, Any]:
    ys = [mark["y"] for mark in marks]
    y: dict[str, Any] = {"field": "y", "type": "quantitative", "axis": None,
         "scale": {"domain": [-0.6, max(ys) + 0.6], "reverse": True, "nice": False}}  # fmt: skip
    x: dict[str, Any] = {"field": "x", "type": "quantitative", "axis": None,
         "scale": {"domain": [0, 1], "nice": False}}  # fmt: skip
    words: dict[str, Any] = {"type": "text", "baseline": "middle", "limit": 0, "color": INK}
    linked: dict[str, Any] = {"href": {"field": "href"}, "description": {"field": "says"}}
    sides: list[dict[str, Any]] = [
        {"transform": [{"filter": f"datum.x === {side}"}],
         "mark": {**words, "align": align, "dx": dx},
         "encoding": {"x": x, "y": y, "text": {"field": "label"}, **linked}}
        for side, align, dx in ((0, "right", -6), (1, "left", 6))
    ]  # fmt: skip
    thick = {"type": "linear", "domain": [1, 6], "range": [1.5, 9], "clamp": True}
    band = {"field": "n", "type": "quantitative", "legend": None, "scale": thick}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": round((max(ys) + 1.2) * ROW),
        **room(*(max(width(m["label"]) for m in marks if m["x"] == side) for side in (0, 1))),
        "data": {"values": marks},
        "layer": [
            {"data": {"values": bands},
             "mark": {"type": "line", "interpolate": "monotone", "opacity": 0.55},
             "encoding": {"x": x, "y": y, "detail": {"field": "band"}, "strokeWidth": band,
                          "order": {"field": "x"},
                          "color": {"field": "colour", "type": "nominal", "scale": None}}},
            *sides,
        ],
    }  # fmt: skip
