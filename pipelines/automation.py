"""When things run: the job for everything, the daily schedule, the sensor on the catalog.

What runs stands in assets/ and checks.py.
"""

import json
from pathlib import Path
from time import sleep
from typing import Any

import dagster as dg

from pipelines.settings import Settings
from sources.load import fingerprint

SETTLED = 0.3  # seconds between two looks: an editor or a checkout that is still writing is seen

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description="Everything: read the catalog, derive every table, check, publish.",
    tags={"dagster/max_retries": "0"},  # steps that may recover are retried themselves
)
publish_only = dg.define_asset_job(
    "publish_only",
    selection=dg.AssetSelection.all() - dg.AssetSelection.all_asset_checks(),
    description="Every asset; every check is made once, by the gate, on the built file. This is "
    "what the command line runs: in one process nothing is gained by checking twice.",
    tags={"dagster/max_retries": "0"},
)
daily = dg.ScheduleDefinition(
    name="daily",
    job=refresh,
    cron_schedule="15 4 * * *",
    execution_timezone="UTC",
    description="Once a day, in case the sensor was off.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)


def state_of(catalog: Path) -> str | None:
    """The fingerprint of a catalog; None while it is being edited, or where there is none."""
    try:
        before = fingerprint(catalog)
        sleep(SETTLED)
        return before if catalog.is_dir() and fingerprint(catalog) == before else None
    except OSError:  # a file went away between listing and reading
        return None


def published_state(out: Path) -> str | None:
    """The fingerprint that the published file was built from; None where there is none."""
    import duckdb

    path = out / "muster.duckdb"
    if not path.is_file():
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            row = connection.execute("SELECT catalog_sha256 FROM build").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None


def catalog_sensor(settings: Settings) -> dg.SensorDefinition:
    """The sensor: one run for each state of the catalog, and none while it stays as it is.

    The cursor is the last state and how many there were: a catalog that returns to an earlier state
    is a change too, so the number is part of the run key.
    """

    @dg.sensor(
        job=refresh, name="catalog_changed", minimum_interval_seconds=settings.sensor_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Starts a run when a file of the catalog changes.",
    )  # fmt: skip
    def catalog_changed(
        context: dg.SensorEvaluationContext,
    ) -> dg.SensorResult | dg.SkipReason:
        state = state_of(settings.catalog)
        if state is None:
            return dg.SkipReason("the catalog is being edited, or is not there; looking again soon")
        first: dict[str, Any] = {"state": None, "changes": 0}
        cursor = json.loads(context.cursor) if context.cursor else first
        if state == cursor["state"]:
            return dg.SkipReason("the catalog stands as it did")
        changes = int(cursor["changes"]) + 1
        kept = json.dumps({"state": state, "changes": changes})
        if state == published_state(settings.out):
            return dg.SensorResult(skip_reason="the published file has this catalog", cursor=kept)
        run = dg.RunRequest(run_key=f"{changes}-{state[:16]}", tags={"muster/catalog": state[:16]})
        return dg.SensorResult(run_requests=[run], cursor=kept)

    return catalog_changed
