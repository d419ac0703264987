"""What is looked at grows with the claims and not with their square, however common a number is."""

from __future__ import annotations

from dataclasses import replace

from tests.warehouse.repeats.records import WORLD, figure, found, material
from warehouse.repeats.blocks import MOST, Blocks
from warehouse.repeats.breakdown import MOST_SHARED, Breakdowns
from warehouse.repeats.figure import Figure
from warehouse.repeats.find import signals_of, weighed

BODIES = ("mfa", "army", "daily", "cnn")


def _common(n: int) -> list[Figure]:
    """Figures that all print one number of the same people."""
    one = figure("a/1", 1_200)
    return [
        replace(one, claim_id=f"d{i:05}/1", document_id=f"d{i:05}", root=f"d{i:05}/1",
                claimant=BODIES[i % len(BODIES)])
        for i in range(n)
    ]  # fmt: skip


def _pairs(n: int) -> int:
    figures = _common(n)
    return sum(1 for _ in Blocks(figures, WORLD).pairs(figures))


def test_a_number_that_everybody_prints_makes_few_pairs_a_claim() -> None:
    few, many = _pairs(500), _pairs(1_000)
    assert few <= 500 * 3 * (MOST + 1)  # the earliest of all, of its claimant, of its publisher
    assert many <= 2.1 * few


def test_of_many_who_print_a_number_the_earliest_and_ones_own_source_are_looked_at() -> None:
    figures = _common(200)
    own = replace(figures[150], claim_id="z/1", document_id="z", root="z/1", claimant="rare")
    other = replace(own, claim_id="z/2", document_id="zz", root="z/2")
    met = {
        (a.claim_id, b.claim_id) for a, b in Blocks([*figures, own, other], WORLD).pairs([other])
    }
    assert ("z/2", "z/1") in met
    assert ("z/2", figures[0].claim_id) in met


def _table(document: str, rows: int, claimant: str) -> list[Figure]:
    """A document with as many figures, each with a number of its own."""
    return [figure(f"{document}/{n:03}", 1_001 + n, claimant=claimant) for n in range(rows)]


def test_long_tables_that_share_everything_keep_a_few_numbers_for_each_pair() -> None:
    first, second = _table("a", 120, "mfa"), _table("b", 120, "mfa")
    read = material([*first, *second])
    shared = Breakdowns(read.figures, weighed(read, signals_of(read)))
    numbers, bits = shared.of(second[0], first[0])
    assert len(numbers) <= 2 * MOST_SHARED
    assert bits < 1


def test_two_rows_in_common_tell_less_of_long_tables_than_of_short_ones() -> None:
    def document(name: str, claimant: str, first: int, rows: int) -> list[Figure]:
        told = [(20, "NPL"), (30, "CUB")] + [(first + 20 * n, "KAZ") for n in range(rows)]
        return [
            figure(f"{name}/{n:03}", number, population=place, claimant=claimant)
            for n, (number, place) in enumerate(told)
        ]

    def suspected(rows: int) -> int:
        documents = document("a", "mfa", 10_001, rows), document("b", "daily", 50_003, rows)
        return len(found(*documents[0], *documents[1]).repeats)

    assert suspected(0) == 2
    assert suspected(60) == 0
