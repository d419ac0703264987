"""When things run: the job for everything, the daily schedule, the sensor on the catalog.

What runs stands in assets/ and checks.py.
"""

import hashlib
import json
from pathlib import Path
from time import sleep
from typing import Any

import dagster as dg
from dagster._core.storage.dagster_run import NOT_FINISHED_STATUSES

from pipelines import archived
from pipelines.instance import end_runs
from pipelines.lock import dead
from pipelines.months import FETCHED as FETCHED_MONTH
from pipelines.months import MONTH, MONTHS, WAREHOUSE, WRITES, places
from pipelines.remote.at_hand import at_hand
from pipelines.settings import Settings
from sources.load import fingerprint

SETTLED = 0.3  # seconds between two looks: an editor or a checkout that is still writing is seen

OF_MONTHS = dg.AssetSelection.groups("months")
EVERYTHING = dg.AssetSelection.all() - OF_MONTHS
FETCHED = dg.AssetSelection.assets("fetched")
CHECKS = dg.AssetSelection.all_asset_checks()
PRESENTED = dg.AssetSelection.groups("presentation")

# Steps that may recover are retried themselves. A run of one month that is lost with its worker is
# begun again, where the instance begins runs again: it writes nothing that others read half-way.
WHOLE = {"dagster/max_retries": "0", WRITES: WAREHOUSE}
BY_MONTH = {"dagster/max_retries": "2", WRITES: MONTH}

