"""Every figure on a population in tables: by measure, each root with what retells it beneath; and
apart, what counts no persons, or people on another side.

Which page shows them is the pages' to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from warehouse.answers.side_by_side import Side
from warehouse.report.against import Against, against
from warehouse.report.charts.clashes import LARGER
from warehouse.report.charts.grouping import ordered
from warehouse.report.figures import number
from warehouse.report.material import Material

DRIFT = "SELECT claim_id, sentence FROM drift ORDER BY claim_id, dimension"
PERSONS = """
SELECT c.claim_id
FROM claim AS c
JOIN unit AS u ON u.id = c.unit AND u.inferred
JOIN side AS s ON s.id = c.side AND s.compared
"""
UNCOMPARED = "SELECT id FROM measure WHERE kind = 'none'"


@dataclass(frozen=True)
class Row:
    """A figure: its number as the words hold it, what it counts, what was lost or changed since
    the figure that it retells, what it contradicts, and what retells it."""

    claim_id: str
    label: str
    counts: str
    changed: tuple[str, ...]
    against: tuple[Against, ...]
    retold_by: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Group:
    """Figures under one measure, roots in the order of time; and the cells on which they stand."""

    measure: str
    rows: tuple[Row, ...]
    cells: tuple[str, ...]


class Listed:
    """The tables of all populations, of a warehouse that is asked once."""

    def __init__(self, material: Material) -> None:
        self.material = material

    def groups(self, population: str) -> list[Group]:
        """The figures on persons, on the side that is compared, by measure; what is compared with
        nothing comes last. A retelling stands with its root, whatever it counts itself."""
        strings: dict[str, list[str]] = defaultdict(list)
        for i in self._of.get(population, ()):
            if i in self._persons:
                strings[self.material.claims[i]["root_claim_id"]].append(i)
        found: dict[str, list[list[str]]] = defaultdict(list)
        for root, own in strings.items():
            own.sort(key=lambda i: i != root)
            found[self.material.claims[own[0]]["measure"]].append(own)
        return [self._group(m, found[m]) for m in ordered(found, last=self._uncompared)]

    def apart(self, population: str) -> list[Row]:
        """What counts no persons, or people on another side, in the order of time."""
        ids = [i for i in self._of.get(population, ()) if i not in self._persons]
        return [self._row(i) for i in ids]

    @cached_property
    def cells(self) -> dict[str, str]:
        """What each cell counts, without the population, by its id."""
        return {
            i: _without(side, self._name(side.population))
            for i, side in self.material.sides.items()
        }

    def _group(self, measure: str, strings: Sequence[Sequence[str]]) -> Group:
        claims = self.material.claims
        cells = dict.fromkeys(claims[i]["cell_id"] for own in strings for i in own)
        return Group(measure, tuple(self._row(*own) for own in strings), tuple(cells))

    def _row(self, claim_id: str, *retellings: str) -> Row:
        claim = self.material.claims[claim_id]
        name = self._name(claim["population"])
        return Row(
            claim_id, number(claim), self.material.counts[claim_id].removeprefix(f"{name}, "),
            tuple(self._changed[claim_id]), tuple(self._against[claim_id]),
            tuple(self._row(i) for i in retellings),
        )  # fmt: skip

    def _name(self, population: str) -> str:
        return self.material.name("population", population)

    @cached_property
    def _persons(self) -> set[str]:
        return {row["claim_id"] for row in self.material.rows(PERSONS)}

    @cached_property
    def _uncompared(self) -> set[str]:
        return {row["id"] for row in self.material.rows(UNCOMPARED)}

    @cached_property
    def _of(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for claim_id, row in self.material.claims.items():
            found[row["population"]].append(claim_id)
        return found

    @cached_property
    def _changed(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.material.rows(DRIFT):
            found[row["claim_id"]].append(row["sentence"])
        return found

    @cached_property
    def _against(self) -> dict[str, list[Against]]:
        found = defaultdict(list, against(self.material))
        for row in self.material.rows(LARGER):
            for one, other in (("inner_id", "outer_id"), ("outer_id", "inner_id")):
                found[row[one]].append(Against(row[other], True, None, "", row["conflict_id"]))
        return found


def _without(side: Side, population: str) -> str:
    """What a cell counts, without the population where it counts persons."""
    if not side.who.startswith(population):
        return f"{side.who} {side.what}"
    return f"{side.what}{side.who.removeprefix(population)}"
