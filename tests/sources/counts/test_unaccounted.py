"""What claims account for: the words they are anchored in, and the same figure said again."""

from __future__ import annotations

from typing import Any

import pytest

from sources.counts import Claimed, Count, counts, unaccounted

TEXT = (
    "Foreigners in the Russian army\n"
    "The army recruited at least 35 Kenyans and 64 Sri Lankans. Of the Kenyans 12 died. "
    "Officials confirmed at least 35 Kenyans again."
)


def _counts() -> list[Count]:
    return counts(TEXT, len(TEXT), "en")


def _claim(low: int, high: int | None, point: int | None, *spans: tuple[int, int]) -> Claimed:
    return Claimed(f"c-{low}", "", "persons", low, high, point, spans)


def test_without_claims_everything_is_left() -> None:
    assert [count.point for count in unaccounted(_counts(), [])] == [35, 64, 12, 35]


def test_a_claim_accounts_for_the_number_that_its_words_cover_whatever_it_reads() -> None:
    at = TEXT.index("64")
    left = unaccounted(_counts(), [_claim(1, 1, 1, (at - 4, at + 15))])
    assert [count.point for count in left] == [35, 12, 35]


def test_a_claim_accounts_for_every_mention_of_its_figure() -> None:
    left = unaccounted(_counts(), [_claim(35, None, 35)])
    assert [count.point for count in left] == [64, 12]


def test_a_figure_that_reads_otherwise_or_has_another_unit_is_left() -> None:
    exactly = _claim(35, 35, 35)
    countries = Claimed("c", "", "countries", 64, 64, 64)
    assert len(unaccounted(_counts(), [exactly, countries])) == 4


def test_the_end_of_a_span_is_outside_it() -> None:
    at = TEXT.index("64")
    assert len(unaccounted(_counts(), [_claim(1, 1, 1, (0, at))])) == 3


def test_overlapping_spans_are_no_trouble() -> None:
    spans = [(0, 5), (0, len(TEXT)), (3, 4)]
    assert unaccounted(_counts(), [_claim(1, 1, 1, span) for span in spans]) == []


# The figures of one document of the catalog, in sentences of our own.
PAGE = """Foreigners who fought for Russia will not be handed over

9 March 2026

A law signed on Monday keeps Moscow from extraditing foreign soldiers. Foreigners have been able
to sign contracts since November 2022, and a passport no longer takes five years of residence.
American officials believe that in the autumn of 2025 as many as 5,000 Cuban citizens were fighting
on the Russian side. Among those who signed up between April 2023 and May 2024 IStories counted
more than 1,500 foreigners from 49 countries. The Telegraph writes that by the end of 2025 Russia
had recruited around 18,000 people from 128 countries, of whom at least 3,300 had been killed.
"""
DOCUMENT = "the-moscow-times-2026-03-09-russian-law-against-extraditing"


@pytest.fixture(scope="module")
def claims() -> list[Any]:
    from sources import load

    vocabulary, registry = load.read_vocabulary(load.BUILT_IN), load.read_registry(load.BUILT_IN)
    frame = load.read_collection(load.BUILT_IN, "country_demands", vocabulary, registry)["claim"]
    return list(frame[frame["document_id"] == DOCUMENT].itertuples())


def test_nothing_of_a_transcribed_page_is_left(claims: list[Any]) -> None:
    text = PAGE
    claimed = []
    for claim in claims:
        at = text.index(claim.says)
        high = None if str(claim.high) == "<NA>" else claim.high
        span = (at, at + len(claim.says))
        claimed.append(
            Claimed(claim.claim_id, claim.says, claim.unit, claim.low, high, None, (span,))
        )
    found = counts(text, len(text), "en")
    assert len(claimed) == 6
    assert unaccounted(found, claimed) == []
    assert {count.point for count in found} == {5000, 1500, 49, 18000, 128, 3300}
