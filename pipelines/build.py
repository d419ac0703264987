"""The whole refresh in this process, as the command line runs it: what was published, what failed.

The same definitions as in the UI; history is kept where the UI finds it.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import threading
import uuid
from collections.abc import Callable
from pathlib import Path

import dagster as dg

from pipelines.checks import SEVERITY
from pipelines.history import instance as instance_of
from pipelines.instance import end_run, home
from pipelines.leftovers import sweep
from pipelines.lock import Busy, Holder, holding, patience
from pipelines.outcome import BuildOutcome, outcome
from pipelines.room import refused
from pipelines.settings import Settings

__all__ = ["BuildOutcome", "Progress", "build"]

Progress = Callable[[int, int, str], None]


class _Steps(logging.Handler):
    """Counts the steps of a run as they end."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        super().__init__()
        self.total, self.done, self.progress = total, 0, progress

    def emit(self, record: logging.LogRecord) -> None:
        told = getattr(record, "dagster_meta", {})
        event = told.get("dagster_event")
        if event is None or not event.step_key or self.progress is None:
            return
        if event.event_type_value == "STEP_START":
            self.progress(self.done, self.total, event.step_key)
        elif event.event_type_value in ("STEP_SUCCESS", "STEP_FAILURE", "STEP_SKIPPED"):
            self.done += 1
            self.progress(self.done, self.total, event.step_key)


def _logger(steps: _Steps) -> dg.LoggerDefinition:
    """Dagster's log of a run goes to the progress bar and nowhere else."""

    def make(_context: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.Logger("muster.build", logging.DEBUG)
        logger.addHandler(steps)
        return logger

    return dg.LoggerDefinition(make, description="Steps as they end.")


def _warm_up() -> None:
    """Import Great Expectations while DuckDB works: two to five seconds that need no result."""
    import contextlib

    with contextlib.suppress(Exception):  # where it is broken, the first check says so
        from warehouse.validation.run import _datasource

        _datasource()


def build(
    catalog: Path,
    out: Path,
    progress: Progress | None = None,
    persist: bool = True,
    offline: bool = True,
    waiting: Callable[[str], None] = lambda _line: None,
) -> BuildOutcome:
    """Run the whole refresh of `catalog` into `out`; unless `offline`, pages that are due are
    asked for first.

    `progress(done, total, step)` is called as steps begin and end, `waiting` with a line where
    another build holds `out`. With `persist` the run stands in the history under OUT/dagster.
    Never raises for what is wrong with data or with the disk; see `BuildOutcome`. Raises
    `ValueError` where MUSTER_WAIT is no number of seconds.
    """
    run_id = str(uuid.uuid4())
    seconds = patience()
    try:
        with holding(out.resolve(), run_id, seconds, waiting) as died:
            return _built(run_id, catalog, out, progress, persist, offline, died)
    except Busy as busy:
        return BuildOutcome(run_id, False, None, message=str(busy))
    except Exception as error:  # Dagster wraps what its databases and our files raise
        message = refused(error, str(out.resolve() / "dagster"))
        if message is None:
            raise
        return BuildOutcome(run_id, False, None, message=message)


def _built(
    run_id: str,
    catalog: Path,
    out: Path,
    progress: Progress | None,
    persist: bool,
    offline: bool,
    died: Holder | None,
) -> BuildOutcome:
    from pipelines.project import definitions

    settings = Settings.from_environment()
    settings = Settings(catalog.resolve(), out.resolve(), settings.assets)
    sweep(settings)
    steps = _Steps(0, progress)
    name = "publish_only" if offline else "fetch_and_publish"
    job = definitions(settings, {"steps": _logger(steps)}).resolve_job_def(name)
    steps.total = len(job.nodes)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    where = instance_of(home(out)) if persist else None
    with where or dg.DagsterInstance.ephemeral() as instance:
        end_run(instance, died)
        # What both threads would import is imported before there are two: modules that import one
        # another in a circle cannot be begun from two sides.
        for shared in ("sqlalchemy.orm", "pandas", "pyarrow", "duckdb", "numpy"):
            importlib.import_module(shared)
        threading.Thread(target=_warm_up, daemon=True).start()
        result = job.execute_in_process(
            instance=instance, raise_on_error=False, run_id=run_id,
            run_config={"loggers": {"steps": {}}},
        )  # fmt: skip
        gate = _gate(out) if result.success else []
        for evaluation in gate if persist else ():
            instance.report_runless_asset_event(evaluation)
    return outcome(result, out, gate)


def _gate(out: Path) -> list[dg.AssetCheckEvaluation]:
    """What the gate found, as the UI shows it beside each asset."""
    import duckdb

    with duckdb.connect(str(out / "muster.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "SELECT asset, check_name, severity, passed, n_failing, failing_ids FROM check_result"
        ).fetchall()
    return [
        dg.AssetCheckEvaluation(
            asset_key=dg.AssetKey(asset),
            check_name=name,
            passed=passed,
            severity=SEVERITY[severity],
            metadata={
                "failing": dg.MetadataValue.int(n_failing),
                "failing ids": dg.MetadataValue.json(json.loads(failing_ids)),
                "checked by": dg.MetadataValue.text("the gate, on the published file"),
            },
        )
        for asset, name, severity, passed, n_failing, failing_ids in rows
    ]
