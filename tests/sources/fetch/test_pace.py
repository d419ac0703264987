"""One request to a host at a time, and a pause between: on a clock that leaps."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest

from sources.fetch import LIMITS
from sources.fetch.clock import Clock
from sources.fetch.failure import Failed, Stopped
from sources.fetch.pace import Pace


class Leaping(Clock):
    """A clock that leaps over every sleep."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 100.0

    def seconds(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds


def begins(pace: Pace, clock: Leaping, hosts: str, lasting: float = 0) -> list[float]:
    """When the turns of some hosts (one letter each) begin, counted from the first."""
    found = []
    for host in hosts:
        with pace.turn(f"{host}.test"):
            found.append(clock.at - 100)
            clock.at += lasting
    return found


@pytest.fixture
def clock() -> Leaping:
    """A clock."""
    return Leaping()


@pytest.fixture
def pace(clock: Leaping) -> Pace:
    """The pace of a fetch, with a pause of two seconds."""
    return Pace(clock, replace(LIMITS, host_delay_seconds=2, longest_delay_seconds=30))


def test_the_pause_counts_from_the_end_of_a_request(pace: Pace, clock: Leaping) -> None:
    assert begins(pace, clock, "aaa", lasting=5) == [0, 7, 14]


def test_robots_txt_and_its_page_are_one_visit(pace: Pace, clock: Leaping) -> None:
    with pace.turn("a.test", pause=False):
        pass
    assert begins(pace, clock, "aa") == [0, 2]


def test_other_hosts_need_not_wait(pace: Pace, clock: Leaping) -> None:
    assert begins(pace, clock, "abca") == [0, 0, 0, 2]


def test_hosts_are_told_apart_without_regard_to_case(pace: Pace, clock: Leaping) -> None:
    assert begins(pace, clock, "aA") == [0, 2]


@pytest.mark.parametrize(("asked", "kept"), [(0.0, 2), (5.0, 5), (1e9, 30)])
def test_a_host_may_ask_for_longer_pauses(
    asked: float, kept: float, pace: Pace, clock: Leaping
) -> None:
    pace.slow_down("a.test", asked)
    assert begins(pace, clock, "aba") == [0, 0, kept]


def test_a_host_is_left_in_peace_for_as_long_as_it_said(pace: Pace, clock: Leaping) -> None:
    pace.hold("a.test", 40)
    pace.hold("a.test", 5)  # says nothing against the first
    assert begins(pace, clock, "ba") == [0, 40]


def test_who_asks_for_too_long_is_not_waited_for(pace: Pace, clock: Leaping) -> None:
    pace.hold("a.test", 61)
    with pytest.raises(Failed, match=r"a\.test asked to be left in peace") as failed:
        begins(pace, clock, "a")
    assert failed.value.wait == 61
    assert clock.at == 100


def test_a_request_that_fails_counts_as_one(pace: Pace, clock: Leaping) -> None:
    with pytest.raises(RuntimeError), pace.turn("a.test"):
        raise RuntimeError
    assert begins(pace, clock, "a") == [2]


def test_nobody_enters_while_a_turn_lasts() -> None:
    pace = Pace(Clock(), replace(LIMITS, host_delay_seconds=0))
    inside: list[int] = []
    most = []

    def enter() -> None:
        with pace.turn("a.test"):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.005)
            inside.pop()

    threads = [threading.Thread(target=enter) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 6


def test_whoever_waits_stops_when_the_fetch_is_ended() -> None:
    clock = Clock()
    pace = Pace(clock, LIMITS)
    pace.hold("a.test", 50)
    threading.Timer(0.05, clock.end).start()
    before = time.monotonic()
    with pytest.raises(Stopped), pace.turn("a.test"):
        pytest.fail("the turn began")
    assert time.monotonic() - before < 5
