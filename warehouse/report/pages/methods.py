"""The methods side by side: where the choice of one decides the answer, what each does, and all
things counted.

What the methods make of one thing counted stands in cells.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from warehouse.answers.side_by_side import Side
from warehouse.report import place
from warehouse.report.charts.methods import deciding
from warehouse.report.material import Material
from warehouse.report.page import Page

RULES = "SELECT rule, name, what, citation, url FROM rule ORDER BY rule"


def pages(material: Material) -> Iterator[Page]:
    """The page."""
    sides = list(material.sides.values())
    rules = material.rows(RULES)
    decided = [s for s in sides if s.spread and s.spread.method_decides]
    asked = [s for s in sides if s.as_of is not None]
    answered = [s for s in asked if s.spread]
    chart = deciding(decided)
    yield Page(
        place.METHODS, "methods.html", "Methods side by side", place.METHODS,
        {
            "rules": rules, "decided": decided, "n_answered": len(answered),
            "n_silent": len(asked) - len(answered), "populations": by_population(sides),
        },
        {} if chart is None else {"deciding": chart},
    )  # fmt: skip


def by_population(sides: Sequence[Side]) -> dict[str, list[Side]]:
    """The cells of each population by its id, that of most claims first."""
    of: dict[str, list[Side]] = defaultdict(list)
    for side in sides:
        of[side.population].append(side)
    for own in of.values():
        own.sort(key=lambda s: (-s.n_claims, s.what, s.cell_id))
    return dict(sorted(of.items(), key=lambda pair: (-sum(s.n_claims for s in pair[1]), pair[0])))
