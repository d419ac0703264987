"""Which documents are due, what stands of them, and how a fetch is counted."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sources.archive import Entry
from sources.archive.entry import parsed
from sources.fetch import Tally, Wanted, due, tally
from sources.fetch.visit import conditions
from sources.fetch.wanted import standing

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
PAGE = Wanted("a", "https://news.test/a")


def entry(days_ago: float, event: Any = "captured", **told: Any) -> Entry:
    """An entry of document a."""
    told = {"document_id": "a", "url": PAGE.url, "how": "fetch"} | told
    if event == "captured":
        told = {"sha256": "1" * 64, "media_type": "text/html"} | told
    return Entry(at=NOW - timedelta(days=days_ago), event=event, **told)


@pytest.mark.parametrize(
    ("entries", "is_due"),
    [
        ([], True),
        ([entry(6)], False),
        ([entry(7)], True),
        ([entry(9), entry(1, "unchanged", sha256="1" * 64)], False),
        ([entry(1), entry(9)], False),
        ([entry(0.9, "failed")], False),
        ([entry(1, "failed")], True),
        ([entry(3), entry(0.5, "failed")], False),
        ([entry(3), entry(2, "failed")], True),
        ([entry(0.5, "failed", again_at=NOW - timedelta(hours=1))], True),
        ([entry(3, "failed", again_at=NOW + timedelta(hours=1))], False),
        ([entry(1, how="file")], True),
        ([entry(1, url="https://news.test/old")], True),
        ([entry(-400)], True),
        ([entry(1, document_id="b")], True),
    ],
)
def test_a_page_is_due_when_it_was_not_asked_for_long_enough(
    entries: list[Entry], is_due: bool
) -> None:
    assert due([PAGE], entries, NOW, WEEK) == ([PAGE] if is_due else [])


def test_where_every_page_is_always_due_a_failed_one_is_too() -> None:
    assert due([PAGE], [entry(0, "failed")], NOW, timedelta(0)) == [PAGE]


def test_what_stands_is_what_was_fetched_last() -> None:
    entries = [
        entry(5, etag='"1"', sha256="1" * 64, final_url="https://news.test/end"),
        entry(4, sha256="2" * 64, etag='"2"', last_modified="then"),
        entry(3, sha256="1" * 64, etag='"3"'),
        entry(2, "unchanged", sha256="1" * 64, last_modified="now"),
        entry(1, "failed"),
        entry(0, sha256="9" * 64, how="file"),
    ]
    found = standing(entries)["a"]
    assert (found.sha256, found.etag, found.last_modified) == ("1" * 64, '"3"', "now")
    assert found.landed == PAGE.url


def test_conditions_go_to_the_address_that_the_validators_came_from() -> None:
    found = standing([entry(1, etag='"1"', final_url="https://news.test/end")])["a"]
    assert conditions(found, "https://news.test/end") == {"If-None-Match": '"1"'}
    assert conditions(found, PAGE.url) == {}
    assert conditions(None, PAGE.url) == {}


@pytest.mark.parametrize("etag", ['"a\r\nHost: x"', "é", "x" * 1_001, ""])
def test_a_validator_that_could_not_be_sent_is_left_out(etag: str) -> None:
    found = standing([entry(1, etag=etag, last_modified="then")])["a"]
    assert conditions(found, PAGE.url) == {"If-Modified-Since": "then"}


def test_a_fetch_is_counted_against_what_was_there() -> None:
    before = [entry(5), entry(5, document_id="b")]
    fetched = [
        entry(0), entry(0, document_id="b", sha256="2" * 64), entry(0, document_id="c"),
        entry(0, "unchanged", sha256="1" * 64), entry(0, "failed"), entry(0, "failed"),
    ]  # fmt: skip
    assert tally(fetched, before) == Tally(captured=3, new_versions=1, unchanged=1, failed=2)


def test_where_a_page_led_and_when_to_come_again_survive_the_index() -> None:
    told = entry(1, "failed", final_url="https://news.test/end", again_at=NOW, message="busy")
    assert parsed(told.line()) == told
    when, bare = (json.dumps({"again_at": told}).encode()[1:-1] for told in (
        NOW.isoformat(timespec="microseconds"), "2026-01-01T12:00:00"
    ))  # fmt: skip
    assert when in told.line()
    with pytest.raises(ValueError, match="again_at has no time zone"):
        parsed(told.line().replace(when, bare))
