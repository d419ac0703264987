"""What is derived in one go is what the pipeline makes, asset by asset."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from unittest.mock import patch

import duckdb
import pandas as pd
import pytest

from sources import load
from warehouse import engine
from warehouse.content import hashed, write_content
from warehouse.derive import derive
from warehouse.fill import fill
from warehouse.model import models
from warehouse.schema import frames_of_the_catalog
from warehouse.steps import STEPS

# Run by another Python: this module, and the hashes that it finds with one thread.
ALONE = """
import json, runpy, sys
from pathlib import Path
_, module, built, folder = sys.argv
print(json.dumps(runpy.run_path(module)["derived_anew"](Path(built), Path(folder), 1)))
"""


def handed_over(assets: Path) -> dict[str, list[Path]]:
    """What is handed over to models and steps, and is made by neither."""
    found = {}
    for asset, frames in frames_of_the_catalog().items():
        if asset in STEPS:
            continue
        if (alone := assets / f"{asset}.parquet").exists():
            found[asset] = [alone]
        else:
            found |= {f"{asset}.{name}": [assets / asset / f"{name}.parquet"] for name in frames}
    return found


def read_again(catalog: Path, given: dict[str, list[Path]], folder: Path) -> dict[str, list[Path]]:
    """What the catalog hands over, read from a copy of it whose folders list their files backwards.

    The rows of all frames are in another order too.
    """
    copy = shutil.copytree(catalog, folder / "elsewhere")
    plain = {name: getattr(Path, name) for name in ("iterdir", "glob", "rglob")}
    backwards = {
        name: lambda *asked, list_of=list_of: sorted(list_of(*asked), reverse=True)
        for name, list_of in plain.items()
    }
    with patch.multiple(Path, **backwards):
        linked, _ = load.check(copy)
        words = load.read_vocabulary(copy).frames()
    frames = {name: pd.read_parquet(path) for name, (path,) in given.items()}
    frames |= {f"catalog.{name}": frame for name, frame in linked.items()}
    frames |= {f"vocabulary.{name}": frame for name, frame in words.items()}
    for name, frame in frames.items():
        frame.sample(frac=1, random_state=6).to_parquet(folder / f"{name}.parquet", index=False)
    return {name: [folder / f"{name}.parquet"] for name in frames}


def derived_anew(built: Path, folder: Path, threads: int) -> dict[str, str]:
    """The hash of every derived table, made from the catalog with so many threads of DuckDB."""
    folder.mkdir()
    given = read_again(built / "catalog", handed_over(built / "out" / "assets"), folder)
    with patch.object(engine, "_engine", cache(lambda _process: engine.connect(threads=threads))):
        files = derive(given, folder)
    fill(files, folder / "made.duckdb")
    write_content(folder / "made.duckdb")
    return hashes(folder / "made.duckdb")


def hashes(warehouse: Path) -> dict[str, str]:
    """The table `content` of a warehouse, but for what only the gate writes."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute("SELECT table_name, sha256 FROM content").fetchall()
    return {name: sha256 for name, sha256 in found if name != "check_result"}


def test_every_table_is_that_of_the_pipeline_whatever_the_threads_the_folder_and_the_order_of_files(
    built_once: Path, tmp_path: Path
) -> None:
    published = hashes(built_once / "out" / "muster.duckdb")
    assert published.keys() == set(hashed()) - {"check_result"}
    assert derived_anew(built_once, tmp_path / "four", 4) == published


def test_another_process_with_other_hashes_of_strings_makes_the_same_tables(
    built_once: Path, tmp_path: Path
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", ALONE, __file__, str(built_once), str(tmp_path / "one")],
        capture_output=True, text=True, env=os.environ | {"PYTHONHASHSEED": "6"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == hashes(built_once / "out" / "muster.duckdb")


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
