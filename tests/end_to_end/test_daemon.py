"""Webserver and daemon on a catalog: a changed file ends up in the published file."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines import instance
from pipelines.build import build

SMALL = Path(__file__).parents[1] / "pipelines" / "catalog"
PATIENCE = 90  # seconds: starting Dagster's four processes takes ten on a busy machine


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """A catalog that may be changed, and a folder for results."""
    shutil.copytree(SMALL, tmp_path / "catalog")
    return tmp_path / "catalog", tmp_path / "out"


@pytest.fixture
def serving(places: tuple[Path, Path], tmp_path: Path) -> Iterator[Path]:
    """`dagster dev` on a catalog that is published already, as `muster ui` starts it; yields the
    folder of its history.
    """
    catalog, out = places
    with socket.socket() as free:
        free.bind((instance.LOCAL, 0))
        port = free.getsockname()[1]
    assert build(catalog, out).success
    environment = instance.environment(out, catalog) | {"MUSTER_SENSOR_SECONDS": "1"}
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            instance.command(port), env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield out / "dagster"
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def until(what: Callable[[], object]) -> None:
    """Wait until something holds; fails when patience ends."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.3)


def figures(out: Path) -> list[int]:
    """The lows of the published claims; none where nothing is published yet."""
    path = out / "muster.duckdb"
    if not path.exists():
        return []
    copy = path.with_name("look.duckdb")  # DuckDB keeps a file that this process has open
    shutil.copy2(path, copy)
    with duckdb.connect(str(copy), read_only=True) as connection:
        found = [low for (low,) in connection.execute("SELECT low FROM claim").fetchall()]
    copy.unlink()
    return found


def test_a_changed_file_is_published_and_nothing_runs_without_a_change(
    serving: Path, places: tuple[Path, Path]
) -> None:
    catalog, out = places
    with dg.DagsterInstance.from_config(str(serving)) as history:

        def finished(count: int) -> bool:
            runs = history.get_runs()
            return len(runs) == count and all(r.is_success for r in runs)

        def ticks() -> int:
            return sum(
                len(history.get_ticks(s.instigator_origin_id, s.selector_id, limit=100))
                for s in history.all_instigator_state()
                if s.name == "catalog_changed"
            )

        until(lambda: ticks() >= 2)
        assert finished(1)  # the build before: what is published needs no run
        assert sorted(figures(out)) == [40, 90, 200]
        document = catalog / "gazette" / "first.yaml"
        document.write_text(document.read_text().replace("90 Nepalis", "95 Nepalis"))
        until(lambda: finished(2))
        assert sorted(figures(out)) == [40, 95, 200]
        looked = ticks()
        until(lambda: ticks() >= looked + 2)
        assert finished(2)


def test_assets_are_made_in_processes_of_their_own_where_that_is_asked_for(
    places: tuple[Path, Path],
) -> None:
    catalog, out = places
    ran = subprocess.run(
        [sys.executable, "-m", "dagster", "asset", "materialize", "-m", "pipelines.definitions",
         "--select", "vocabulary,measure"],
        env=instance.environment(out, catalog) | {"MUSTER_EXECUTOR": "multiprocess"},
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    with dg.DagsterInstance.from_config(str(out / "dagster")) as history:
        (run,) = history.get_runs()
        workers = [
            event.pid
            for entry in history.all_logs(run.run_id)
            if (event := entry.dagster_event) and event.event_type_value == "STEP_START"
        ]
    assert len(workers) >= 2
    assert len(set(workers)) == len(workers)
    assert (out / "assets" / "measure.parquet").exists()
