"""What becomes of a claim's words from one version of its document to the next."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.anchors import Anchor, Change, Said, Version, changes, follow
from sources.phrases import read


def said(words: str, unit: str = "persons", language: str = "en") -> Said:
    """A claim on these words."""
    reading = read(words, unit, language)
    return Said("doc/it", words, unit, language, reading.low, reading.high, reading.point)


def versions(*texts: str | None) -> list[Version]:
    """Versions of a document, the hash of each being its number."""
    return [
        Version(str(n), text, len(text or ""), "plain-1", "" if text is not None else "altered")
        for n, text in enumerate(texts)
    ]


def statuses(words: str, *texts: str | None, **how: Any) -> list[str]:
    return [a.status for a in follow(said(words, **how), versions(*texts))]


def one(words: str, text: str, **how: Any) -> Anchor:
    (anchor,) = follow(said(words, **how), versions(text))
    return anchor


def test_an_anchor_has_offsets_that_slice_to_the_words_and_what_stands_around() -> None:
    text = "One ministry said on Monday that at least 40 men had been recruited in two towns."
    anchor = one("at least 40 men", text)
    assert anchor.status == "verified"
    assert text[anchor.start : anchor.end] == anchor.exact == "at least 40 men"
    assert text[: anchor.start].endswith(anchor.prefix or "?")
    assert text[anchor.end or 0 :].startswith(anchor.suffix or "?")
    assert len(anchor.prefix or "") == len(anchor.suffix or "") == 32


def test_without_a_snapshot_a_claim_is_not_archived() -> None:
    assert follow(said("40 men"), []) == [Anchor("doc/it", None, "not_archived")]


def test_a_snapshot_without_a_text_is_unreadable_and_says_why() -> None:
    (anchor,) = follow(said("40 men"), versions(None))
    assert (anchor.status, anchor.message) == ("unreadable", "altered")


def test_words_that_are_gone_are_lost_and_those_that_stand_elsewhere_moved() -> None:
    assert statuses("40 men", "It was 40 men.", "It was 40 men.") == ["verified", "verified"]
    assert statuses("40 men", "It was 40 men.", "Update: it was 40 men.") == ["verified", "moved"]
    assert statuses("40 men", "It was 40 men.", "It was 50 men.") == ["verified", "lost"]
    assert statuses("40 men", "It was 50 men.") == ["lost"]


def test_words_that_return_are_compared_with_where_they_last_stood() -> None:
    texts = ("It was 40 men.", "Gone.", None, "It was 40 men.", "Now it was 40 men.")
    assert statuses("40 men", *texts) == ["verified", "lost", "unreadable", "verified", "moved"]


@pytest.mark.parametrize(
    ("words", "text", "there", "low", "high"),
    [
        ("5,000 Cubans", "As many as 5,000 Cubans serve.", "As many as 5,000 Cubans", 0, 5000),
        ("40 men", "There were more than 40 men there.", "more than 40 men", 41, None),
        ("300 men", "There were 1,300 men there.", "1,300 men", 1300, 1300),
        ("5,000 Cubans", "1,000 to 5,000 Cubans serve.", "1,000 to 5,000 Cubans", 1000, 5000),
        ("15", "They sent 15 thousand men.", "15 thousand men", 15000, 15000),
    ],
)
def test_words_that_read_otherwise_where_they_stand_are_misread(
    words: str, text: str, there: str, low: int, high: int | None
) -> None:
    anchor = one(words, text)
    assert anchor.status == "misread"
    assert anchor.there is not None
    assert (anchor.there.words, anchor.there.low, anchor.there.high) == (there, low, high)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("40 men", "More than 90 came. Among them were 40 men."),
        ("40 men", "At least 90 women and 40 men came."),
        ("more than 40 men", "There were more than 40 men."),
        ("5,000 Cubans", "On 5 May 2025, 5,000 Cubans left."),
        ("3,300 had been killed", "of whom 3,300 had been killed."),
        ("40", "It was 40% of them, or 40."),
    ],
)
def test_what_stands_near_and_holds_of_something_else_changes_nothing(
    words: str, text: str
) -> None:
    assert one(words, text).status == "verified"


def test_of_several_places_the_one_that_says_what_the_claim_says_counts() -> None:
    text = "Up to 40 men, some say. The ministry counts 40 men."
    anchor = one("40 men", text)
    assert anchor.status == "verified"
    assert anchor.start == text.rindex("40 men")
    assert anchor.n_places == 2


def test_the_body_comes_before_what_surrounds_it_on_the_page() -> None:
    text = "Menu: 40 men\n\nIt was 40 men."
    around = Version("1", "It was 40 men.\n\nMenu: 40 men", 14)
    (anchor,) = follow(said("40 men"), [around])
    assert anchor.start == 7
    assert one("40 men", text).start == 6


def test_the_place_with_the_same_words_around_is_the_same_place() -> None:
    old = "First 40 men of the north. Then 40 men of the south came home."
    new = "Then 40 men of the south came home. First 40 men of the north."
    claim = said("40 men")
    before, after = follow(claim, versions(old, new))
    assert before.start == 6
    assert after.status == "moved"
    assert new[after.start :] == "40 men of the north."


def lost(old: str, new: str, words: str = "40 men") -> Change:
    read_in = versions(old, new)
    (change,) = changes(follow(said(words), read_in), read_in)
    return change


def test_a_change_names_old_words_new_words_and_both_snapshots() -> None:
    change = lost(
        "A bulletin. The ministry counts 40 men in two towns. More follows.",
        "A bulletin. The ministry counts 55 men in two towns. More follows.",
    )
    assert (change.old_sha256, change.new_sha256) == ("0", "1")
    assert change.old_words == "The ministry counts 40 men in two towns."
    assert change.new_words == "The ministry counts 55 men in two towns."


def test_a_rewritten_sentence_is_shown_as_the_one_most_like_it() -> None:
    change = lost(
        "Weather is fine. Officials in the capital say that 40 men were recruited this year.",
        "Weather is bad. This year, officials in the capital say, 55 men were recruited. The end.",
    )
    assert change.new_words == "This year, officials in the capital say, 55 men were recruited."


def test_where_nothing_like_it_is_left_nothing_is_shown() -> None:
    change = lost("Officials count 40 men.", "This page was removed by its owner.")
    assert change.new_words is None


def test_no_change_is_told_where_the_words_never_stood_or_still_stand() -> None:
    for texts in (("50 men", "60 men"), ("40 men", "So 40 men")):
        read_in = versions(*texts)
        assert list(changes(follow(said("40 men"), read_in), read_in)) == []


def test_passages_that_are_shown_are_cut() -> None:
    change = lost("40 men " + "very " * 500, "gone " * 500)
    assert len(change.old_words) == 300
    assert change.old_words.endswith("…")


counts = st.integers(2, 99_999).filter(lambda n: not 1900 <= n <= 2099)
qualifiers = st.sampled_from(["", "at least ", "more than ", "up to ", "around ", "nearly "])


@given(counts, qualifiers, qualifiers)
def test_a_claim_is_verified_only_where_words_and_number_are_its_own(
    n: int, written: str, transcribed: str
) -> None:
    """The page says one thing and the claim the same, less, or something else."""
    page = f"The ministry spoke. It counts {written}{n:,} men in the north. Nothing more."
    (anchor,) = follow(said(f"{transcribed}{n:,} men"), versions(page))
    if written == transcribed:
        assert anchor.status == "verified"
    elif transcribed == "":
        expected = read(f"{written}{n:,} men", "persons", "en")
        plain = read(f"{n:,} men", "persons", "en")
        same = (expected.low, expected.high, expected.point) == (plain.low, plain.high, plain.point)
        assert anchor.status == ("verified" if same else "misread")
    else:
        assert anchor.status == "lost"
