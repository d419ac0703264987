"""The files of the ledger: a chain in which every change of a byte and every gap is seen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.ledger.builds import so_far, write_published
from warehouse.ledger import keep
from warehouse.ledger.chain import look
from warehouse.ledger.segments import digest


def segments(out: Path) -> list[Path]:
    return sorted((out / "ledger").glob("*.parquet"))


def test_each_publication_that_changed_something_has_a_segment_named_by_its_bytes(
    out: Path,
) -> None:
    found = segments(out)
    assert [p.name for p in found] == [
        f"{n:06d}-{digest(p)}.parquet" for n, p in enumerate(found, 1)
    ]
    assert len(found) == 3
    chain = look(out / "ledger")
    assert not chain.faults
    assert [s.previous for s in chain.segments] == ["", found[0].name, found[1].name]


def test_a_publication_that_changed_nothing_adds_none(out: Path) -> None:
    before = {p: p.read_bytes() for p in segments(out)}
    keep.caught_up(out)
    assert {p: p.read_bytes() for p in segments(out)} == before


@pytest.fixture(scope="module")
def ledger(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of three segments; every test puts back what it changes."""
    return shutil.copytree(kept / "ledger", tmp_path_factory.mktemp("chain") / "ledger")


@given(st.data())
def test_a_flipped_bit_anywhere_is_seen_and_the_file_named(
    ledger: Path, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(sorted(ledger.glob("*.parquet"))))
    right = path.read_bytes()
    place = data.draw(st.integers(0, len(right) - 1))
    wrong = bytearray(right)
    wrong[place] ^= 1 << data.draw(st.integers(0, 7))
    path.chmod(0o644)
    path.write_bytes(wrong)
    try:
        chain = look(ledger)
    finally:
        path.write_bytes(right)
    assert [f.path for f in chain.faults if f.segment is None] == [path]
    assert len(chain.segments) == int(path.name[:6]) - 1


@settings(max_examples=20)
@given(st.data())
def test_a_truncated_file_is_seen(ledger: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(ledger.glob("*.parquet"))))
    right = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(right[: data.draw(st.integers(0, len(right) - 1))])
    try:
        assert look(ledger).faults[0].path == path
    finally:
        path.write_bytes(right)


def test_a_missing_segment_is_named_by_its_number(out: Path) -> None:
    segments(out)[1].unlink()
    chain = look(out / "ledger")
    assert [(f.number, f.path is None) for f in chain.faults] == [(3, False), (2, True)]


def test_a_segment_of_another_ledger_is_no_part_of_the_chain(out: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_published(other / "muster.duckdb", so_far(2))
    keep.caught_up(other)
    write_published(other / "muster.duckdb", so_far(3))
    keep.caught_up(other)
    (_, foreign) = segments(other)
    shutil.copy(foreign, out / "ledger")
    chain = look(out / "ledger")
    assert len(chain.segments) == 3
    assert [f.path and f.path.name for f in chain.faults] == [foreign.name]


def test_a_half_written_segment_is_no_segment_and_goes(out: Path) -> None:
    half = out / "ledger" / ".beside-17"
    half.write_bytes(b"PAR1")
    kept = keep.caught_up(out)
    assert not half.exists()
    assert len(kept.paths) == 3
    assert not kept.warnings
