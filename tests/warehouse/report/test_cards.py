"""What stands against a claim, on the page of its document."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from warehouse.reading import reader
from warehouse.report.cards import Card, cards
from warehouse.report.chains import Chains
from warehouse.report.material import Material

PAIRS = """
SELECT claim_a, claim_b, verdict
FROM comparison WHERE verdict IN ('contradict', 'possible')
"""
HOPS = "SELECT claim_id, hops FROM origin"


def test_each_root_stands_against_a_claim_once_by_the_claim_nearest_to_it(
    catalog_once: Path,
) -> None:
    with reader(catalog_once / "muster.duckdb") as connection:
        material = Material(connection)
        found = cards(Chains(material))
        pairs = connection.execute(PAIRS).fetchall()
        hops = dict(connection.execute(HOPS).fetchall())
    others: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for a, b, verdict in pairs:
        for one, other in ((a, b), (b, a)):
            others[one][material.claims[other]["root_claim_id"]].append((verdict, other))
    assert others, "the catalog contradicts itself"
    for claim, card in found.items():
        assert {material.claims[x.other]["root_claim_id"] for x in card.against} == set(
            others[claim]
        )
        assert len(card.against) == len(others[claim])
        for told in card.against:
            of_root = others[claim][material.claims[told.other]["root_claim_id"]]
            strongest = min(verdict for verdict, _ in of_root)
            assert told.certain == (strongest == "contradict")
            assert hops[told.other] == min(hops[i] for v, i in of_root if v == strongest)


def test_a_proof_is_the_contradiction_of_the_roots_behind_both(whispered: Path) -> None:
    with reader(whispered) as connection:
        found: dict[str, Card] = cards(Chains(Material(connection)))
        (conflict,) = connection.execute(
            "SELECT conflict_id FROM conflict_claim WHERE claim_id = 'gazette-1/cubans'"
        ).fetchall()
    (one,), (other,) = found["statement/cubans"].contradicts, found["gazette-1/cubans"].contradicts
    assert one.proof == other.proof == conflict[0]
    assert (one.other, other.other) == ("gazette-1/cubans", "statement/cubans")
