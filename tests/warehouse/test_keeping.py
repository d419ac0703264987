"""Versions that are kept: how many, and whether each is what was published."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse import keeping


def test_a_version_is_whole_until_a_bit_of_it_is_another(tmp_path: Path) -> None:
    version = tmp_path / "a.duckdb"
    version.write_bytes(b"x" * 3_000_000)
    assert keeping.state(version) == "unknown"
    keeping.note(version, version)
    assert keeping.state(version) == "whole"
    content = bytearray(version.read_bytes())
    content[2_999_999] ^= 1
    version.write_bytes(content)
    assert keeping.state(version) == "damaged"
    keeping.note(version, version)
    assert keeping.state(version) == "damaged", "what was noted first stays"


def test_the_checksum_is_one_that_others_can_check(tmp_path: Path) -> None:
    version = tmp_path / "a.duckdb"
    version.write_bytes(b"x")
    keeping.note(version, version)
    checked = subprocess.run(
        ["sha256sum", "--check", keeping.checksum(version).name],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0


def test_a_checksum_of_no_text_is_damage_and_no_error(tmp_path: Path) -> None:
    version = tmp_path / "a.duckdb"
    version.write_bytes(b"x")
    for content in (b"", b"\xff\xfe"):
        keeping.checksum(version).write_bytes(content)
        assert keeping.state(version) == "damaged"


@settings(max_examples=30)
@given(
    names=st.sets(st.integers(10, 30), min_size=1, max_size=8),
    keep=st.integers(1, 5),
    data=st.data(),
)
def test_the_latest_stay_and_with_them_the_one_just_kept(
    names: set[int], keep: int, data: st.DataObject
) -> None:
    just = data.draw(st.sampled_from(sorted(names)))
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            path = Path(folder) / f"{name}.duckdb"
            path.write_bytes(b"")
            keeping.note(path, path)
        published = Path(folder) / "99.duckdb"
        keeping.checksum(published).write_text("0")
        keeping.forget_old(Path(folder), keep, Path(folder) / f"{just}.duckdb", published.name)
        stay = {just, *sorted(names - {just}, reverse=True)[: keep - 1]}
        assert {int(p.stem) for p in Path(folder).glob("*.duckdb")} == stay
        noted = {p.name.split(".")[0] for p in Path(folder).glob("*.sha256")}
        assert noted == {str(n) for n in stay} | {"99"}
