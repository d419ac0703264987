"""What a reader is told of changes that no small edit of a catalog brings about alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse.changes.compare import compare

NEPALIS = "“90 Nepalis” (The Example Gazette: Nepal, recruited by 2025-02-01)"
DAY = "measure = 'recruited' AND population = 'NPL' AND as_of = DATE '2025-04-01'"
DEMAND = "The demand of Ministry of Examples on 2025-03-04 about Nepal (stop recruitment; answer: "
EXPECTED = [
    (
        ["UPDATE comparison SET verdict = 'possible' WHERE verdict = 'contradict'"],
        "pairs",
        "1 possibly contradictory pair more, between roots.",
    ),
    (
        [
            "UPDATE origin SET hops = 1 WHERE claim_id = 'gazette-first/nepalis'",
        ],
        "pairs",
        "1 contradictory pair more, in which a side only repeats a figure.",
    ),
    (
        ["DELETE FROM conflict_claim", "DELETE FROM conflict"],
        "conflict_closed",
        f"Closed: {NEPALIS} cannot be true together with “40 Nepalis” (Ministry of Examples: "
        "Nepal, recruited by 2025-04-01): everyone counted by the first is counted by the second "
        "(a count of everyone so far never falls), yet the first is at least 90 and the second at "
        "most 40; the first exceeds the second by 50.",
    ),
    (
        [
            "DELETE FROM set_aside WHERE claim_id = 'gazette-first/nepalis'",
            f"UPDATE bound SET low = 90 WHERE {DAY} AND evidence_used = 'all'",
            "INSERT INTO bound_claim BY NAME SELECT 'recruited' AS measure, 'NPL' AS population, "
            "DATE '2025-04-01' AS as_of, 'all' AS evidence_used, 'low' AS side, "
            "'gazette-first/nepalis' AS claim_id",
        ],
        "bound_moved",
        "Nepal, recruited, if every estimate is true: at least 90 instead of 0 on 2025-04-01, "
        f"because {NEPALIS} is no longer set aside.",
    ),
    (
        [f"UPDATE bound SET high = 7 WHERE {DAY} AND evidence_used = 'counted'"],
        "bound_moved",
        "Nepal, recruited, counted people only: at most 7 instead of no limit on 2025-04-01; none "
        "of the claims that it rests on changed.",
    ),
    (
        ["UPDATE demand SET response = 'denied', responded_on = '2025-05'"],
        "demand_revised",
        f"{DEMAND}denied) is revised: answer denied instead of unknown; answered on 2025-05 "
        "instead of nothing.",
    ),
    (["DELETE FROM demand"], "demand_withdrawn", f"{DEMAND}unknown) is withdrawn."),
]


@pytest.mark.parametrize(("statements", "kind", "sentence"), EXPECTED)
def test_a_change_is_told_in_a_sentence(
    small: Path, altered: Callable[..., Path], statements: list[str], kind: str, sentence: str
) -> None:
    found = {g.kind: g for g in compare(small, altered(*statements)).groups}
    assert kind in found
    assert [c.sentence for c in found[kind].changes] == [sentence]
    assert all(c.essential for c in found[kind].changes)


def test_where_the_method_decides_is_told_both_ways(
    small: Path, altered: Callable[..., Path]
) -> None:
    other = altered(
        "UPDATE sensitivity SET method_decides = NOT method_decides WHERE population = 'NPL'"
    )
    there, back = compare(small, other), compare(other, small)
    assert {there.groups[0].kind, back.groups[0].kind} == {"method_decides", "method_agrees"}
    told = {g.kind: g.changes[0].sentence for g in (*there.groups, *back.groups)}
    assert told["method_decides"].startswith("Nepal, recruited: ")
    assert "the method no longer decides (before: " in told["method_agrees"]
