"""Every claim of the catalog of the repository, cited in every language."""

from __future__ import annotations

import re
from time import perf_counter

import duckdb
import pytest

from sources.phrases import read
from tests.warehouse.citations.test_read_back import stated
from warehouse.citations import languages, sentences
from warehouse.citations.row import Row
from warehouse.citations.sentence import held, parts
from warehouse.citations.wording import language

PER_2_000 = 1.0  # seconds: "2,000 claims in well under a second", on a machine that others use


@pytest.fixture(scope="module", params=languages())
def cited(
    request: pytest.FixtureRequest, published: duckdb.DuckDBPyConnection
) -> tuple[str, dict[str, str]]:
    """A language, and each claim in it."""
    return request.param, sentences(published, request.param)


def test_each_citation_reads_as_its_claim(
    cited: tuple[str, dict[str, str]], rows: dict[str, Row]
) -> None:
    lang, told = cited
    for claim_id, row in rows.items():
        found = read(told[claim_id], row.unit, lang)
        assert (found.low, found.high, found.point, found.hedged) == stated(row), told[claim_id]


def test_each_citation_has_every_part_that_its_claim_holds(
    cited: tuple[str, dict[str, str]], rows: dict[str, Row]
) -> None:
    lang, told = cited
    words = language(lang)
    for claim_id, row in rows.items():
        text = told[claim_id]
        for part, said in parts(row, words).items():
            assert bool(said) >= held(row, part), (claim_id, part)
            assert said[1:] in text, (claim_id, part)
        if row.hedged:
            assert text.casefold().startswith(words.said("hedge"))
        if row.channel:
            assert words.said("channels", row.channel) in text
        if row.told_how:
            assert words.said("evidence", row.evidence) in text
        for population in row.excluding:
            assert words.said("without").split("{")[0] in text, population
        assert row.url in text
        assert row.title in text
        assert row.says in text
        assert _years(row.as_of, row.since or "") <= _years(text)
        for said in filter(None, (row.said, row.root)):
            assert said.claimant in text
            assert said.own or said.publisher in text
            assert _years(said.published) <= _years(text)
            assert said.party == "none" or words.said("parties", said.party) in text


def _years(*texts: str) -> set[str]:
    return {year for text in texts for year in re.findall(r"\b20\d\d\b", text)}


def test_no_two_citations_are_alike(cited: tuple[str, dict[str, str]]) -> None:
    _, told = cited
    assert len(set(told.values())) == len(told)


def test_citing_them_all_is_quick(published: duckdb.DuckDBPyConnection) -> None:
    sentences(published, "fr")
    begun = perf_counter()
    told = sentences(published, "fr")
    assert (perf_counter() - begun) / len(told) * 2_000 < PER_2_000
