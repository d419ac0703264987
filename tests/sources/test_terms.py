"""terms.yaml: the sides, evidence and units of a catalog, and how a unit of its own is read."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources import load
from sources.phrases import PhraseError, read

OWN = """\
sides:
  - {id: everybody, default: true, compared: true}
evidence:
  - {id: registered, floor: true}
  - {id: unspecified, default: true}
units:
  - {id: moons, inferred: true}
  - {id: percent, no_count: true}
"""


def told(catalog: Any) -> list[tuple[int, str, str]]:
    """(line, key, rule) of everything wrong with the vocabulary, none of it in another file."""
    problems = load.read_vocabulary(catalog.root).problems
    assert {p.file for p in problems} <= {"vocabulary/terms.yaml"}
    return sorted((p.line, p.key, p.rule) for p in problems)


def test_the_built_in_terms_are_those_of_the_contract() -> None:
    terms = load.read_vocabulary().terms
    assert (terms.side, terms.known_how, terms.unit) == ("russia", "unspecified", "persons")
    assert list(terms.sides) == ["russia", "ukraine"]
    floors = [row.id for row in terms.evidence.values() if row.bools["floor"]]
    assert floors == ["named", "identified", "documented", "confirmed"]
    assert [row.id for row in terms.units.values() if row.bools["no_count"]] == ["percent", "other"]


def test_a_catalog_of_another_subject_has_its_own_terms_and_defaults(
    catalog: Any, one: Callable[[str, str], str]
) -> None:
    catalog.write("vocabulary/terms.yaml", OWN)
    catalog.write("vocabulary/channels.yaml", "- {id: whole, name: whole}\n")
    catalog.write("made_up/a.yaml", one("as_of", "unit: persons\n    as_of"))
    frames, problems = catalog.check()
    right = frames["claim"].iloc[0]
    assert [right[key] for key in ("unit", "side", "evidence", "channel")] == [
        "moons", "everybody", "unspecified", "whole",
    ]  # fmt: skip
    assert [(p.key, p.rule) for p in problems] == [("unit", "unknown-id")]
    assert "expected one of moons, percent" in problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("floor: true", "flor: true", (4, "flor", "unknown-key")),
        ("floor: true", "floor: yes", (4, "floor", "bad-value")),
        ("{id: everybody, default: true,", "{id: everybody,", (1, "sides", "missing-key")),
        ("{id: registered,", "{id: registered, default: true,", (5, "default", "bad-value")),
        ("percent, no_count: true", "percent, inferred: true", (8, "inferred", "bad-value")),
        ("moons, inferred", "moons, countries: true, inferred", (7, "countries", "bad-value")),
        ("moons, inferred", "moons, most: many, inferred", (7, "most", "bad-value")),
        ("{id: percent", "{id: moons", (8, "id", "duplicate-id")),
        ("units:", "unit:", (6, "unit", "unknown-key")),
        (
            "sides:\n",
            "sides:\n  - {id: nobody, compared: true}\n",
            (3, "compared", "bad-value"),
        ),
    ],
)
def test_an_error_of_the_terms_has_a_line_and_a_key(
    catalog: Any, old: str, new: str, expected: tuple[int, str, str]
) -> None:
    assert old in OWN
    catalog.write("vocabulary/terms.yaml", OWN.replace(old, new, 1))
    assert expected in told(catalog)


def test_every_error_of_the_terms_is_told_at_once_with_the_nearest_word(catalog: Any) -> None:
    wrong = OWN.replace("floor", "flor").replace("compared: true", "compared: no")
    catalog.write("vocabulary/terms.yaml", wrong.replace("units:", "unts:"))
    assert told(catalog) == [
        (1, "units", "missing-key"),
        (2, "compared", "bad-value"),
        (4, "flor", "unknown-key"),
        (6, "unts", "unknown-key"),
    ]
    messages = " ".join(p.message for p in load.read_vocabulary(catalog.root).problems)
    assert "did you mean 'floor'?" in messages
    assert "did you mean 'units'?" in messages


def test_a_lost_mark_refuses_the_claims_that_rely_on_it_and_no_other(
    catalog: Any, one: Callable[[str, str], str]
) -> None:
    catalog.write("vocabulary/terms.yaml", OWN.replace("default: true, compared", "compared"))
    says_so = "population: CUB\n    side: everybody"
    catalog.write("made_up/a.yaml", one("population: CUB", says_so))
    frames, problems = catalog.check()
    assert frames["claim"]["claim_id"].tolist() == ["first-document/wrong"]
    assert ("made_up/a.yaml", "side", "missing-key") in {(p.file, p.key, p.rule) for p in problems}


def test_a_refused_term_does_not_leave_its_part_to_the_next(
    catalog: Any, one: Callable[[str, str], str]
) -> None:
    catalog.write("vocabulary/terms.yaml", OWN.replace("{id: everybody,", "{id: everybody, x: y,"))
    catalog.write("made_up/a.yaml", one("1,000", "2,000"))
    assert catalog.claims() == []


def test_without_any_unit_a_claim_is_refused_and_nothing_is_guessed(
    catalog: Any, one: Callable[[str, str], str]
) -> None:
    catalog.write("vocabulary/terms.yaml", OWN[: OWN.index("units:")] + "units: []\n")
    catalog.write("made_up/a.yaml", one("1,000", "2,000"))
    frames, problems = catalog.check()
    assert frames["claim"].empty
    assert ("unit", "missing-key") in {(p.key, p.rule) for p in problems}


@given(st.integers(2, 10**9), st.sampled_from(["deaths", "people", "moons", "soldiers"]))
def test_a_unit_that_no_lexicon_knows_may_count_people_or_anything(n: int, noun: str) -> None:
    assert read(f"at least {n:,} {noun}", "souls", "en").low == n
    assert read(f"at least {n:,} {noun} in 31 countries", "souls", "en").low == n


@pytest.mark.parametrize("words", ["31 countries", "40 percent", "12 families"])
def test_a_unit_of_a_catalog_is_not_read_from_figures_of_another_known_unit(words: str) -> None:
    with pytest.raises(PhraseError, match="no count of souls"):
        read(words, "souls", "en")


def test_the_order_and_the_vicinity_of_a_number_are_around_it() -> None:
    for words in ("of the order of 50 million", "in the vicinity of 50 million"):
        assert (read(words, "souls", "en").low, read(words, "souls", "en").high) == (
            45_000_000,
            55_000_000,
        )
