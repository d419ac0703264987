"""Every language has a word for everything in the vocabulary of the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from sources.phrases.reading import QUALIFIERS, VAGUE
from sources.terms import BASES
from warehouse.citations import languages
from warehouse.citations.figure import MAGNITUDES
from warehouse.citations.patterns import slots
from warehouse.citations.people import people
from warehouse.citations.places import place
from warehouse.citations.row import Population
from warehouse.citations.wording import Language, language

VOCABULARY = Path("sources/catalog/vocabulary")
FORMS = {2: "singular and plural", 4: "one, few, many and genitive", 5: "and without a number"}


@pytest.fixture(params=languages())
def words(request: pytest.FixtureRequest) -> Language:
    """Each language in turn."""
    return language(request.param)


def vocabulary(name: str) -> Any:
    """A file of the vocabulary of the repository."""
    root = Path(__file__).parents[3]
    return yaml.safe_load((root / VOCABULARY / f"{name}.yaml").read_text(encoding="utf-8"))


def populations(published: duckdb.DuckDBPyConnection) -> Iterator[Population]:
    """Every population: countries, areas, and the groups of the vocabulary."""
    for row in published.execute("SELECT id, name, kind FROM population").fetchall():
        yield Population(*row)


def test_there_are_five_languages_english_first() -> None:
    assert languages() == ("en", "es", "fr", "ru", "uk")


def test_every_measure_has_its_words(words: Language) -> None:
    for measure in vocabulary("measures")["measures"]:
        forms = words.said("measures", measure["name"], "forms")
        assert len(forms) in (2, 3, 4)
        assert all(slots(form) == {"side"} for form in forms)


def test_every_unit_has_its_words(words: Language) -> None:
    for unit in vocabulary("terms")["units"]:
        told = words.said("units", unit["id"])
        assert unit["id"] == "persons" or len(told["nouns"]) in FORMS
        assert unit["id"] == "persons" or told["says"]


def test_every_channel_that_restricts_has_its_words(words: Language) -> None:
    for channel in vocabulary("channels"):
        if "inside" in channel:
            assert words.said("channels", channel["name"])


def test_every_kind_of_evidence_and_side_has_its_words(words: Language) -> None:
    terms = vocabulary("terms")
    for evidence in terms["evidence"]:
        assert bool(words.said("evidence", evidence["id"])) != evidence.get("default", False)
    for side in terms["sides"]:
        assert words.said("sides", side["id"])
        assert words.said("parties", side["id"])


def test_every_qualifier_hedge_and_magnitude_has_its_words(words: Language) -> None:
    for qualifier in ("exactly", *QUALIFIERS):
        assert slots(words.said("figure", qualifier)) == {"n"}
    for qualifier in ("between", "rising to"):
        assert slots(words.said("figure", qualifier)) == {"a", "b"}
    assert set(words.said("magnitudes")) == set(MAGNITUDES)
    assert words.said("hedge").strip()


def test_magnitudes_are_those_of_the_phrase_reader() -> None:
    assert MAGNITUDES == VAGUE


def test_every_population_has_its_words_on_every_basis(
    words: Language, published: duckdb.DuckDBPyConnection
) -> None:
    seen = set()
    for population in populations(published):
        for basis in BASES:
            forms, _ = people(population, basis, words)
            assert len(forms) in FORMS
            assert "{" not in "".join(forms)
            assert words.named(population.name) not in "".join(forms), population
            seen.add((tuple(forms), population.id, basis))
    assert len({forms for forms, _, _ in seen}) == len(seen)


def test_every_country_and_area_is_named_as_cldr_names_it(
    words: Language, published: duckdb.DuckDBPyConnection
) -> None:
    for population in populations(published):
        found = place(population, words)
        if population.kind in ("country", "area"):
            assert found is not None, population
            assert found["name"] in words.locale.territories.values()


def test_groups_have_no_words_that_no_group_has(
    words: Language, published: duckdb.DuckDBPyConnection
) -> None:
    names = {population.name for population in populations(published)}
    assert set(words.said("groups")) | set(words.said("places")) <= names
    assert set(words.said("channels")) <= {c["name"] for c in vocabulary("channels")}
    assert set(words.said("measures")) <= {m["name"] for m in vocabulary("measures")["measures"]}
