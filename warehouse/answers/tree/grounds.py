"""From what the value of a column of a comparison table follows: claims, pairs or demands.

Which figures enter is asked of the table's own model (inside.py) and decided nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from warehouse.answers.row_ids import COUNTRY, OUTCOME, TOTAL
from warehouse.answers.told import rows
from warehouse.answers.tree.claims import claim_node
from warehouse.answers.tree.grove import Grove
from warehouse.answers.tree.inside import step
from warehouse.answers.tree.node import Node, Ref
from warehouse.answers.tree.pairs import stored
from warehouse.answers.tree.records import demand, source_name

Row = dict[str, Any]
CLASHES = """
FROM comparison
WHERE
    verdict = $verdict
    AND (list_contains($ids, claim_a) OR list_contains($ids, claim_b))
ORDER BY gap DESC, claim_a, claim_b
"""
DEMANDS = """
SELECT demand_id FROM demand
WHERE country = $country AND addressee = 'RUS' AND demanded_last = $day
ORDER BY demand_id
"""


def _figures(grove: Grove, ids: Iterable[str | None]) -> list[Node]:
    wanted = [i for i in ids if i is not None]
    grove.read(wanted)
    return [claim_node(grove, i, "figure") for i in wanted]


def _entered(grove: Grove, table: str, name: str) -> dict[Any, list[Row]]:
    """The figures that enter a table, by the key of its row, as its model takes them."""
    if (known := f"{table} figures") not in grove.kept:
        of: dict[str, list[Row]] = defaultdict(list)
        for entry in rows(grove.connection, f"{step(table, name)} ORDER BY claim_id"):
            key = entry.get("demand_id") or f"{entry['population']}/{entry['measure']}"
            of[key].append(entry)
        grove.kept[known] = of
    figures: dict[Any, list[Row]] = grove.kept[known]
    return figures


def _clashes(grove: Grove, ids: list[str], verdict: str) -> list[Node]:
    return [
        stored(grove, r) for r in rows(grove.connection, CLASHES, {"ids": ids, "verdict": verdict})
    ]


def _of_country(grove: Grove, found: Row, column: str) -> list[Node]:
    entered = _entered(grove, COUNTRY, "figure")[found["key"]]
    ids = [r["claim_id"] for r in entered]
    if column in ("contradictory", "possible"):
        return _clashes(grove, ids, {"contradictory": "contradict"}.get(column, column))
    if column == "first_demand":
        given = {"country": found["population"], "day": found[column]}
        return [demand(grove, r["demand_id"]) for r in rows(grove.connection, DEMANDS, given)]
    if column == "latest_point":
        return _figures(grove, [found["latest_claim_id"]] if found["latest_claim_id"] else [])
    if column == "n_roots":
        return _figures(grove, dict.fromkeys(r["root_claim_id"] for r in entered))
    if column == "n_witnesses":
        return _witnesses(grove, entered)
    ends = [c for c in ("lowest", "highest") if column in (c, "spread")]
    return _figures(grove, dict.fromkeys(found[f"{c}_claim_id"] for c in ends) if ends else ids)


def _witnesses(grove: Grove, entered: list[Row]) -> list[Node]:
    of: dict[str, list[str]] = defaultdict(list)
    for entry in entered:
        of[entry["witness_source_id"]].append(entry["claim_id"])
    return [
        Node(
            "witness",
            source_name(grove, i),
            refers_to=Ref("source", i),
            children=tuple(_figures(grove, own)),
        )
        for i, own in sorted(of.items())
    ]


def _of_total(grove: Grove, found: Row, column: str) -> list[Node]:
    verdicts = {"n_contradictions": "contradict", "n_possible": "possible"}
    if column in verdicts:
        return _clashes(grove, [found["claim_id"]], verdicts[column])
    return _figures(grove, [found["claim_id"]])


def _of_outcome(grove: Grove, found: Row, column: str) -> list[Node]:
    if column == "response":
        return [demand(grove, found["demand_id"])]
    if column.endswith("_claim_id"):
        return _figures(grove, [found[column]])
    if column.startswith("highest"):
        return _figures(grove, [found[f"{column}_claim_id"]])
    placed = _entered(grove, OUTCOME, "placed")[found["demand_id"]]
    before = [r for r in placed if r["is_before"]]
    known = {r["root_claim_id"] for r in before}
    if column == "n_before":
        return _figures(grove, [r["claim_id"] for r in before])
    after = [r for r in placed if not r["is_before"]]
    return _figures(
        grove,
        [r["claim_id"] for r in after if column == "n_after" or r["root_claim_id"] not in known],
    )


GROUNDS: dict[str, Callable[[Grove, Row, str], list[Node]]] = {
    COUNTRY: _of_country, TOTAL: _of_total, OUTCOME: _of_outcome,
}  # fmt: skip
"""Table -> what a column of a row of it rests on."""
