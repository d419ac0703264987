"""Every claim of the catalog of the repository, cited in every language."""

from __future__ import annotations

import re
from time import process_time

import duckdb
import pytest

from sources.phrases import read
from tests.warehouse.citations.test_read_back import stated
from warehouse.citations import languages, sentences
from warehouse.citations.row import Row
from warehouse.citations.sentence import held, parts
from warehouse.citations.wording import language

PER_2_000 = 1.0  # seconds: "2,000 claims in well under a second", of the processor


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


CHAIN = """
WITH RECURSIVE hop AS (
    SELECT claim_id, claim_id AS reached, false AS inferred FROM claim
    UNION ALL
    SELECT hop.claim_id, c.derives_from, hop.inferred OR c.link = 'inferred'
    FROM hop JOIN claim AS c ON c.claim_id = hop.reached WHERE c.derives_from IS NOT NULL
)
SELECT claim_id, max(reached) FILTER (WHERE is_root) AS root, bool_or(inferred) FROM (
    SELECT *, reached IN (SELECT claim_id FROM claim WHERE derives_from IS NULL) AS is_root FROM hop
) GROUP BY claim_id
"""


def test_a_claim_retells_its_root_and_says_where_that_is_inferred(
    published: duckdb.DuckDBPyConnection, rows: dict[str, Row]
) -> None:
    found = published.execute(CHAIN).fetchall()
    assert len(found) == len(rows)
    for claim_id, root, inferred in found:
        row = rows[claim_id]
        assert row.root == (None if root == claim_id else rows[root].said)
        assert row.inferred == inferred


def test_no_two_citations_are_alike(cited: tuple[str, dict[str, str]]) -> None:
    _, told = cited
    assert len(set(told.values())) == len(told)


def test_citing_them_all_is_quick(published: duckdb.DuckDBPyConnection) -> None:
    sentences(published, "fr")
    begun = process_time()
    told = sentences(published, "fr")
    assert (process_time() - begun) / len(told) * 2_000 < PER_2_000
