"""Files that cannot be compared: each is named, with what is the matter."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse.changes.compare import compare
from warehouse.changes.sides import READ, Unreadable

BLOCK = 16_384  # bytes: the small file's blocks, after three headers of 4,096


def test_a_file_that_is_not_there_is_named(small: Path, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"absent\.duckdb is no file"):
        compare(small, tmp_path / "absent.duckdb")


@pytest.mark.parametrize("size", [0, 17, 4_096, 20_000])
def test_a_truncated_file_is_damaged(small: Path, tmp_path: Path, size: int) -> None:
    half = tmp_path / "half.duckdb"
    half.write_bytes(small.read_bytes()[:size])
    with pytest.raises(Unreadable, match=r"half\.duckdb.*(damaged|lacks|no build)"):
        compare(small, half)


def test_flipped_bits_in_what_is_read_are_damage(small: Path, tmp_path: Path) -> None:
    flipped = Path(shutil.copy(small, tmp_path / "flipped.duckdb"))
    content = bytearray(flipped.read_bytes())
    for at in range(3 * 4_096 + BLOCK // 2, len(content), BLOCK):
        content[at] ^= 0xFF
    flipped.write_bytes(content)
    with pytest.raises(Unreadable, match=r"flipped\.duckdb.*damaged"):
        compare(flipped, small)


def test_a_file_of_an_older_layout_says_what_it_lacks(
    small: Path, altered: Callable[..., Path]
) -> None:
    older = altered(tables=[t for t in READ if t not in ("sensitivity", "conflict")])
    with pytest.raises(Unreadable, match="lacks conflict, sensitivity; build it anew"):
        compare(older, small)
    with pytest.raises(Unreadable, match=r"lacks claim\.evidence"):
        compare(small, altered("ALTER TABLE claim DROP COLUMN evidence"))


def test_a_column_that_nothing_reads_may_be_missing(
    small: Path, altered: Callable[..., Path]
) -> None:
    older = altered("ALTER TABLE build DROP COLUMN code_version")
    assert [g.kind for g in compare(older, small).groups] == ["inside"]


def test_a_file_cannot_make_muster_read_another_one(
    small: Path, altered: Callable[..., Path], tmp_path: Path
) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    hostile = altered(
        "ALTER TABLE demand RENAME TO real",
        f"CREATE VIEW demand AS SELECT * FROM real, read_csv('{secret}')",
    )
    with pytest.raises(Unreadable, match="asks for another file"):
        compare(small, hostile)
