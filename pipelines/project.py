"""The project put together: assets, checks, jobs, schedule and sensor on given settings."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping

import dagster as dg

from pipelines.alone import alone
from pipelines.assets.archive import archive_assets
from pipelines.assets.catalog import catalog_assets
from pipelines.assets.derived import derived_assets
from pipelines.assets.exported import exports
from pipelines.assets.inferred import inferred
from pipelines.assets.ledger import ledger
from pipelines.assets.months import month_assets
from pipelines.assets.published import muster_warehouse
from pipelines.assets.reported import report
from pipelines.assets.ruled import ruled
from pipelines.assets.suspected import suspected
from pipelines.automation import JOBS, SCHEDULES, catalog_sensor
from pipelines.checks import asset_checks
from pipelines.links import with_code
from pipelines.report_links import with_report
from pipelines.resources import resources
from pipelines.settings import Settings


# A step takes less time than the start of a process, so one process is the default. Where others
# are asked for, they come from one that has loaded the project, instead of loading it each.
def _executor(settings: Settings) -> dg.ExecutorDefinition:
    if settings.executor == "in_process":
        return alone(dg.in_process_executor, settings)
    return alone(dg.multiprocess_executor, settings).configured(
        {"start_method": {"forkserver": {"preload_modules": ["pipelines.definitions"]}}},
        name="multiprocess",
    )


def definitions(
    settings: Settings, loggers: Mapping[str, dg.LoggerDefinition] | None = None
) -> dg.Definitions:
    """The project on a catalog and a folder of results."""
    assets = [
        *catalog_assets(settings.catalog),
        *archive_assets(),
        *month_assets(),
        ledger,
        *derived_assets(settings.engine),
        inferred,
        ruled,
        suspected,
        muster_warehouse,
        report,
        exports,
    ]
    return dg.Definitions(
        assets=with_report(with_code(assets, settings.catalog), settings.report),
        asset_checks=asset_checks(),
        jobs=list(JOBS),
        schedules=list(SCHEDULES),
        sensors=[catalog_sensor(settings)],
        resources=resources(settings),
        executor=_executor(settings),
        loggers=loggers,
    )


logging.getLogger("sqlglot").setLevel(logging.ERROR)
warnings.filterwarnings("ignore", category=dg.BetaWarning)  # data versions: pinned below 1.14
