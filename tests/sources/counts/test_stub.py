"""The YAML for what was not transcribed: it parses, it cannot be mistaken for done, and once
completed it passes the check of the catalog."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.counts import Count, Metadata, counts, stub
from sources.counts.stub import LARGEST

TEXT = (
    "Foreigners in the Russian army\n"
    "The army recruited at least 35 Kenyans, of whom 12 died, from 3 countries. "
    "Some 64 Sri Lankans may have been killed or are missing. Nepal (523) leads."
)
DOCUMENT = Metadata("made-up-1", "A report", "https://example.org/1", "en", "2025-10-05")


def made(text: str = TEXT, document: Metadata = DOCUMENT, **more: Any) -> str:
    return stub(text, counts(text, len(text), document.language), document, **more)


def completed(text: str) -> str:
    """The stub as a curator would complete it."""
    for key, value in (
        ("publisher", "daily-example"), ("claimant", "example-mfa"), ("measure", "recruited"),
        ("population", "CUB"), ("as_of", "2025-10-02"),
    ):  # fmt: skip
        text = re.sub(rf"^( *{key}: )TODO", rf"\g<1>{value}", text, flags=re.M)
    return text


def test_a_claim_is_filled_in_as_far_as_the_words_tell() -> None:
    claims = yaml.safe_load("claims:\n" + made())["claims"]
    assert [claim["says"] for claim in claims][:3] == [
        "at least 35 Kenyans",
        "12 died",
        "from 3 countries",
    ]
    first, second, third = claims[:3]
    assert (first["id"], first["population"], first["measure"]) == (
        "ken-recruited",
        "KEN",
        "recruited",
    )
    assert first["reads"] == [35, None]
    assert second["measure"] == "killed"
    assert third["unit"] == "countries"
    assert str(first["as_of"]) == "2025-10-05"


def test_what_the_words_leave_open_is_told_beside_the_placeholder() -> None:
    assert "measure: TODO  # killed or missing?" in made()


def test_ids_are_unique_among_themselves_and_with_those_there_are() -> None:
    text = "Foreigners in the army\nThe army recruited 35 Kenyans, then recruited 40 Kenyans."
    claims = yaml.safe_load("claims:\n" + made(text, taken={"ken-recruited"}))["claims"]
    assert [claim["id"] for claim in claims] == ["ken-recruited-2", "ken-recruited-3"]


def test_every_placeholder_is_an_error_that_names_its_key(catalog: Any) -> None:
    unknown = Metadata("made-up-1", "", "", "en")
    catalog.write(
        "made_up/made-up-1.yaml", made(f"{TEXT} At least 7 had no papers.", unknown, new=True)
    )
    keys = {problem.key for problem in catalog.problems()}
    assert {"publisher", "url", "published", "claimant", "measure", "population", "as_of"} <= keys


def test_a_completed_stub_passes_the_check(catalog: Any) -> None:
    catalog.write("made_up/made-up-1.yaml", completed(made(new=True)))
    assert catalog.problems() == []
    assert len(catalog.claims()) == 5


def test_a_document_without_counts_is_a_whole_file_too(catalog: Any) -> None:
    catalog.write("made_up/made-up-1.yaml", completed(stub("", [], DOCUMENT, new=True)))
    assert catalog.problems() == []


HOSTILE = [
    'The army recruited 35 "Kenyans": {x: !!python/object:os.system [1]}',
    "The army recruited 35 Kenyans # not a comment\nclaims: []\n---\nid: x",
    "The army recruited 35 Kenyans\u2028- id: sneaked\u2029 & *anchor",
    "The army's 'recruited' 35 \\ Kenyans \\n \\u202e %TAG ! tag:",
    "- - ? The army recruited 35 Kenyans | > @ ` \ufeff\uffff",
    "The army recruited 35 Kenyans " + "x" * 5_000,
    "The army recruited 35\u00a0Kenyans \u200f\u200e \u202b",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(catalog: Any, text: str) -> None:
    text = f"Foreigners in the Russian army\n{text}"
    title = Metadata("made-up-1", text, "https://example.org/1", "en", "2025-10-05")
    written = completed(made(text, title, new=True))
    assert set(yaml.safe_load(written)) == {"document", "claims"}
    catalog.write("made_up/made-up-1.yaml", written)
    assert catalog.problems() == []
    assert max(map(len, written.splitlines())) < 9_000


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_stands_around_a_count_the_stub_is_one_document(before: str, after: str) -> None:
    text = f"Foreigners in the Russian army\nThe army recruited {before} 35 Kenyans {after}"
    document = Metadata(before, after, before, "en", after)
    parsed = yaml.safe_load(made(text, document, new=True))
    assert set(parsed) == {"document", "claims"}
    assert all(set(claim) <= KEYS for claim in parsed["claims"] or [])


KEYS = {"id", "claimant", "says", "measure", "population", "as_of", "unit", "reads"}


def test_a_long_sentence_is_shown_in_part_and_the_figure_is_in_it() -> None:
    text = "Foreigners in the army " + "and so on " * 60 + "it recruited 35 Kenyans " + "etc " * 90
    comment = made(text).splitlines()[0]
    assert len(comment) <= 304
    assert "35 Kenyans" in comment


def test_a_stub_stays_below_what_a_catalog_reads() -> None:
    text = "Foreigners in the army\n" + "Army recruits, " * 60 + "35 Kenyans."
    written = stub(text, counts(text, len(text), "en") * 4_000, DOCUMENT, new=True)
    assert len(written.encode()) < LARGEST + 1_000
    assert re.search(r"# \d+ more: complete these", written)


def test_the_reading_of_every_phrase_agrees_with_its_cross_check(
    catalog: Any, one: Callable[[str, str], str]
) -> None:
    text = TEXT.replace("at least 35", "between 30 and 40").replace("Some 64", "Up to 1.5 thousand")
    catalog.write("made_up/made-up-1.yaml", completed(made(text, new=True)))
    assert [problem.rule for problem in catalog.problems()] == []


def test_counts_point_into_the_text_that_is_shown() -> None:
    found: list[Count] = counts(TEXT, len(TEXT), "en")
    assert all(TEXT[count.start : count.end] == count.exact for count in found)
