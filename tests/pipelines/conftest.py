"""A made-up catalog that a test may change, the definitions on it, and a first build of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from pipelines.history import no_history
from pipelines.project import definitions
from pipelines.settings import Settings

SMALL = Path(__file__).parent / "catalog"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A catalog of its own and an empty folder of results."""
    catalog = tmp_path / "catalog"
    shutil.copytree(SMALL, catalog)
    return Settings(catalog, tmp_path / "out")


@pytest.fixture
def built(built_once: Path, settings: Settings) -> Settings:
    """The same catalog and results in folders of the test's own."""
    shutil.copytree(built_once / "out", settings.out)
    return settings


@pytest.fixture
def refresh(settings: Settings) -> Callable[..., dg.ExecuteInProcessResult]:
    """Runs the job, or some assets of it, and returns the result whether it went well or not."""

    def run(*assets: str, job_name: str = "refresh") -> dg.ExecuteInProcessResult:
        job = definitions(settings).resolve_job_def(job_name)
        keys = [dg.AssetKey(a) for a in assets] or None
        return job.execute_in_process(
            raise_on_error=False, asset_selection=keys, instance=no_history()
        )

    return run
