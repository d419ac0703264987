"""Nothing in the models is about one subject: other words for the same things change nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WORDS = {
    "russia": "north", "ukraine": "south", "persons": "souls", "countries": "realms",
    "percent": "share", "named": "seen", "unspecified": "untold", "all": "anywhere",
    "moscow": "gate", "foreign": "abroad", "recruited": "infected", "killed": "died",
    "serving": "ill",
}  # fmt: skip


def _claims(a_claim: Callable[..., dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        a_claim("a/1", low=900, population="NPL"),
        a_claim("b/1", low=0, high=800, population="foreign", as_of="2025-02-01"),
        a_claim("c/1", low=700, high=700, evidence="named", measure="killed", population="CUB"),
        a_claim("d/1", low=0, high=600, measure="killed", population="CUB", channel="moscow"),
        a_claim("e/1", low=990, high=990, side="ukraine"),
        a_claim("f/1", low=40, high=40, unit="countries", population="foreign"),
        a_claim("g/1", low=30, high=30, unit="countries", population="foreign"),
        a_claim("h/1", low=20, high=20, unit="percent", population="foreign"),
        a_claim("i/1", low=10, high=10, unit="percent", population="foreign"),
        a_claim("j/1", low=5, high=9, measure="serving", derives_from="a/1", link="stated"),
    ]


DEMANDS = [
    {"demand_id": "a/d", "document_id": "a", "country": "NPL", "by_id": "paper", "note": "",
     "demand": "release", "demanded_on": "2025-07-01", "addressee": "RUS", "response": "none",
     "file": "tests/a.yaml", "line": 1},
]  # fmt: skip
TABLES = {
    "comparison": "claim_a, claim_b, relation, verdict, gap",
    "comparison_by_country": "population, n_claims, lowest, highest, contradictory",
    "comparison_total": "claim_id, n_contradictions",
    "demand_outcome": "demand_id, n_before, n_after",
    "claim": "claim_id, true_low, true_high, kind, floor",
}


def test_other_words_for_the_same_vocabulary_give_the_same_tables(
    warehouse_of: Callable[..., Any], a_claim: Callable[..., dict[str, Any]]
) -> None:
    claims = _claims(a_claim)
    before = warehouse_of(claims, DEMANDS, only=tuple(TABLES))
    first = {t: before.sql(f"SELECT {c} FROM {t} ORDER BY ALL") for t, c in TABLES.items()}
    because = before.sql("SELECT because FROM comparison ORDER BY claim_a, claim_b")
    after = warehouse_of(claims, DEMANDS, words=WORDS, only=tuple(TABLES))
    for table, columns in TABLES.items():
        again = after.sql(f"SELECT {columns} FROM {table} ORDER BY ALL")
        assert first[table].equals(again), table
    assert len(first["comparison"].query("verdict == 'contradict'")) >= 2
    assert len(first["comparison_by_country"]) >= 2
    told = after.sql("SELECT because FROM comparison ORDER BY claim_a, claim_b")
    for one, other in zip(because["because"], told["because"], strict=True):
        for word, changed in WORDS.items():
            one = one.replace(word, changed)
        assert one == other


def test_a_side_that_is_not_compared_and_a_unit_that_is_no_count_compare_with_nothing(
    warehouse_of: Callable[..., Any], a_claim: Callable[..., dict[str, Any]]
) -> None:
    found = warehouse_of(_claims(a_claim), words=WORDS, only="comparison")
    compared = {claim for pair in found.pairs() for claim in pair}
    assert {"f/1", "g/1"} <= compared
    assert not compared & {"e/1", "h/1", "i/1"}
