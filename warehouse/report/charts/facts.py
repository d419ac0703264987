"""What pictures draw: figures, bounds, contradictions, events and demands, read for all populations
at once.

Where they stand in a picture and what they look like belongs in the modules beside.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from warehouse.report.charts.clashes import Clash, clashes
from warehouse.report.figures import number
from warehouse.report.material import Material


@dataclass(frozen=True)
class Figure:
    """A claim on persons, as it is drawn: `number` is told as the words hold it, `known` how it is
    known where that makes it a floor; `low` and `high` are what may be used of it (None: open),
    `since` is the first day of a window."""

    claim_id: str
    root_id: str
    population: str
    measure: str
    since: date | None
    day: date
    low: int | None
    high: int | None
    point: int | None
    floor: bool
    retelling: bool
    number: str
    known: str
    source: str
    publisher: str
    party: str
    description: str

    @property
    def label(self) -> str:
        """The number, and how it is known where that makes it a floor."""
        return f"{self.number}{self.known}"


SPAN = """
SELECT
    (SELECT min(beginning) FROM measure) AS first,
    (SELECT coalesce(max(published_last), max(as_of_last)) FROM claim) AS last
"""
EVENTS = """
SELECT event_id, document_id, coalesce(date_first, date_last) AS day, date, instrument, what, note
FROM event ORDER BY day NULLS LAST, event_id
"""
DEMANDS = """
SELECT d.*, coalesce(d.demanded_last, d.demanded_first) AS day, s.name AS by_name
FROM demand AS d JOIN source AS s ON s.source_id = d.by_id
ORDER BY day NULLS LAST, d.country, d.demand_id
"""
WIDEST = "SELECT id FROM measure WHERE parents = '' AND kind <> 'none'"
FLOORS = "SELECT id FROM evidence WHERE floor"
DRAWN = """
SELECT c.claim_id
FROM claim AS c
JOIN unit AS u ON u.id = c.unit AND u.inferred
JOIN side AS s ON s.id = c.side AND s.compared
WHERE c.kind <> 'none' AND coalesce(c.as_of_last, c.as_of_first) IS NOT NULL
"""


class Facts:
    """What is drawn, by population; everything is read when it is first asked for, and kept."""

    def __init__(self, material: Material) -> None:
        self.material = material

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure that pictures draw, by claim id, in the order of time: of persons, on the
        side that is compared, of a measure that is."""
        drawn = {row["claim_id"] for row in self.material.rows(DRAWN)}
        floors = {row["id"] for row in self.material.rows(FLOORS)}
        return {i: self._figure(i, floors) for i in self.material.claims if i in drawn}

    def _figure(self, claim_id: str, floors: set[str]) -> Figure:
        row, told = self.material.claims[claim_id], self.material.told[claim_id]
        party = "" if told.party == "none" else f" [{told.party}]"
        known = f" {row['evidence']}" if row["evidence"] in floors else ""
        figure = number(row)
        counts = self.material.counts[claim_id]
        retold = ", a retelling" if row["hops"] else ""
        return Figure(
            claim_id, row["root_claim_id"], row["population"], row["measure"],
            row["since_first"] if row["kind"] == "window" else None,
            row["as_of_last"] or row["as_of_first"],
            row["true_low"] or None, row["true_high"], row["point"],
            row["evidence"] in floors, row["hops"] > 0, figure, known, told.source,
            told.published_by, party,
            f"{figure}{known}, {told.source}{party}{retold}: {counts}. “{told.says}”",
        )  # fmt: skip

    @cached_property
    def widest(self) -> set[str]:
        """The measures that lie in no other."""
        return {row["id"] for row in self.material.rows(WIDEST)}

    @cached_property
    def by_population(self) -> dict[str, list[Figure]]:
        """The figures of each population."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures.values():
            found[figure.population].append(figure)
        return dict(found)

    @cached_property
    def retold(self) -> Counter[str]:
        """How many figures retell each root."""
        return Counter(f.root_id for f in self.figures.values() if f.retelling)

    @cached_property
    def clashes(self) -> list[Clash]:
        """The contradictions, certain ones first, each pair of roots once."""
        return clashes(self.material)

    @cached_property
    def events(self) -> list[dict[str, Any]]:
        """Laws and decrees in the order of their `day`, which is None where no date is known."""
        return self.material.rows(EVENTS)

    @cached_property
    def demands(self) -> list[dict[str, Any]]:
        """Every demand, whoever makes it, with its `day` (None where unknown) and `by_name`."""
        return self.material.rows(DEMANDS)

    @cached_property
    def span(self) -> tuple[date, date]:
        """From the beginning of the war to the last publication: what pictures show of time."""
        (row,) = self.material.rows(SPAN)
        first: date = row["first"]
        return first, max(row["last"] or first, first + timedelta(days=1))
