"""The ledger and the published file: which of the two has what, and how they come together."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.room import room_for
from tests.warehouse.ledger.builds import (
    START,
    event,
    expected,
    publish,
    so_far,
    told,
    write_published,
)
from warehouse.ledger import keep


def test_all_that_was_published_is_told(out: Path, tmp_path: Path) -> None:
    assert told(keep.caught_up(out), tmp_path) == expected(3)


def test_what_a_crash_left_behind_is_caught_up_with(out: Path, tmp_path: Path) -> None:
    last = max((out / "ledger").glob("*.parquet"))
    last.unlink()  # as if the process had died between the two
    kept = keep.caught_up(out)
    assert told(kept, tmp_path) == expected(3)
    assert not kept.warnings


def test_after_a_rollback_the_ledger_keeps_what_was_published_since(
    out: Path, tmp_path: Path
) -> None:
    kept = publish(out, 1)
    assert told(kept, tmp_path) == expected(3)
    assert not kept.warnings


def test_a_file_without_a_history_begins_one_at_the_times_of_its_claims(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with duckdb.connect(str(out / "muster.duckdb")) as connection:
        connection.execute("CREATE TABLE build AS SELECT 'old' AS build_id")
        connection.execute(
            "CREATE TABLE claim AS SELECT 'a/1' AS claim_id, 7 AS low, "
            "TIMESTAMP '2025-05-05 05:05:05' AS recorded_at"
        )
    path = tmp_path / "told.parquet"
    keep.read(keep.caught_up(out), path)
    query = f"SELECT event, version, build_id, claim_id, low, says, recorded_at FROM '{path}'"
    since = datetime(2025, 5, 5, 5, 5, 5)
    assert duckdb.sql(query).fetchall() == [("recorded", 1, "old", "a/1", 7, None, since)]


def test_a_column_that_a_segment_lacks_is_null_in_it(out: Path, tmp_path: Path) -> None:
    (first, *_) = sorted((out / "ledger").glob("*.parquet"))
    older = tmp_path / "older.parquet"
    duckdb.sql(f"COPY (SELECT * EXCLUDE (says, line) FROM '{first}') TO '{older}'")
    assert told(keep.Ledger((older,)), tmp_path) == expected(1)


def test_no_run_records_at_a_time_before_the_last_one(out: Path) -> None:
    kept = keep.caught_up(out)
    last = START + timedelta(days=3)
    assert keep.moment(kept, last - timedelta(days=30)) == last + keep.MOMENT
    assert keep.moment(kept, last) == last + keep.MOMENT
    assert keep.moment(kept, last + timedelta(days=1)) == last + timedelta(days=1)
    assert keep.moment(keep.Ledger(()), START) == START


def test_a_build_that_another_one_overtook_is_refused(out: Path, tmp_path: Path) -> None:
    """It read the ledger before the other was published: it would drop what that recorded."""
    kept = keep.caught_up(out)
    keep.read(kept, tmp_path / "all.parquet")
    keep.knows_all(kept, [tmp_path / "all.parquet"])
    keep.read(keep.Ledger(kept.paths[:2]), tmp_path / "two.parquet")
    with pytest.raises(keep.Overtaken, match=r"build-3 was published after.*1 changes"):
        keep.knows_all(kept, [tmp_path / "two.parquet"])


def test_a_published_file_with_another_history_is_told_of_and_not_mixed_in(
    out: Path, tmp_path: Path
) -> None:
    write_published(out / "muster.duckdb", [event("a/1", 1, 1), event("a/1", 2, 9)])
    kept = keep.caught_up(out)
    assert told(kept, tmp_path) == expected(3)
    assert "has another history" in kept.warnings[0]


def test_a_published_file_that_cannot_be_read_is_told_of(out: Path, tmp_path: Path) -> None:
    (out / "muster.duckdb").write_bytes(b"nothing of the kind" * 1000)
    kept = keep.caught_up(out)
    assert told(kept, tmp_path) == expected(3)
    assert "muster.duckdb cannot be read" in kept.warnings[0]


def test_a_file_that_somebody_has_open_is_read_as_it_stands_on_the_disk(
    out: Path, tmp_path: Path
) -> None:
    publish(out, 1)
    beside = write_published(tmp_path / "next.duckdb", so_far(3))
    for path in (out / "ledger").glob("*.parquet"):
        path.unlink()
    with duckdb.connect(str(out / "muster.duckdb"), read_only=True) as reader:
        reader.execute("FROM claim_version")
        beside.replace(out / "muster.duckdb")
        assert told(keep.caught_up(out), tmp_path) == expected(3)
    assert not list(out.glob(".muster.*"))


@pytest.mark.parametrize("n_bytes", [0, 1_000])
def test_a_segment_that_finds_no_room_leaves_nothing_and_is_written_the_next_time(
    out: Path, tmp_path: Path, n_bytes: int
) -> None:
    last = max((out / "ledger").glob("*.parquet"))
    last.unlink()
    before = sorted((out / "ledger").iterdir())
    with (
        room_for(n_bytes),
        pytest.raises(OSError, match=r"no segment can be written into .*ledger"),
    ):
        keep.caught_up(out)
    assert sorted((out / "ledger").iterdir()) == before
    assert told(keep.caught_up(out), tmp_path) == expected(3)
