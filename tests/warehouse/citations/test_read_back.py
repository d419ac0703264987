"""What the phrase reader reads in a citation is what the claim states, in every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.phrases import Reading, read
from sources.phrases.reading import QUALIFIERS, VAGUE, of_number, of_range
from tests.warehouse.citations.made import COUNTRY, of
from warehouse.citations import languages
from warehouse.citations.row import Population, Row
from warehouse.citations.sentence import sentence
from warehouse.citations.wording import language

UNITS = [
    "persons", "countries", "families", "requests", "complaints", "cases", "percent", "other",
]  # fmt: skip
HELD = ("exactly", *QUALIFIERS)
PEOPLE = [
    COUNTRY.population,
    Population("foreign", "foreign nationals", "all_countries"),
    Population("m49:002", "Africa", "area"),
    Population("group:stateless", "stateless persons", "group"),
    Population("group:other", "the other countries of one list", "group"),
    Population("1918:java", "Java", "group"),
]
NUMBERS = st.one_of(
    st.integers(1, 130), st.integers(1, 10**9), st.integers(1, 999).map(lambda n: n * 1_000_000)
)


def as_stated(row: Row, lang: str) -> tuple[int, int | None, int | None, bool]:
    """What the reader finds in the citation of a claim."""
    found = read(sentence(row, language(lang)), row.unit, lang)
    return found.low, found.high, found.point, found.hedged


def stated(row: Row) -> tuple[int, int | None, int | None, bool]:
    return row.low, row.high, row.point, row.hedged


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A number or two as a qualifier holds them, or a magnitude: the table of the contract."""
    hedged = draw(st.booleans())
    kind = draw(st.sampled_from(["number", "range", "rising", "magnitude", "magnitudes"]))
    if kind == "number":
        n, held = draw(NUMBERS), draw(st.sampled_from(HELD))
        return Reading(*of_number(n, held), held, hedged)
    if kind in ("range", "rising"):
        a, b = sorted(draw(st.lists(NUMBERS, min_size=2, max_size=2, unique=True)))
        rising = kind == "rising"
        return Reading(
            *of_range(a, b, "exactly", rising), "rising to" if rising else "between", hedged
        )
    first, *more = draw(st.lists(st.sampled_from(list(VAGUE)), min_size=1, max_size=2, unique=True))
    second = more[0] if kind == "magnitudes" and more else first
    if VAGUE[second] < VAGUE[first]:
        first, second = second, first
    name = first if first == second else f"{first} to {second}"
    low, high = VAGUE[first][0], VAGUE[second][1]
    held = draw(st.sampled_from(["", "at least", "more than", "up to", "fewer than"]))
    if not held or first != second:
        return Reading(low, high, None, name, hedged)
    if held in ("at least", "more than"):
        return Reading(low, None, None, held, hedged)
    return Reading(0, high, None, held, hedged)


@given(
    readings(),
    st.sampled_from(UNITS),
    st.sampled_from(PEOPLE),
    st.sampled_from(["citizen", "unspecified", "declared", "native"]),
    st.sampled_from(["recruited", "killed", "something else", "planned", "infected"]),
)
@pytest.mark.parametrize("lang", languages())
def test_a_citation_reads_as_the_claim(
    lang: str, reading: Reading, unit: str, people: Population, basis: str, measure: str
) -> None:
    row = of(reading, unit=unit, population=people, basis=basis, measure=measure)
    assert as_stated(row, lang) == stated(row)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize(
    "says", ["at least 60-70 men", "more than 1,000–2,000 men", "up to 60 - 70 men", "<1.000-2.000"]
)
def test_of_two_numbers_behind_a_qualifier_both_are_told(lang: str, says: str) -> None:
    row = of(read(says, "persons", "en"), says=says)
    assert row.point is None
    assert as_stated(row, lang) == stated(row)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("says", ["at least sixty to seventy men", "up to sixty to seventy men"])
def test_where_only_one_of_them_is_known_the_sentence_says_which(lang: str, says: str) -> None:
    row = of(read(says, "persons", "en"), says=says)
    assert as_stated(row, lang)[:2] == stated(row)[:2]
    note = language(lang).said("of_two", "lower" if row.high is None else "upper")
    assert note in sentence(row, language(lang))


@pytest.mark.parametrize("lang", languages())
def test_none_are_cited_too(lang: str) -> None:
    row = of(Reading(0, 0, 0, "exactly"))
    assert as_stated(row, lang) == stated(row)
