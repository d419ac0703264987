"""Two months of documents at once, each by a worker of its own, as the queue of a shared instance
begins them: the daemon, a server of the code, and PostgreSQL, as deploy/ puts them together.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import WorkspaceFileTarget

from pipelines import automation
from pipelines.history import instance as instance_of
from pipelines.months import PARTITION
from pipelines.project import definitions
from pipelines.settings import LOCAL, Settings
from tests.conftest import SMALL
from tests.pipelines.shared.conftest import DEPLOY, Server, Shared, free_port, share, until
from tests.pipelines.shared.site import Site, site

PATIENCE = 240  # seconds: a process that loads the project takes long on a busy machine
MARCH, APRIL = "2025-03", "2025-04"
LAUNCH = """mutation ($params: ExecutionParams!) { launchRun(executionParams: $params) {
  __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } } }"""


@dataclass
class Deployment:
    """A catalog of two months, whose pages a site serves, and what runs on it."""

    settings: Settings
    site: Site
    instance: dg.DagsterInstance
    workspace: WorkspaceProcessContext

    def launch(self, month: str, job: str = "fetch_and_read_month") -> str:
        """Put a run into the queue, as the UI does; returns its id."""
        from dagster_graphql.cli import execute_query

        selector = {"repositoryLocationName": "muster", "repositoryName": "__repository__",
                    "jobName": job}  # fmt: skip
        tags = [{"key": PARTITION, "value": month}]
        params = {"selector": selector, "mode": "default", "executionMetadata": {"tags": tags}}
        told: Any = execute_query(self.workspace, LAUNCH, {"params": params})
        return str(told["data"]["launchRun"]["run"]["runId"])

    def status(self, run_id: str) -> dg.DagsterRunStatus:
        """That of a run."""
        run = self.instance.get_run_by_id(run_id)
        assert run is not None
        return run.status

    def finished(self, *run_ids: str) -> None:
        """Wait until runs ended well."""
        until(
            lambda: all(self.status(r).value in ("SUCCESS", "FAILURE") for r in run_ids), PATIENCE
        )
        for run_id in run_ids:
            failed = [e.message for e in self.instance.all_logs(run_id) if e.dagster_event
                      and e.dagster_event.is_failure]  # fmt: skip
            assert not failed

    def span(self, run_id: str) -> tuple[float, float]:
        """When a run began and ended."""
        (record,) = self.instance.get_run_records(dg.RunsFilter(run_ids=[run_id]))
        assert record.start_time is not None
        assert record.end_time is not None
        return record.start_time, record.end_time

    def worker(self, run_id: str) -> int:
        """The process that a step of a run goes in."""
        return next(
            event.pid
            for entry in self.instance.all_logs(run_id)
            if (event := entry.dagster_event) and event.event_type_value == "STEP_START"
        )

    def files(self) -> dict[str, tuple[str, int]]:
        """Hash and time of every file of the results, but for what is noted of hosts and locks."""
        return {
            str(path.relative_to(self.settings.out)): (
                hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns
            )
            for path in sorted(self.settings.out.rglob("*"))
            if path.is_file() and path.parent.name != "hosts" and path.name != ".build.lock"
        }  # fmt: skip

    def made(self) -> dict[tuple[str, str], int]:
        """How often each month of each asset was made."""
        found: dict[tuple[str, str], int] = {}
        for asset in ("month_fetched", "month_read", "month_anchored"):
            filtered = dg.AssetRecordsFilter(asset_key=dg.AssetKey(asset))
            for record in self.instance.fetch_materializations(filtered, limit=100).records:
                key = (asset, str(record.partition_key))
                found[key] = found.get(key, 0) + 1
        return found


def _catalog(folder: Path, serving: Site) -> Path:
    catalog = folder / "catalog"
    shutil.copytree(SMALL, catalog)
    for number, path in ((2, "gazette/first.yaml"), (3, "ministry/second.yaml")):
        document = catalog / path
        lines = document.read_text().splitlines()
        told = [f"  url: {serving.url(number)}" if "  url: " in line else line for line in lines]
        document.write_text("\n".join(told))
    return catalog


def _linked(settings: Settings, instance: dg.DagsterInstance) -> None:
    """Only the catalog is read; a published file says that it has this catalog, so that the sensor
    begins no run beside those of the tests."""
    job = definitions(settings).resolve_job_def("refresh")
    sources = ["vocabulary", "registry", "gazette", "ministry", "catalog"]
    keys = [dg.AssetKey(name) for name in sources]
    assert job.execute_in_process(asset_selection=keys, instance=instance).success
    state = (automation.state_of(settings) or "").split(" ")
    with duckdb.connect(str(settings.out / "muster.duckdb")) as connection:
        connection.execute("CREATE TABLE build (catalog_sha256 TEXT, archive_sha256 TEXT)")
        connection.execute("INSERT INTO build VALUES (?, ?)", state)


@contextmanager
def _process(command: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("w") as stream:
        process = subprocess.Popen(
            command, env=environment, stdout=stream, stderr=stream, start_new_session=True
        )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def deployed(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """All of it, running."""
    folder = tmp_path_factory.mktemp("deployed")
    with site() as serving, ExitStack() as stack:
        shared = share(postgres, folder)
        settings = Settings(_catalog(folder, serving), folder / "out")
        environment = _environment(shared, settings)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for name, value in environment.items():
            patch.setenv(name, value)
        instance = stack.enter_context(instance_of(shared.home))
        _linked(settings, instance)
        dagster = [sys.executable, "-m", "dagster"]
        grpc = ["api", "grpc", "-m", "pipelines.definitions", "--location-name", "muster",
                "-h", LOCAL, "-p", environment["MUSTER_CODE_PORT"]]  # fmt: skip
        rest = os.environ | {"PYTHONPATH": str(DEPLOY.parent)}
        stack.enter_context(_process([*dagster, *grpc], rest, folder / "code.log"))
        workspace = DEPLOY / "workspace.yaml"
        daemon = [sys.executable, "-m", "dagster._daemon", "run", "-w", str(workspace)]
        stack.enter_context(_process(daemon, rest, folder / "daemon.log"))
        yield Deployment(settings, serving, instance, _opened(stack, instance, workspace))


def _environment(shared: Shared, settings: Settings) -> dict[str, str]:
    return shared.environment | {
        "DAGSTER_HOME": str(shared.home),
        "MUSTER_CATALOG": str(settings.catalog), "MUSTER_OUT": str(settings.out),
        "MUSTER_CODE_HOST": LOCAL, "MUSTER_CODE_PORT": str(free_port()),
        "MUSTER_FETCH_ALLOW": "127.0.0.0/8", "MUSTER_FETCH_EVERY": "0",
        "MUSTER_SENSOR_SECONDS": "3600",
    }  # fmt: skip


def _opened(
    stack: ExitStack, instance: dg.DagsterInstance, workspace: Path
) -> WorkspaceProcessContext:
    """The workspace as the UI opens it, as soon as the server of the code answers."""
    from dagster._grpc.client import DagsterGrpcClient

    client = DagsterGrpcClient(port=int(os.environ["MUSTER_CODE_PORT"]), host=LOCAL)
    until(lambda: _pings(client), PATIENCE)
    target = WorkspaceFileTarget(paths=[str(workspace)])
    return stack.enter_context(WorkspaceProcessContext(instance, target))


def _pings(client: Any) -> bool:
    try:
        client.ping("")
    except Exception:  # of gRPC, which is no part of Dagster's interface
        return False
    return True


def test_two_months_go_at_once_and_one_again_touches_nothing_else(deployed: Deployment) -> None:
    runs = {month: deployed.launch(month) for month in (MARCH, APRIL)}
    until(lambda: sorted(deployed.site.asked) == ["/2", "/3"], PATIENCE)  # and none has an answer
    workers = {deployed.worker(run_id) for run_id in runs.values()}
    assert len(workers) == 2
    deployed.site.open.set()
    deployed.finished(*runs.values())
    (first, first_end), (second, second_end) = (deployed.span(r) for r in runs.values())
    assert max(first, second) < min(first_end, second_end)
    assert set(deployed.made().values()) == {1}
    assert len(deployed.made()) == 6

    before, made = deployed.files(), deployed.made()
    deployed.finished(deployed.launch(MARCH))
    after = deployed.files()
    changed = {name for name in after if before.get(name) != after[name]}
    assert {name.split("/")[0] for name in changed} <= {"assets", "archive"}
    assert all(
        name.startswith(f"assets/month_anchored/{MARCH}/") or name == "archive/index.jsonl"
        for name in changed
    )
    assert changed >= {"archive/index.jsonl", f"assets/month_anchored/{MARCH}/anchor.parquet"}
    assert before.keys() == after.keys()
    again = {key for key, times in deployed.made().items() if times != made[key]}
    assert {month for _, month in again} == {MARCH}


def test_a_worker_that_is_killed_takes_no_other_with_it_and_its_month_is_begun_again(
    deployed: Deployment,
) -> None:
    deployed.site.open.clear()
    deployed.site.asked.clear()
    killed, other = deployed.launch(MARCH), deployed.launch(APRIL)
    until(lambda: sorted(deployed.site.asked) == ["/2", "/3"], PATIENCE)
    os.kill(deployed.worker(killed), signal.SIGKILL)
    deployed.site.open.set()
    deployed.finished(other)
    again = dg.RunsFilter(tags={"dagster/parent_run_id": killed})
    until(lambda: deployed.instance.get_runs(again), PATIENCE)
    deployed.finished(*(run.run_id for run in deployed.instance.get_runs(again)))
    assert deployed.status(killed) is dg.DagsterRunStatus.FAILURE
    assert deployed.status(other) is dg.DagsterRunStatus.SUCCESS
