"""SIGKILL: what a killed publication leaves, and a killed run that is executed again.

`make faults` kills whole builds at hundreds of moments.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.history import instance as instance_of
from pipelines.instance import environment, home
from pipelines.leftovers import sweep
from pipelines.project import definitions
from pipelines.settings import Settings
from warehouse.fill import verify
from warehouse.model import models
from warehouse.publish import BuildInfo, publish
from warehouse.versions import only_publisher

KILLS = 6
WAITING = "ledger"  # the step that waits for whoever publishes
PATIENCE = 180  # seconds, on a busy machine


def build_of(out: Path) -> tuple[str, dict[str, int]]:
    """Which build the published file is of, and the rows of its tables, each read through."""
    with duckdb.connect(str(out / "muster.duckdb"), read_only=True) as connection:
        ((build_id,),) = connection.execute("SELECT build_id FROM build").fetchall()
        rows = {}
        for (name,) in connection.execute("SHOW TABLES").fetchall():
            query = f"SELECT count(*), bit_xor(hash(t)) FROM {name} AS t"
            rows[name] = int(connection.execute(query).fetchall()[0][0])
    return str(build_id), rows


@pytest.fixture
def _no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publication without its checks, which write nothing."""
    monkeypatch.setattr("warehouse.publish.validate_file", lambda _path: [])


@pytest.mark.usefixtures("_no_gate")
def test_a_publication_that_is_killed_leaves_the_old_file_or_the_new_one(
    built: tuple[Path, Path],
) -> None:
    out = built[1]
    files = {name: [out / "assets" / f"{name}.parquet"] for name in models()}

    def published(name: str) -> None:
        publish(files, out, BuildInfo(name, datetime.now(UTC), "0" * 64, "1" * 64))

    began = time.monotonic()
    published("first")
    seconds, dice = time.monotonic() - began, random.Random(1)
    standing, rows = build_of(out)
    told = {"check_result": 0, "change": 0}  # of how the build went, not of what it published
    for n in range(KILLS):
        pid = os.fork()
        if not pid:
            published(f"killed-{n}")
            os._exit(0)
        time.sleep(dice.uniform(0, 1.2) * seconds)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        verify(out / "muster.duckdb")
        found, read = build_of(out)
        assert found in (standing, f"killed-{n}")
        assert read | told == rows | told
        standing = found
    published("last")
    sweep(Settings(built[0], out))
    assert build_of(out)[0] == "last"
    left = [p for pattern in (".muster.*", ".beside-*", "*.wal") for p in out.rglob(pattern)]
    assert left == []


def refresh() -> dg.JobDefinition:
    """The job of the settings in the environment, as the UI's processes load it."""
    return definitions(Settings.from_environment()).resolve_job_def("publish_only")


def begun(out: Path, step: str, seconds: float) -> str:
    """The id of the run that goes on, as soon as it has begun a step."""
    until = time.monotonic() + seconds
    with instance_of(home(out)) as instance:
        while time.monotonic() < until:
            (run,) = instance.get_runs(limit=1)
            logged = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.STEP_START)
            steps = {e.dagster_event.step_key for e in logged if e.dagster_event}
            if not run.is_finished and step in steps:
                return run.run_id
            time.sleep(0.3)
    raise TimeoutError(f"{step} has not begun")


def ended(catalog: Path, out: Path) -> str:
    """Begin a run in a process of its own and end it, as the UI does; returns its id.

    It is told while a step waits for somebody who publishes, so that it gets no further, however
    fast it is; and it ends there, and does not begin the step again.
    """
    with only_publisher(out):
        running = subprocess.Popen(
            [sys.executable, "-m", "dagster", "job", "execute", "-m", "pipelines.definitions",
             "-j", "publish_only"],
            env=environment(out, catalog), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        run_id = begun(out, WAITING, PATIENCE)
        running.send_signal(signal.SIGINT)
        running.wait(PATIENCE)
    return run_id


@pytest.mark.usefixtures("_no_gate")
def test_a_run_that_was_ended_is_resumed_where_it_was(
    built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog, out = built
    monkeypatch.setenv("MUSTER_CATALOG", str(catalog))
    monkeypatch.setenv("MUSTER_OUT", str(out))
    standing, _ = build_of(out)
    run_id = ended(catalog, out)
    assert build_of(out)[0] == standing
    with instance_of(home(out)) as instance:
        run = instance.get_run_by_id(run_id)
        assert run is not None
        assert run.is_finished
        assert not run.is_success
        before = {
            e.get_dagster_event().step_key
            for e in instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_SUCCESS)
        }
        options = dg.ReexecutionOptions.from_failure(run_id, instance)
        result = dg.execute_job(dg.reconstructable(refresh), instance, reexecution_options=options)
        assert result.success
        again = {e.step_key for e in result.all_events if e.is_step_success}
    assert before
    assert not before & again
    assert {WAITING, "muster_warehouse"} <= again
    assert build_of(out)[0] == result.run_id
