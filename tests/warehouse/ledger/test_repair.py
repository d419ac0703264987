"""Damage to the ledger: made good from a published file that has it all, or refused by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.warehouse.ledger.builds import expected, publish, so_far, told, write_published
from warehouse.ledger import keep
from warehouse.ledger.chain import look
from warehouse.ledger.repair import Damaged


def cut(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-9])


def flip(path: Path) -> None:
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [cut, flip, Path.unlink])
@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_damaged_ledger_is_made_again_and_what_was_there_is_kept(
    out: Path, tmp_path: Path, n: int, harm: Callable[[Path], None]
) -> None:
    path = sorted((out / "ledger").glob("*.parquet"))[n]
    harm(path)
    harmed = path.read_bytes() if path.exists() else None
    kept = keep.caught_up(out)
    assert told(kept, tmp_path) == expected(3)
    chain = look(out / "ledger")
    assert not chain.faults
    assert len(chain.segments) == n + 1
    if harmed is not None:
        assert (out / "ledger" / "damaged" / path.name).read_bytes() == harmed
        assert path.name in kept.warnings[0]
    elif n < 2:  # of the last one nothing tells, and nothing is lost
        assert f"segment {n + 1:06d}: it is missing" in kept.warnings[0]


def test_what_is_damaged_twice_overwrites_nothing(out: Path) -> None:
    for _ in range(2):
        last = max((out / "ledger").glob("*.parquet"))
        cut(last)
        assert keep.caught_up(out).warnings
    assert len(list((out / "ledger" / "damaged").iterdir())) == 2


def test_after_a_rollback_a_kept_version_has_the_rest(out: Path, tmp_path: Path) -> None:
    write_published(out / "versions" / "20260104T0Z-build-3.duckdb", so_far(3))
    write_published(out / "muster.duckdb", so_far(1))
    cut(max((out / "ledger").glob("*.parquet")))
    kept = keep.caught_up(out)
    assert told(kept, tmp_path) == expected(3)
    assert "made again from 20260104T0Z-build-3.duckdb" in kept.warnings[0]


def test_where_no_file_has_it_all_the_damage_is_named_and_nothing_touched(out: Path) -> None:
    publish(out, 2)
    last = max((out / "ledger").glob("*.parquet"))
    flip(last)
    before = {p: p.read_bytes() for p in out.rglob("*.parquet")}
    with pytest.raises(Damaged, match=f"{last.name}: its bytes are not those that were written"):
        keep.caught_up(out)
    assert {p: p.read_bytes() for p in out.rglob("*.parquet")} == before


def test_a_person_who_moves_the_damaged_file_away_can_go_on(out: Path, tmp_path: Path) -> None:
    publish(out, 2)
    last = max((out / "ledger").glob("*.parquet"))
    flip(last)
    (out / "ledger" / "damaged").mkdir()
    last.rename(out / "ledger" / "damaged" / last.name)
    assert told(keep.caught_up(out), tmp_path) == expected(2)


def test_a_segment_that_only_another_ledger_explains_is_left_to_a_person(
    out: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    write_published(other / "muster.duckdb", [e | {"build_id": "elsewhere"} for e in so_far(1)])
    keep.caught_up(other)
    (foreign,) = (other / "ledger").glob("*.parquet")
    (out / "ledger" / foreign.name).write_bytes(foreign.read_bytes())
    with pytest.raises(Damaged, match=foreign.name):
        keep.caught_up(out)
