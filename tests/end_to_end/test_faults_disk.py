"""No room: a limit on the size of files, at which each kind of writer finds the disk full.

Python ignores the signal of the limit, so that a write fails as on a full disk.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import duckdb
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from upath import UPath

from pipelines.build import build
from pipelines.cli import main
from pipelines.io import FRAMES, ParquetFiles, Query
from pipelines.lock import holding
from pipelines.room import in_words, refused
from sources import beside
from sources.archive.objects import Objects
from tests.room import room_for
from warehouse.engine import workspace, write
from warehouse.model import models
from warehouse.publish import BuildInfo, publish

BUILD = BuildInfo("b", datetime(2030, 1, 1, tzinfo=UTC), "0" * 64, "1" * 64)


def stored(base: Path, given: object) -> None:
    """Hand over an asset as a run does."""
    metadata = {FRAMES: True} if isinstance(given, dict) else {}
    output = dg.build_output_context(asset_key="paper", definition_metadata=metadata)
    store = ParquetFiles(UPath(base))
    store.dump_to_path(output, given, store._get_path(output))


def noise() -> pd.DataFrame:
    return pd.DataFrame({"n": np.random.default_rng(1).integers(0, 2**60, 50_000)})


def query(path: Path, _standing: Path) -> int:
    with workspace() as connection:
        return write(connection, "SELECT hash(range) AS n FROM range(50_000)", path)


def frame_into(base: Path) -> Path:
    stored(base, noise())
    return base / "paper.parquet"


def folder_into(base: Path) -> Path:
    stored(base, {"claim": noise()})
    return base / "paper"


def query_into(base: Path) -> Path:
    stored(base, Query(query))
    return base / "paper.parquet"


def page_into(base: Path) -> Path:
    objects = Objects(base / "objects")
    return objects.path(objects.put(bytes(200_000)))


def text_into(base: Path) -> Path:
    beside.write(base / "text.txt", bytes(200_000))
    return base / "text.txt"


WRITERS = [frame_into, folder_into, query_into, page_into, text_into]


@pytest.mark.parametrize("limit", [0, 1_000, 100_000])
@pytest.mark.parametrize("writer", WRITERS)
def test_a_writer_without_room_says_so_and_leaves_nothing(
    tmp_path: Path, writer: Callable[[Path], Path], limit: int
) -> None:
    with room_for(limit), pytest.raises((OSError, duckdb.Error)) as caught:
        writer(tmp_path)
    told = in_words(str(caught.value))
    assert told.startswith("there is no room left to write ")
    assert str(tmp_path) in told
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
    assert writer(tmp_path).exists()


@pytest.mark.parametrize("limit", [0, 50_000, 400_000])
def test_a_publication_without_room_leaves_the_file_that_stands(
    built: tuple[Path, Path], limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.publish.validate_file", lambda _path: [])
    out = built[1]
    files = {name: [out / "assets" / f"{name}.parquet"] for name in models()}
    before = (out / "muster.duckdb").read_bytes()
    with room_for(limit), pytest.raises((OSError, duckdb.Error)) as caught:
        publish(files, out, BUILD)
    assert f"no room left to write {out}" in in_words(str(caught.value))
    assert (out / "muster.duckdb").read_bytes() == before
    assert list(out.glob(".muster*")) == []
    publish(files, out, BUILD)
    assert (out / "muster.duckdb").read_bytes() != before


def test_a_build_without_room_ends_with_a_sentence(built: tuple[Path, Path]) -> None:
    catalog, out = built
    before = (out / "muster.duckdb").read_bytes()
    with room_for(1_000):
        outcome = build(catalog, out, persist=False)
    assert not outcome.success
    assert (outcome.message or "").startswith(f"there is no room left to write {out}/assets/")
    assert (out / "muster.duckdb").read_bytes() == before


def test_a_history_without_room_ends_with_a_sentence(built: tuple[Path, Path]) -> None:
    catalog, out = built
    with room_for(1_000):
        outcome = build(catalog, out)
    assert not outcome.success
    assert str(out / "dagster") in (outcome.message or "")
    assert "room" in (outcome.message or "")


def test_a_lock_without_room_names_itself(tmp_path: Path) -> None:
    with (
        room_for(0),
        pytest.raises(OSError, match="too large") as caught,
        holding(tmp_path, "run", 0),
    ):
        pass
    assert str(tmp_path) in (refused(caught.value, "") or "")


def test_a_page_that_finds_no_room_ends_its_command_with_a_sentence(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    catalog, out = built
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>90 Nepalis</p></body></html>" + "x" * 5_000)
    arguments = ["archive", str(page), "--document", "new", "--url", "https://example.org/new"]
    where = ["--catalog", str(catalog), "--out", str(out)]
    with room_for(1_000):
        said = CliRunner().invoke(main, [*arguments, *where])
    assert said.exit_code == 1
    assert "there is no room left to write" in said.output
    assert not isinstance(said.exception, OSError)
