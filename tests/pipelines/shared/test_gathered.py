"""What months were made before is no matter of the outcome, only of the time that it takes."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines import automation
from pipelines.history import no_history
from pipelines.months import PARTITION, WRITES, place
from pipelines.project import definitions
from pipelines.settings import ARCHIVE, Settings
from sources.archive import Archive, Entry

UPSTREAM = ("vocabulary", "registry", "gazette", "ministry", "catalog", "archive", "anchored")
MONTHS = ["2025-03", "2025-04"]


class Project:
    """A catalog of two months with pages, and the runs on it."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.instance = settings, no_history()
        self.page("gazette-first", "By February 90 Nepalis were recruited, and 200 Cubans.")
        self.page("ministry-second", "It is over 40 Nepalis by now, and 30 Kenyans were recruited.")

    def page(self, document_id: str, text: str) -> None:
        at = datetime(2025, 5, 1, tzinfo=UTC)
        entry = Entry(document_id, "https://example.org/", at, "captured", "file",
                      media_type="text/plain")  # fmt: skip
        Archive(self.settings.out / ARCHIVE).record(entry, text.encode())

    def anchored(self) -> dict[str, Any]:
        """Make what is unpartitioned, up to `anchored`; returns what is told of it."""
        job = definitions(self.settings).resolve_job_def("refresh")
        keys = [dg.AssetKey(name) for name in UPSTREAM]
        done = job.execute_in_process(asset_selection=keys, instance=self.instance)
        (made,) = (e.materialization for e in done.get_asset_materialization_events()
                   if e.asset_key == dg.AssetKey("anchored"))  # fmt: skip
        return {name: value.value for name, value in made.metadata.items()}

    def month(self, key: str) -> None:
        """Make a month."""
        job = definitions(self.settings).resolve_job_def("read_month")
        assert job.execute_in_process(partition_key=key, instance=self.instance).success

    def files(self, asset: str = "anchored") -> dict[str, bytes]:
        """The bytes of each frame of an asset."""
        folder = self.settings.out / "assets" / asset
        return {p.name: p.read_bytes() for p in sorted(folder.glob("*.parquet"))}

    def counted(self) -> tuple[int, int]:
        """Months taken as they stood, and made."""
        told = self.anchored()
        return told["months taken as they stood"], told["months made"]


@pytest.fixture
def project(settings: Settings) -> Project:
    return Project(settings)


def test_months_made_before_are_taken_and_the_outcome_is_the_same_to_the_byte(
    project: Project,
) -> None:
    assert project.counted() == (0, 2)
    whole = project.files()
    assert project.instance.get_dynamic_partitions("month") == MONTHS
    for key in MONTHS:
        project.month(key)
    assert project.counted() == (2, 0)
    assert project.files() == whole

    document = project.settings.catalog / "gazette" / "first.yaml"
    document.write_text(document.read_text().replace("90 Nepalis", "91 Nepalis"))
    assert project.counted() == (1, 1)
    corrected = project.files()
    assert corrected != whole
    part = project.settings.out / "assets" / "month_anchored" / MONTHS[1] / "anchor.parquet"
    part.write_bytes(part.read_bytes()[:-9])
    assert project.counted() == (0, 2)
    assert project.files() == corrected


def test_one_month_again_touches_no_other(project: Project) -> None:
    project.anchored()
    for key in MONTHS:
        project.month(key)
    other = project.settings.out / "assets" / "month_anchored" / MONTHS[1]
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in other.iterdir()}
    project.month(MONTHS[0])
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in other.iterdir()} == before


def test_a_month_that_the_catalog_no_longer_has_is_forgotten(project: Project) -> None:
    project.anchored()
    (project.settings.catalog / "ministry" / "second.yaml").unlink()
    project.anchored()
    assert project.instance.get_dynamic_partitions("month") == MONTHS[:1]


def run(tags: dict[str, str]) -> dg.DagsterRun:
    return dg.DagsterRun(job_name="read_month", tags=tags)


def test_a_run_holds_its_month_where_it_makes_nothing_else(tmp_path: Path) -> None:
    march = run({PARTITION: MONTHS[0]})
    assert place(tmp_path, march, ["month_read"]) == tmp_path / "months" / MONTHS[0]
    assert place(tmp_path, march, ["month_read", "catalog"]) == tmp_path
    assert place(tmp_path, run({}), ["catalog"]) == tmp_path
    with pytest.raises(ValueError, match="is no month: expected one such as 2025-10"):
        place(tmp_path, run({PARTITION: "../elsewhere"}), ["month_read"])


DIES = """
import os, signal, sys
from pathlib import Path
from pipelines.lock import holding
with holding(Path(sys.argv[1]), sys.argv[2], 5):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_sensor_ends_the_run_of_a_month_whose_worker_was_killed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(automation, "SETTLED", 0)
    with dg.DagsterInstance.ephemeral() as instance:
        began = run({PARTITION: MONTHS[0]})
        instance.add_run(began._replace(status=dg.DagsterRunStatus.STARTED))
        folder = settings.out / "months" / MONTHS[0]
        died = subprocess.run([sys.executable, "-c", DIES, str(folder), began.run_id], check=False)
        assert died.returncode == -signal.SIGKILL
        automation.catalog_sensor(settings).evaluate_tick(
            dg.build_sensor_context(instance=instance)
        )
        (ended,) = instance.get_runs()
        assert ended.status is dg.DagsterRunStatus.FAILURE


def test_the_sensor_lets_months_bring_their_pages_in_before_it_publishes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(automation, "SETTLED", 0)
    sensor = automation.catalog_sensor(settings)
    with dg.DagsterInstance.ephemeral() as instance:

        def asked(cursor: str | None) -> tuple[int, str | None]:
            context = dg.build_sensor_context(instance=instance, cursor=cursor)
            data = sensor.evaluate_tick(context)
            return len(data.run_requests or []), data.cursor or cursor

        runs, cursor = asked(None)
        assert runs == 1
        going = run({WRITES: "month"})._replace(status=dg.DagsterRunStatus.STARTED)
        instance.add_run(going)
        Project(settings)
        assert asked(cursor) == (0, cursor)
        instance.report_run_failed(going)
        assert asked(cursor)[0] == 1
