"""The seam at which steps are shared out: how items are dealt, and what any spread must keep to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.scattered import (
    Scattered,
    dying,
    failing,
    failing_badly,
    numbered,
)
from warehouse import spread as seam
from warehouse.processes import PartError, processes
from warehouse.spread import Spread, runs, shared

ROOT = Path(__file__).parents[2]
parted = pytest.MonkeyPatch.context


def doubled(part: Sequence[int]) -> list[int]:
    return [2 * item for item in part]


@given(st.lists(st.integers(0, 1_000)), st.integers(1, 9))
def test_items_are_cut_into_even_runs_and_none_is_lost(weights: list[int], most: int) -> None:
    items = list(range(len(weights)))
    with parted() as patch:
        patch.setattr(seam, "PARTS", most)
        cut = runs(items, weights)
    assert [item for part in cut for item in part] == items
    assert len(cut) <= most
    heavy = [sum(1 + weights[item] for item in part) for part in cut]
    assert all(heavy)
    fair = (sum(weights) + len(weights)) / most
    assert max(heavy, default=0) <= fair + 1 + max(weights, default=0)


@given(st.lists(st.integers(0, 9)), st.integers(1, 50))
def test_no_part_is_too_light_to_be_sent(weights: list[int], least: int) -> None:
    cut = runs(range(len(weights)), weights, least)
    assert len(cut) <= max(1, (sum(weights) + len(weights)) // least)
    assert [item for part in cut for item in part] == list(range(len(weights)))


@given(st.lists(st.integers()), st.integers(1, 9), st.integers())
def test_results_stand_in_the_order_of_the_items_whatever_the_parts(
    items: list[int], most: int, seed: int
) -> None:
    with parted() as patch:
        patch.setattr(seam, "PARTS", most)
        assert shared(Scattered(seed), doubled, items) == doubled(items)
        assert shared(map, doubled, items) == doubled(items)


def test_a_single_part_is_sent_nowhere() -> None:
    elsewhere = Scattered()
    assert shared(elsewhere, doubled, [3]) == [6]
    assert shared(elsewhere, doubled, []) == []
    assert elsewhere.parts == []


@pytest.mark.parametrize("lost", [lambda made: made[1:], lambda made: [made[0][1:], *made[1:]]])
def test_a_spread_that_loses_a_result_is_found_out(
    lost: Callable[[list[list[int]]], list[list[int]]],
) -> None:
    def losing(work: Callable[..., list[int]], parts: Sequence[object]) -> list[list[int]]:
        return lost([work(part) for part in parts])

    with pytest.raises(ValueError, match="gave"):
        shared(losing, doubled, [1, 2, 3])  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def two() -> Iterator[Spread]:
    with processes(2) as spread:
        yield spread


def test_one_process_is_map() -> None:
    with processes(1) as spread:
        assert spread is map


def test_processes_give_results_in_order_and_are_used_again(two: Spread) -> None:
    seen = set[int]()
    for _ in range(2):
        made = shared(two, numbered, range(1_000))
        assert [number for number, _ in made] == list(range(1_000))
        seen |= {process for _, process in made}
    assert os.getpid() not in seen
    assert len(seen) <= 2


def test_an_error_of_a_part_comes_back_as_it_is(two: Spread) -> None:
    with pytest.raises(ValueError, match="no rule for 7"):
        shared(two, failing, range(9))
    assert shared(two, doubled, range(3)) == [0, 2, 4]


def test_an_error_that_cannot_be_handed_over_is_told(two: Spread) -> None:
    with pytest.raises(PartError, match="CannotBeSentError: 7 on cell c"):
        shared(two, failing_badly, range(9))


def test_a_process_that_is_killed_is_told() -> None:
    with (
        processes(2) as spread,
        pytest.raises(PartError, match="one of 2 processes ended"),
    ):
        shared(spread, dying, range(9))


LEADER = """
import time
from tests.warehouse.scattered import numbered
from warehouse.processes import processes
from warehouse.spread import shared
if __name__ == "__main__":
    with processes(2) as spread:
        print(*{process for _, process in shared(spread, numbered, range(9))}, flush=True)
        time.sleep(60)
"""


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc who runs")
def test_no_process_outlives_one_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "leader.py"
    script.write_text(LEADER)
    leader = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert leader.stdout is not None
    workers = [int(process) for process in leader.stdout.readline().split()]
    leader.send_signal(signal.SIGKILL)
    leader.communicate()
    assert workers
    for _ in range(300):
        if not any(map(_runs, workers)):
            return
        time.sleep(0.1)
    pytest.fail("a process still runs")
