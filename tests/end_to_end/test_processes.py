"""Assets made in processes of their own, as a setting asks for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dagster as dg

from pipelines import instance

PATIENCE = 240  # seconds, on a busy machine


def test_assets_are_made_in_processes_of_their_own_where_that_is_asked_for(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    catalog, out = built[0], tmp_path / "empty"
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
