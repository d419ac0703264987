"""The whole refresh in this process, as the command line runs it: what was published, what failed.

The same definitions as in the UI; history is kept where the UI finds it.
"""

from __future__ import annotations

import importlib
import json
import os
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import dagster as dg

from pipelines.check_results import metadata, sentence
from pipelines.checks import SEVERITY
from pipelines.history import instance as instance_of
from pipelines.history import no_history, unkept
from pipelines.instance import end_runs, home, shared
from pipelines.layout import LayoutError, prepare
from pipelines.leftovers import sweep
from pipelines.lock import Busy, Holder, holding, patience
from pipelines.room import in_words, refused
from pipelines.settings import EXECUTORS, SENSOR_SECONDS, WARNING, Settings
from pipelines.steps import Progress, Steps, logger
from warehouse.engines import ENGINES

PUBLICATION = "muster_warehouse"  # the step
JOBS = {  # by whether it is offline, and whether it presents
    (True, False): "publish_only", (False, False): "fetch_and_publish",
    (True, True): "build", (False, True): "fetch_and_build",
}  # fmt: skip
ENDED = ("DagsterExecutionInterruptedError", "KeyboardInterrupt")


@dataclass(frozen=True)
class BuildOutcome:
    """How a build went. `counts` are rows per table, `rejected` the records that were refused.

    `checks` counts check results: passed, failed (severity error), warnings. `seconds` is the time
    of each step. `failed_step` and `message` say what went wrong where `success` is false: what
    was `published` stands even then, where only what is made of it failed;
    `warnings` what a person should read although it did not stop the build.
    """

    build_id: str
    success: bool
    published: Path | None
    rejected: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    checks: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    failed_step: str | None = None
    message: str | None = None
    warnings: tuple[str, ...] = ()


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
    present: bool = False,
    waiting: Callable[[str], None] = lambda _line: None,
    engine: str = ENGINES[0],
) -> BuildOutcome:
    """Run the whole refresh of `catalog` into `out`; unless `offline`, pages that are due are
    asked for first. With `present`, the report and the exports are made too. `engine` names what
    runs the SQL models.

    `progress(done, total, step)` is called as steps begin and end, `waiting` with a line where
    another build holds `out`. With `persist` the run stands in the history under OUT/dagster.
    Never raises for what is wrong with data or with the disk; see `BuildOutcome`. Raises
    `ValueError` where MUSTER_WAIT is no number of seconds.
    """
    run_id = str(uuid.uuid4())
    seconds = patience()
    try:
        with holding(out.resolve(), run_id, seconds, waiting) as died:
            job_name = JOBS[offline, present]
            return _built(run_id, catalog, out, progress, persist, job_name, died, engine)
    except Busy as busy:
        return BuildOutcome(run_id, False, None, message=str(busy))
    except Exception as error:  # Dagster wraps what its databases and our files raise
        message = refused(error, str(out.resolve() / "dagster")) or _unkept(error)
        if message is None:
            raise
        return BuildOutcome(run_id, False, None, message=message)


def _unkept(error: Exception) -> str | None:
    """That a shared history was lost on the way; any other history lies in OUT."""
    named = shared()
    return unkept(error, named) if named is not None else None


def _built(
    run_id: str,
    catalog: Path,
    out: Path,
    progress: Progress | None,
    persist: bool,
    job_name: str,
    died: list[Holder],
    engine: str,
) -> BuildOutcome:
    from pipelines.project import definitions

    try:
        prepare(out)
    except LayoutError as error:
        return BuildOutcome("", False, None, message=str(error))
    settings = replace(
        Settings.from_environment(),
        catalog=catalog.resolve(), out=out.resolve(), engine=engine,
        executor=EXECUTORS[0], sensor_seconds=SENSOR_SECONDS, report="",  # of the UI alone
    )  # fmt: skip
    sweep(settings)
    steps = Steps(0, progress)
    job = definitions(settings, {"steps": logger(steps)}).resolve_job_def(job_name)
    steps.total = len(job.nodes)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    with instance_of(home(out)) if persist else no_history() as instance:
        end_runs(instance, died)
        # What both threads would import is imported before there are two: modules that import one
        # another in a circle cannot be begun from two sides.
        for shared in ("sqlalchemy.orm", "pandas", "pyarrow", "duckdb", "numpy"):
            importlib.import_module(shared)
        if engine == ENGINES[0]:  # another one's packages are not for Great Expectations (run.py)
            threading.Thread(target=_warm_up, daemon=True).start()
        result = job.execute_in_process(
            instance=instance, raise_on_error=False, run_id=run_id,
            run_config={"loggers": {"steps": {}}},
        )  # fmt: skip
        published = _published(result)
        gate = _gate(out) if published else []
        for evaluation in gate if persist else ():
            instance.report_runless_asset_event(evaluation)
    return _outcome(result, out / "muster.duckdb" if published else None, gate)


def _published(result: dg.ExecuteInProcessResult) -> bool:
    """Whether the publication went well; what is made of it may have failed since."""
    return any(e.is_step_success and e.step_key == PUBLICATION for e in result.all_events)


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
            description=sentence(n_failing, None, "") or None,
            metadata={
                **metadata(asset, name, n_failing, json.loads(failing_ids)),
                "checked by": "the gate, on the published file",
            },
        )
        for asset, name, severity, passed, n_failing, failing_ids in rows
    ]


def _outcome(
    result: dg.ExecuteInProcessResult, published: Path | None, gate: list[dg.AssetCheckEvaluation]
) -> BuildOutcome:
    counts: dict[str, int] = {}
    seconds: dict[str, float] = {}
    failures = []
    warnings = []
    checks: Counter[str] = Counter()
    for event in result.all_events:
        if event.is_step_success and event.step_key:
            seconds[event.step_key] = event.step_success_data.duration_ms / 1000
        elif event.is_step_failure:
            failures.append(event)
        elif event.is_step_materialization:
            made = event.step_materialization_data.materialization
            if warning := made.metadata.get(WARNING):
                warnings.append(str(warning.value))
            rows = made.metadata.get("dagster/row_count")
            if rows is not None and made.asset_key is not None:
                counts[made.asset_key.path[-1]] = int(str(rows.value))
    for found in gate:
        severe = found.severity == dg.AssetCheckSeverity.ERROR
        checks["passed" if found.passed else "failed" if severe else "warnings"] += 1
    message = None
    if failures:
        error = failures[0].step_failure_data.error
        message = error.message.strip() if error else None
        while error is not None and error.cause is not None:
            error = error.cause
            message = error.message.strip()
        if error is not None and error.cls_name in ENDED:
            message = "it was ended from outside"
    return BuildOutcome(
        build_id=result.run_id,
        success=result.success,
        published=published,
        rejected=counts.get("rejected", 0),
        counts=counts,
        checks=dict(checks),
        seconds=seconds,
        failed_step=failures[0].step_key if failures else None,
        message=in_words(message) if message else None,
        warnings=tuple(warnings),
    )
