"""Two builds at once, and a build that died: who waits, who is told, and what is cleared away."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest
from click.testing import CliRunner

from pipelines.alone import Alone
from pipelines.build import build
from pipelines.cli import main
from pipelines.instance import end_runs
from pipelines.leftovers import sweep
from pipelines.lock import LOCK, Busy, Holder, dead, holding
from pipelines.settings import Settings

RUN = "7e57ab1e-0000-4000-8000-000000000000"


def held_by_another(out: Path) -> int:
    """The id of a process that holds a folder until it is killed."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        with holding(out, RUN, 5):
            os.write(writing, b"!")
            time.sleep(60)
        os._exit(1)
    os.read(reading, 1)
    os.close(reading)
    os.close(writing)
    return pid


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def test_a_build_beside_another_is_refused_after_its_wait(
    built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog, out = built
    before = (out / "muster.duckdb").read_bytes()
    monkeypatch.setenv("MUSTER_WAIT", "0.2")
    pid = held_by_another(out)
    told: list[str] = []
    try:
        outcome = build(catalog, out, persist=False, waiting=told.append)
    finally:
        kill(pid)
    assert not outcome.success
    assert f"another build (process {pid}, since " in (outcome.message or "")
    assert len(told) == 1
    assert f"process {pid}, since " in told[0]
    assert "0.2 s at most" in told[0]
    assert (out / "muster.duckdb").read_bytes() == before


def test_a_wait_that_is_none_is_refused_with_the_call(tmp_path: Path) -> None:
    said = CliRunner().invoke(
        main, ["build", "--out", str(tmp_path)], env={"MUSTER_WAIT": "a while"}
    )
    assert said.exit_code == 2
    assert "MUSTER_WAIT='a while'" in said.output


def test_who_waits_goes_on_when_the_other_has_ended(tmp_path: Path) -> None:
    pid = held_by_another(tmp_path)
    told: list[str] = []

    def end(line: str) -> None:
        told.append(line)
        kill(pid)

    with holding(tmp_path, "mine", 20, end) as died:
        assert [(d.pid, d.run_id) for d in died] == [(pid, RUN)]
    assert len(told) == 1
    with holding(tmp_path, "another", 0) as died:
        assert died == []


def test_all_who_died_are_told_of_once_a_build_goes_well(tmp_path: Path) -> None:
    pids = []
    for _ in range(3):
        pids.append(held_by_another(tmp_path))
        kill(pids[-1])
    with suppress(RuntimeError), holding(tmp_path, "one that fails", 0) as died:
        assert [d.pid for d in died] == pids
        raise RuntimeError
    with holding(tmp_path, "one that goes well", 0) as died:
        assert [d.pid for d in died] == pids
    with holding(tmp_path, "the next", 0) as died:
        assert died == []


def test_one_process_holds_a_folder_once(tmp_path: Path) -> None:
    with (
        holding(tmp_path, "one", 0),
        pytest.raises(Busy, match=f"process {os.getpid()}"),
        holding(tmp_path, "two", 0),
    ):
        pass


def test_the_run_of_a_killed_build_ends_in_the_history(tmp_path: Path) -> None:
    kill(held_by_another(tmp_path))
    with dg.DagsterInstance.ephemeral() as instance:
        job = dg.GraphDefinition(name="nothing").to_job()
        run = instance.create_run_for_job(job, run_id=RUN, status=dg.DagsterRunStatus.STARTED)
        with dead(tmp_path) as died:
            assert len(died) == 1
            end_runs(instance, died)
        found = instance.get_run_by_id(run.run_id)
        assert found is not None
        assert found.status == dg.DagsterRunStatus.FAILURE
        with dead(tmp_path) as died:
            assert died == []
        end_runs(instance, [Holder(1, "today", "a run of another history")])


def test_a_folder_where_nothing_was_built_has_no_dead(tmp_path: Path) -> None:
    with dead(tmp_path / "none") as died:
        assert died == []
    assert not (tmp_path / "none").exists()


def test_a_run_of_the_ui_holds_the_folder_as_a_build_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSTER_WAIT", "0")
    seen: list[str] = []

    def execute(_context: Any, _plan: Any) -> Any:
        yield (tmp_path / LOCK).read_text()

    inner: Any = SimpleNamespace(execute=execute, retries=None, step_dependency_config=None)
    context = SimpleNamespace(
        run_id="of the UI", instance=None, log=SimpleNamespace(info=seen.append),
        dagster_run=SimpleNamespace(tags={}),
    )  # fmt: skip
    plan = SimpleNamespace(step_keys_to_execute=["catalog"])
    executor = Alone(inner, Settings(tmp_path, tmp_path))
    (during,) = list(executor.execute(context, plan))
    assert '"of the UI"' in during
    assert (tmp_path / LOCK).read_text() == ""
    with holding(tmp_path, "a build", 0), pytest.raises(Busy):
        list(executor.execute(context, plan))


def test_what_the_dead_left_is_cleared_away_and_what_the_living_write_is_not(
    tmp_path: Path,
) -> None:
    settings = Settings(tmp_path, tmp_path)
    pid = held_by_another(tmp_path)
    mine = tmp_path / "archive" / "objects" / "ab" / f".beside-{os.getpid()}-x"
    theirs = tmp_path / "archive" / "text" / f".beside-{pid}-x"
    left = [tmp_path / "assets" / ".beside-abc" / "claim.parquet",
            tmp_path / "versions" / ".muster.123", theirs]  # fmt: skip
    kept = [mine, tmp_path / "assets" / "claim.parquet", tmp_path / "versions" / "1.duckdb"]
    for path in (*left, *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    sweep(settings)
    assert theirs.exists()
    kill(pid)
    sweep(settings)
    assert [path for path in left if path.exists()] == []
    assert all(path.exists() for path in kept)
    assert not (tmp_path / "assets" / ".beside-abc").exists()
