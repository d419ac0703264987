"""Processes that bring pages into one archive take turns at a host, as threads of one do."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from sources.fetch import LIMITS
from sources.fetch.clock import Clock
from sources.fetch.failure import Failed
from sources.fetch.pace import Pace
from sources.fetch.turns import Turns

DELAY = 0.1
QUICK = replace(LIMITS, host_delay_seconds=DELAY, longest_turn_seconds=0.2)


def pace(folder: Path) -> Pace:
    """The pace of a fetch of its own."""
    clock, limits = Clock(), replace(QUICK, longest_turn_seconds=60)
    return Pace(clock, limits, Turns(folder, clock, limits))


def _ask(folder: Path, log: Path, times: int) -> None:
    mine = pace(folder)
    for _ in range(times):
        with mine.turn("a.test"):
            began = time.time()
            time.sleep(0.02)
            with log.open("a") as stream:
                stream.write(f"{began} {time.time()} {os.getpid()}\n")


def test_two_processes_never_ask_a_host_at_once_and_keep_the_pause_of_the_other(
    tmp_path: Path,
) -> None:
    fork = multiprocessing.get_context("fork")
    log = tmp_path / "log"
    both = [fork.Process(target=_ask, args=(tmp_path, log, 4)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    rows = sorted(line.split() for line in log.read_text().splitlines())
    assert len(rows) == 8
    assert len({pid for _, _, pid in rows}) == 2
    for (_, ended, _), (began, _, _) in pairwise(rows):
        assert float(began) - float(ended) >= DELAY * 0.9


def test_a_host_that_asked_one_to_wait_is_left_in_peace_by_the_others(tmp_path: Path) -> None:
    one, other = pace(tmp_path), pace(tmp_path)
    one.hold("a.test", 90)
    with pytest.raises(Failed, match="asked to be left in peace"), other.turn("A.test"):
        pass
    with other.turn("b.test"):
        pass


def test_whoever_cannot_get_a_turn_gives_up_in_the_end(tmp_path: Path) -> None:
    clock = Clock()
    turns = Turns(tmp_path, clock, QUICK)
    with turns.turn("a.test"), pytest.raises(Failed, match="asked by another process all the time"):
        turns.turn("a.test").__enter__()


def test_a_turn_that_nobody_ends_ends_with_its_process(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    taken = fork.Event()

    def hold() -> None:
        Turns(tmp_path, Clock(), QUICK).turn("a.test").__enter__()
        taken.set()
        threading.Event().wait()

    process = fork.Process(target=hold)
    process.start()
    assert taken.wait(30)
    process.kill()
    process.join(30)
    with Turns(tmp_path, Clock(), QUICK).turn("a.test") as turn:
        assert turn.wait == 0


@pytest.mark.parametrize("left", [b"", b"\0\xff", b"[1]", b'["x", 9e99]', b'["x", "soon"]'])
def test_what_nobody_can_have_written_is_no_reason_to_wait(tmp_path: Path, left: bytes) -> None:
    turns = Turns(tmp_path, Clock(), QUICK)
    with turns.turn("a.test"):
        pass
    (file,) = turns.folder.iterdir()
    file.write_bytes(left)
    with turns.turn("a.test") as turn:
        assert turn.wait == 0
