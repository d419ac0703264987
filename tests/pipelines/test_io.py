"""Parquet is written beside and renamed; loading gives paths; object stores work alike."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pandas as pd
import pytest
from upath import UPath

from pipelines.io import FRAMES, ParquetFiles, Query, Stored, write_file, write_folder


def writer(text: str, rows: int = 1):  # type: ignore[no-untyped-def]
    def write(path: Path) -> int:
        path.write_text(text)
        return rows

    return write


def failing(path: Path) -> int:
    path.write_text("half")
    raise OSError("disk full")


def shown(folder: Path) -> dict[str, str]:
    """The files of a folder and their text; names that begin with a dot are no part of it."""
    return {p.name: p.read_text() for p in folder.iterdir() if p.name[0] != "." and p.is_file()}


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.parquet"
    assert write_file(target, writer("old", 3)) == 3
    with pytest.raises(OSError, match="disk full"):
        write_file(target, failing)
    assert target.read_text() == "old"
    assert {p.name for p in tmp_path.iterdir()} == {"a.parquet", ".a.parquet.sha256"}


def test_a_failed_frame_leaves_the_old_folder(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_folder(target, {"one": writer("old"), "two": writer("old")})
    with pytest.raises(OSError, match="disk full"):
        write_folder(target, {"one": writer("new"), "two": failing})
    assert shown(target) == {"one.parquet": "old", "two.parquet": "old"}
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_new_folder_takes_the_place_of_the_old_one_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "a"
    write_folder(target, {"one": writer("old"), "gone": writer("old")})
    write_folder(target, {"one": writer("new")})
    assert shown(target) == {"one.parquet": "new"}


@pytest.mark.parametrize("frames", [False, True])
def test_what_is_stored_comes_back_as_paths(tmp_path: Path, frames: bool) -> None:
    store = ParquetFiles(UPath(tmp_path / "assets"))
    frame = pd.DataFrame({"claim_id": ["a", "b"]})
    metadata = {FRAMES: True} if frames else {}
    given = {"claim": frame, "rejected": frame.head(0)} if frames else frame
    output = dg.build_output_context(asset_key="paper", definition_metadata=metadata)
    store.dump_to_path(output, given, store._get_path(output))
    loaded = store.load_input(dg.build_input_context(asset_key="paper", upstream_output=output))
    assert isinstance(loaded, Stored)
    assert len(pd.read_parquet(loaded.file("claim" if frames else None))) == 2
    assert set(loaded.frames()) == ({"claim", "rejected"} if frames else {"paper"})


def test_a_query_writes_itself_and_knows_what_stood_before(tmp_path: Path) -> None:
    store = ParquetFiles(UPath(tmp_path))
    output = dg.build_output_context(asset_key="paper")
    seen: list[bool] = []

    def write(path: Path, standing: Path) -> int:
        seen.append(standing.exists())
        pd.DataFrame({"n": [1]}).to_parquet(path)
        return 1

    for _ in range(2):
        store.dump_to_path(output, Query(write), store._get_path(output))
    assert seen == [False, True]


def test_an_asset_that_was_never_made_is_named(tmp_path: Path) -> None:
    store = ParquetFiles(UPath(tmp_path))
    output = dg.build_output_context(asset_key="paper")
    with pytest.raises(FileNotFoundError, match="asset paper has not been materialized"):
        store.load_input(dg.build_input_context(asset_key="paper", upstream_output=output))
