"""Dagster's own files under OUT/dagster: settings and history; and serving its UI on them.

Where MUSTER_DAGSTER_HOME names a folder, its settings hold instead: those of a history that several
machines share (deploy/dagster.yaml).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.settings import LOCAL, WrongSetting

if TYPE_CHECKING:
    import dagster as dg

    from pipelines.lock import Holder

# No dialog that asks for an address, nothing sent. One run at a time of those that write the same
# files; runs of a month write their own, two at a time on the smallest of machines.
# INFO: a line for each file that is read would double what is kept of a run.
SETTINGS = """\
telemetry: {enabled: false}
nux: {enabled: false}
python_logs: {python_log_level: INFO}
concurrency:
  runs:
    max_concurrent_runs: 3
    tag_concurrency_limits:
      - {key: muster/writes, value: warehouse, limit: 1}
      - {key: muster/writes, value: month, limit: 2}
retention:
  schedule: {purge_after_days: 30}
  sensor: {purge_after_days: {skipped: 1, failure: 30, success: 30}}
"""
SHARED = "MUSTER_DAGSTER_HOME"


def shared() -> Path | None:
    """The folder that MUSTER_DAGSTER_HOME names, which its owner has made.

    Raises `WrongSetting` where no settings of Dagster are there.
    """
    given = os.environ.get(SHARED)
    if not given:
        return None
    folder = Path(given).resolve()
    if not (folder / "dagster.yaml").is_file():
        raise WrongSetting(f"{SHARED}={given!r}: expected a folder with a dagster.yaml")
    return folder


def home(out: Path) -> Path:
    """The folder of Dagster's history, made with its settings file where it is not there yet; the
    shared one, where there is one.
    """
    if (named := shared()) is not None:
        return named
    folder = out.resolve() / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "dagster.yaml"
    if not settings.exists():
        beside = folder / f".dagster.yaml.{os.getpid()}"
        beside.write_text(SETTINGS, encoding="utf-8")
        beside.replace(settings)
    return folder


def environment(out: Path, catalog: Path, report: str = "") -> dict[str, str]:
    """The environment in which Dagster's processes find the project and its files, and the address
    at which the report is served, if it is.

    Of Dagster's own variables only these are handed on: others (DAGSTER_GRPC_HOST,
    DAGSTER_CODE_SERVER_HOST) could make its servers listen to other machines.
    """
    rest = {name: value for name, value in os.environ.items() if not name.startswith("DAGSTER_")}
    return rest | {
        "DAGSTER_HOME": str(home(out)),
        "DAGSTER_DISABLE_TELEMETRY": "1",
        "MUSTER_OUT": str(out.resolve()),
        "MUSTER_CATALOG": str(catalog.resolve()),
        "MUSTER_REPORT_ADDRESS": report,
    }


def command(port: int) -> list[str]:
    """Webserver and daemon on the project, for this machine only."""
    return [
        sys.executable, "-m", "dagster", "dev", "-m", "pipelines.definitions",
        "-h", LOCAL, "-p", str(port),
    ]  # fmt: skip


def prepare(out: Path) -> None:
    """Make the databases of the history, which the processes of the UI would race to make."""
    from pipelines.history import instance

    with instance(home(out)):
        pass


def end_runs(instance: dg.DagsterInstance, died: Iterable[Holder]) -> None:
    """Let the history say that killed processes ended their runs. Else such a run stands there as
    one that goes on, and the UI, which runs one at a time, begins no other.
    """
    for holder in died:
        run = instance.get_run_by_id(holder.run_id)
        if run is not None and not run.is_finished:
            instance.report_run_failed(run, f"Its {holder} ended before the run did.")


def serve(out: Path, catalog: Path, port: int = 3000) -> int:
    """Serve the UI at 127.0.0.1:port until interrupted, and the report beside it, at the next port
    where that is free; returns the exit code."""
    from pipelines.report_server import serving

    prepare(out)
    with serving(out, port + 1) as report:
        process = subprocess.Popen(command(port), env=environment(out, catalog, report))
        try:
            return process.wait()
        except KeyboardInterrupt:  # the interrupt reached Dagster too: let it end its own processes
            return process.wait()