refresh = dg.define_asset_job(
    "refresh",
    selection=EVERYTHING - FETCHED,
    description="Read the catalog and the archive, derive every table, check, publish, present. "
    "Uses no network.",
    tags=WHOLE,
)
build = dg.define_asset_job(
    "build",
    selection=EVERYTHING - FETCHED - CHECKS,
    description="As refresh; every check is made once, by the gate, on the built file. This is "
    "what the command line runs: in one process nothing is gained by checking twice.",
    tags=WHOLE,
)
publish_only = dg.define_asset_job(
    "publish_only",
    selection=EVERYTHING - FETCHED - CHECKS - PRESENTED,
    description="As build, without the report and the exports.",
    tags=WHOLE,
)
fetch_and_refresh = dg.define_asset_job(
    "fetch_and_refresh",
    selection=EVERYTHING,
    description="Ask for the pages that are due, then everything that refresh does.",
    tags=WHOLE,
)
fetch_and_build = dg.define_asset_job(
    "fetch_and_build",
    selection=EVERYTHING - CHECKS,
    description="Ask for the pages that are due, then everything that build does.",
    tags=WHOLE,
)
fetch_and_publish = dg.define_asset_job(
    "fetch_and_publish",
    selection=EVERYTHING - CHECKS - PRESENTED,
    description="Ask for the pages that are due, then everything that publish_only does.",
    tags=WHOLE,
)
present = dg.define_asset_job(
    "present",
    selection=PRESENTED,
    description="The report and the exports anew, on the file that is published: after a rollback, "
    "or where one of them failed.",
    tags=WHOLE,
)
read_month = dg.define_asset_job(
    "read_month",
    selection=OF_MONTHS - dg.AssetSelection.assets(FETCHED_MONTH),
    description="Read the pages of one month of documents, and look for the words of its claims "
    "in them. Runs of several months may go at once, beside a publication too. Uses no network.",
    tags=BY_MONTH,
)
fetch_and_read_month = dg.define_asset_job(
    "fetch_and_read_month",
    selection=OF_MONTHS,
    description="Ask for the pages of one month of documents that are due, then as read_month.",
    tags=BY_MONTH,
)
JOBS = (
    refresh, build, publish_only, fetch_and_refresh, fetch_and_build, fetch_and_publish, present,
    read_month, fetch_and_read_month,
)  # fmt: skip
daily = dg.ScheduleDefinition(
    name="daily",
    job=refresh,
    cron_schedule="15 4 * * *",
    execution_timezone="UTC",
    description="Once a day, in case the sensor was off.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
# Off until somebody turns it on: it asks other people's servers, from whatever machine this is.
daily_fetch = dg.ScheduleDefinition(
    name="daily_fetch",
    job=fetch_and_refresh,
    cron_schedule="15 3 * * *",
    execution_timezone="UTC",
    description="Once a day, ask for the pages that are due. Turn it on where the machine may use "
    "the network.",
    default_status=dg.DefaultScheduleStatus.STOPPED,
)


@dg.schedule(
    name="daily_months", job=fetch_and_read_month, cron_schedule="15 1 * * *",
    execution_timezone="UTC", default_status=dg.DefaultScheduleStatus.STOPPED,
    description="Once a day, ask for the pages that are due, in a run for each month of documents: "
    "instead of daily_fetch, where there are many workers.",
)  # fmt: skip
def daily_months(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest]:
    """A run for each month that the catalog has."""
    keys = MONTHS.get_partition_keys(dynamic_partitions_store=context.instance)
    return [dg.RunRequest(run_key=None, partition_key=key) for key in keys]


SCHEDULES = (daily, daily_fetch, daily_months)


def state_of(settings: Settings) -> str | None:
    """The fingerprints of catalog and archive; None while the catalog is being edited, or where
    there is none."""
    catalog = settings.catalog
    try:
        before = fingerprint(catalog)
        sleep(SETTLED)
        if not catalog.is_dir() or fingerprint(catalog) != before:
            return None
        return f"{before} {archived.fingerprint(settings.out)}"
    except OSError:  # a file went away between listing and reading
        return None


def published_state(out: Path) -> str | None:
    """The fingerprints that the published file was built from; None where there is none."""
    import duckdb

    path = out / "muster.duckdb"
    try:
        at_hand(out, 0, history=False)
    except OSError:  # the store cannot be reached now
        return None
    if not path.is_file():
        return None
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            row = connection.execute("SELECT catalog_sha256, archive_sha256 FROM build").fetchone()
    except duckdb.Error:
        return None
    return f"{row[0]} {row[1]}" if row else None


def _only_archive(state: str, before: str | None) -> bool:
    return before is not None and state.split(" ")[0] == before.split(" ")[0]


def _months_go(instance: dg.DagsterInstance) -> bool:
    """Whether runs of months are under way, or wait: one run for all of them comes after."""
    going = dg.RunsFilter(statuses=list(NOT_FINISHED_STATUSES), tags={WRITES: MONTH})
    return instance.get_runs_count(going) > 0


def catalog_sensor(settings: Settings) -> dg.SensorDefinition:
    """The sensor: one run for each state of catalog and archive, and none while they stay.

    The cursor is the last state and how many there were: a catalog that returns to an earlier state
    is a change too, so the number is part of the run key.
    """

    @dg.sensor(
        job=refresh, name="catalog_changed", minimum_interval_seconds=settings.sensor_seconds,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Starts a run when a file of the catalog or the archive changes.",
    )  # fmt: skip
    def catalog_changed(
        context: dg.SensorEvaluationContext,
    ) -> dg.SensorResult | dg.SkipReason:
        for place in places(settings.out):
            with dead(place) as died:  # else its run would keep others from beginning
                if died:
                    end_runs(context.instance, died)
        state = state_of(settings)
        if state is None:
            return dg.SkipReason("the catalog is being edited, or is not there; looking again soon")
        first: dict[str, Any] = {"state": None, "changes": 0}
        cursor = json.loads(context.cursor) if context.cursor else first
        if state == cursor["state"]:
            return dg.SkipReason("catalog and archive stand as they did")
        if _only_archive(state, cursor["state"]) and _months_go(context.instance):
            return dg.SkipReason("months of documents bring pages in; looking again when they end")
        changes = int(cursor["changes"]) + 1
        kept = json.dumps({"state": state, "changes": changes})
        if state == published_state(settings.out):
            return dg.SensorResult(
                skip_reason="the published file has this catalog and archive", cursor=kept
            )
        key = hashlib.sha256(state.encode()).hexdigest()[:16]
        run = dg.RunRequest(run_key=f"{changes}-{key}", tags={"muster/catalog": state[:16]})
        return dg.SensorResult(run_requests=[run], cursor=kept)

    return catalog_changed
