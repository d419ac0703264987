"""The contradictions on one axis: what each side says, and the gap that nothing bridges.

Which contradictions there are is the warehouse's answer; those of more than two figures have a gap
where their parts are added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.answers.conflicts import Conflict, Member
from warehouse.answers.proof import Gap
from warehouse.report import place
from warehouse.report.charts.chart import HERE, Chart
from warehouse.report.charts.palette import CLASH, INK, LINE

MOST = 25  # rows: more are no longer one picture
BEFORE, BEHIND = 9, 30  # times the least and the greatest number: room for the words
PADDING = {"left": 40, "right": 60, "top": 5, "bottom": 5}  # fonts of readers may be wider
Row = dict[str, Any]


@dataclass(frozen=True)
class Clash:
    """A contradiction, `what` its figures count, and the gap between them if it has one."""

    conflict: Conflict
    what: str
    gap: Gap | None


def overview(clashes: Sequence[Clash]) -> Chart | None:
    """The gaps of contradictions, in their order; None where none has any."""
    drawn = [c for c in clashes if c.gap is not None][:MOST]
    if not drawn:
        return None
    rows = [_row(c, label) for c, label in zip(drawn, _labels(drawn), strict=True)]
    n_more = len(clashes) - len(drawn)
    more = f" Listed below: {n_more:,} more." if n_more else ""
    return Chart(
        "contradictions",
        "Figures that cannot all be true, and by how much they miss",
        "Each row is a contradiction between independent figures: the one side is at most the "
        f"number on the left, the other at least the number on the right.{more}",
        _spec(rows),
        tuple(m.claim.claim_id for c in drawn for m in c.conflict.members),
    )


def _labels(clashes: Sequence[Clash]) -> list[str]:
    """What each counts; told apart by a number where two count the same."""
    seen: Counter[str] = Counter()
    labels = []
    for one in clashes:
        seen[one.what] += 1
        labels.append(one.what if seen[one.what] == 1 else f"{one.what} ({seen[one.what]})")
    return labels


def _row(one: Clash, label: str) -> Row:
    assert one.gap is not None
    high, low = one.gap.most, one.gap.least
    return {
        "what": label, "high": high, "low": low, "most": f"at most {high:,}",
        "least": f"at least {low:,}: {one.conflict.excess:,} more",
        "page": HERE + place.conflict(one.conflict.conflict_id),
        "of_most": _at(one.gap.over, one), "of_least": _at(one.gap.under, one),
    }  # fmt: skip


def _at(members: Sequence[Member], one: Clash) -> str:
    """Where a side's figure stands; of several, the page that adds them up."""
    if len(members) == 1:
        return HERE + place.claim(members[0].claim.claim_id)
    return HERE + place.conflict(one.conflict.conflict_id)


def _spec(rows: Sequence[Row]) -> dict[str, Any]:
    numbers = [n for row in rows for n in (row["high"], row["low"])]
    least, greatest = max(min(numbers), 1), max(numbers)
    domain = [least / BEFORE, greatest * BEHIND]
    scale = {
        "type": "symlog", "constant": 1, "domain": domain, "nice": False,
    }  # fmt: skip
    powers = [10**k for k in range(len(str(greatest)) + 1)]
    axis = {
        "values": [n for n in powers if domain[0] <= n <= domain[1]],
        "format": ",d", "title": "people, on a scale that grows by tens", "grid": True,
    }  # fmt: skip
    y = {
        "field": "what", "type": "nominal", "sort": None, "title": None,
        "axis": {"labelLimit": 320, "labelColor": INK, "ticks": False, "domainColor": LINE},
    }  # fmt: skip
    return {
        "data": {"values": list(rows)}, "width": 560, "height": {"step": 38},
        "padding": PADDING,
        "encoding": {"y": y},
        "layer": [
            {
                "mark": {"type": "bar", "height": 16, "color": CLASH, "opacity": 0.3},
                "encoding": {
                    "x": {"field": "high", "type": "quantitative", "scale": scale, "axis": axis},
                    "x2": {"field": "low"}, "href": {"field": "page"},
                },
            },
            *_end("high", "most", "of_most", "right", -9),
            *_end("low", "least", "of_least", "left", 9),
        ],
    }  # fmt: skip


def _end(field: str, words: str, href: str, align: str, dx: int) -> tuple[Row, Row]:
    """A mark at one end of the gap, and its words beside it."""
    mark = {
        "mark": {"type": "tick", "color": INK, "thickness": 3, "size": 22},
        "encoding": {
            "x": {"field": field, "type": "quantitative"}, "href": {"field": href},
        },
    }  # fmt: skip
    return mark, _text(words, field, href, align, dx)


def _text(words: str, field: str, href: str, align: str, dx: int) -> Row:
    return {
        "mark": {"type": "text", "align": align, "baseline": "middle", "dx": dx, "color": INK},
        "encoding": {
            "x": {"field": field, "type": "quantitative"}, "text": {"field": words},
            "href": {"field": href},
        },
    }  # fmt: skip
