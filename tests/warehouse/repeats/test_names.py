"""Who is named, and who speaks for whom."""

from __future__ import annotations

import pytest

from tests.warehouse.repeats.records import SOURCES
from warehouse.repeats.figure import Source
from warehouse.repeats.names import Names, aliases

NAMES = Names(SOURCES)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("CNN figure on Nepali recruits", {"cnn"}),
        ("Foreigners in the army, after The Example Gazette", {"gazette"}),
        ("Example Gazette on recruits", {"gazette"}),
        ("cnn and mint", set()),
        ("CNNs, SCNN", set()),
        ("Mint tea", set()),  # a short name is a word
        ("The army of examples", set()),
        ("", set()),
    ],
)
def test_names_are_found_as_words_in_their_own_case(text: str, named: set[str]) -> None:
    assert NAMES.named(text) == named


def test_a_name_of_two_sources_names_neither() -> None:
    twins = [Source(i, "Example Post", "newspaper", None, "none") for i in ("post-a", "post-b")]
    assert Names(twins).named("Example Post says") == frozenset()


def test_what_stands_in_brackets_or_is_not_named_is_no_name() -> None:
    police = Source("police", "Police Service (Ukraine)", "government", "UKR", "ukraine")
    assert aliases(police) == {"Police Service"}
    assert not aliases(Source("some-analysts", "Analysts, not named", "other", None, "none"))


def test_bodies_of_one_state_speak_for_it_and_papers_of_one_country_do_not() -> None:
    assert NAMES.one_state("mfa", "army")
    assert not NAMES.one_state("mfa", "paper")
    assert not NAMES.one_state("paper", "gazette")
    assert not NAMES.one_state("mfa", "nobody-known")


def test_analysts_who_are_not_named_may_be_anybody() -> None:
    assert not NAMES.tells_apart("analysts")
    assert NAMES.tells_apart("mfa")
