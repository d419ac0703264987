"""When another try is made, and after what wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.fetch import LIMITS
from sources.fetch.clock import Clock
from sources.fetch.failure import Failed, Unreached
from sources.fetch.pace import Pace
from sources.fetch.page import Reply
from sources.fetch.retry import Patience, busy, retry_after
from sources.fetch.witness import Witness

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None), ("", None), ("soon", None), ("-5", None), ("1.5", None), ("٣", None),
        ("0", 0.0), (" 120 ", 120.0), ("9" * 400, 999_999_999_999.0),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60.0), ("Sun, 01 Mar 2026 12:01:00 -0000", 60.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0), ("Sunday, 01-Mar-26 12:01:00 GMT", 60.0),
        ("Sun, 99 Mar 2026 12:01:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_as_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@settings(deadline=None)
@given(st.text())
def test_no_retry_after_raises(value: str) -> None:
    found = retry_after(value, NOW)
    assert found is None or found >= 0


@settings(deadline=None)
@given(st.integers(0, 10**7))
def test_a_date_says_the_same_as_its_seconds(seconds: int) -> None:
    date = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert retry_after(date, NOW) == seconds == retry_after(str(seconds), NOW)


@pytest.mark.parametrize(
    ("status", "is_busy"),
    [(200, False), (404, False), (428, False), (429, True), (500, True), (503, True), (599, True)],
)
def test_only_429_and_5xx_are_busy(status: int, is_busy: bool) -> None:
    reply = Reply(httpx.URL("https://news.test/"), status, httpx.Headers({"Retry-After": "7"}))
    failed = busy(reply, NOW)
    assert (failed is not None) == is_busy
    if failed is not None:
        assert (failed.host, failed.wait, failed.status) == ("news.test", 7.0, status)


class Noted(Clock):
    """A clock that only goes on when somebody sleeps."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0.0

    def seconds(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds


def tries(
    failure: Callable[[], Failed], witness: Witness | None = None
) -> tuple[list[float], Failed]:
    """The times at which a page that always fails is asked for, and how it failed at last."""
    clock = Noted()
    pace = Pace(clock, replace(LIMITS, host_delay_seconds=0))
    patience = Patience(pace, witness or Witness(5), LIMITS)
    times = []

    def attempt() -> None:
        with pace.turn("news.test"):
            times.append(clock.at)
            raise failure()

    with pytest.raises(Failed) as failed:
        patience.persistently(attempt)
    return times, failed.value


def test_what_may_pass_is_tried_three_times_with_growing_waits() -> None:
    times, _ = tries(lambda: Failed("broke", host="news.test", passing=True))
    assert len(times) == LIMITS.attempts == 3
    assert 0.5 <= times[1] - times[0] <= 1
    assert 1 <= times[2] - times[1] <= 2


def test_what_will_not_pass_is_tried_once() -> None:
    assert tries(lambda: Failed("gone", host="news.test"))[0] == [0.0]


def test_the_wait_that_the_server_names_counts() -> None:
    times, _ = tries(lambda: Failed("busy", host="news.test", passing=True, wait=9))
    assert times == [0.0, 9.0, 18.0]


def test_a_wait_beyond_patience_is_not_waited_and_told() -> None:
    times, failed = tries(lambda: Failed("busy", host="news.test", passing=True, wait=61))
    assert times == [0.0]
    assert failed.wait == 61


def test_nobody_tries_again_when_the_network_is_down() -> None:
    witness = Witness(1)
    witness.missed("elsewhere.test")
    assert len(tries(lambda: Unreached("no", passing=True), witness)[0]) == 1
