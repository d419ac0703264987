"""Counts with a store behind them: found on one machine, read on all."""

from pathlib import Path

import pytest

from sources.counts import kept
from sources.counts.kept import KeptCounts
from tests.sources.archive.shelf import Store

TEXT = "At least 300 Kenyans fight in the Russian army, and 5 of them were killed."
ASKED = (TEXT, len(TEXT), "en")


@pytest.fixture
def none_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(*_: object) -> None:
        raise AssertionError("counts are looked for")

    monkeypatch.setattr(kept, "counts", find)


def test_what_one_machine_found_another_reads(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store = Store()
    found = KeptCounts(tmp_path / "0", store).of(*ASKED)
    assert found
    (name,) = store.kept
    assert name.startswith(f"{kept.state()}/")
    request.getfixturevalue("none_found")
    other = KeptCounts(tmp_path / "1", store)
    assert other.of(*ASKED) == found
    asked = store.calls.total()
    assert other.of(*ASKED) == found
    assert store.calls.total() == asked


@pytest.mark.parametrize("data", [b"", b"{}x", b"[[1]]", b"[null]", b"7"])
def test_counts_damaged_behind_are_found_again(tmp_path: Path, data: bytes) -> None:
    store = Store()
    found = KeptCounts(tmp_path / "0", store).of(*ASKED)
    (name,) = store.kept
    whole, store.kept[name] = store.kept[name], data
    assert KeptCounts(tmp_path / "1", store).of(*ASKED) == found
    assert store.kept == {name: whole}


def test_a_store_that_fails_costs_nobody_a_count(tmp_path: Path) -> None:
    store = Store()
    found = KeptCounts(tmp_path / "0").of(*ASKED)
    store.fails = set(range(100))
    assert KeptCounts(tmp_path / "1", store).of(*ASKED) == found
