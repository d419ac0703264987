"""What is derived in one go is what the pipeline makes, asset by asset."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.derive import derive
from warehouse.model import models
from warehouse.schema import frames_of_the_catalog
from warehouse.steps import STEPS

GIVEN = ("vocabulary", "catalog", "archive", "anchored", "ledger")


def handed_over(assets: Path) -> dict[str, list[Path]]:
    frames = {
        f"{asset}.{frame}": [assets / asset / f"{frame}.parquet"]
        for asset in GIVEN
        for frame in frames_of_the_catalog()[asset]
    }
    return frames | {"recorded": [assets / "recorded.parquet"]}


def test_every_table_has_the_rows_that_the_pipeline_gave_it(
    built_once: Path, tmp_path: Path
) -> None:
    assets = built_once / "out" / "assets"
    files = derive(handed_over(assets), tmp_path)
    assert models().keys() < files.keys()
    for name in models():
        (made,) = files[name]
        for one, other in ((made, assets / made.name), (assets / made.name, made)):
            assert not duckdb.sql(f"FROM '{one}' EXCEPT ALL FROM '{other}'").fetchall(), name


def test_only_what_is_asked_for_and_what_it_needs_is_made(built_once: Path, tmp_path: Path) -> None:
    files = derive(handed_over(built_once / "out" / "assets"), tmp_path, ["origin"])
    made = {name for name in files if "." not in name} - {"recorded"}
    assert made == {"origin", "claim", "source"}


def test_what_is_given_is_not_made_again(built_once: Path, tmp_path: Path) -> None:
    assets = built_once / "out" / "assets"
    given = handed_over(assets) | {"claim": [assets / "claim.parquet"]}
    assert derive(given, tmp_path, ["origin"])["claim"] == given["claim"]
    assert not (tmp_path / "claim.parquet").exists()


def test_an_input_that_nobody_hands_over_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="event: no file for its input catalog"):
        derive({}, tmp_path, ["event"])


def test_a_step_reads_tables_and_hands_over_frames_that_are_listed() -> None:
    assert set(STEPS) <= set(frames_of_the_catalog())
    for step in STEPS.values():
        assert set(step.reads) <= set(models())
