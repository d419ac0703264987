"""Work done ahead: results in order, no more under way than said, errors where they are due."""

import threading
import time
from collections.abc import Iterator

import pytest

from sources.archive.ahead import ahead


def test_items_come_in_their_order_and_no_more_are_under_way_than_said() -> None:
    lock, under_way, most = threading.Lock(), 0, 0

    def work(item: int) -> None:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.001 * (item % 3))
        with lock:
            under_way -= 1

    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100):
            taken.append(item)
            yield item

    for item in ahead(items(), work, threads=4):
        assert len(taken) - item <= 8
    assert (len(taken), most) == (100, 4)


def test_an_error_is_raised_where_its_item_stands() -> None:
    def work(item: int) -> None:
        if item == 7:
            raise OSError("no answer in time")

    found = ahead(range(20), work, threads=3)
    assert [next(found) for _ in range(7)] == list(range(7))
    with pytest.raises(OSError, match="no answer"):
        next(found)


def test_whoever_stops_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    found = ahead(range(1_000), lambda _: time.sleep(0.001))
    assert next(iter(found)) == 0
    found.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
