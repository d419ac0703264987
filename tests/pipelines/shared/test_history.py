"""The history of builds on PostgreSQL: it is made there, read there, and its loss is told."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import dagster as dg
import pytest
from click.testing import CliRunner

from pipelines import history, instance
from pipelines.build import build
from pipelines.cli import main
from pipelines.settings import Settings, WrongSetting
from tests.conftest import SMALL
from tests.pipelines.shared.conftest import Shared

SUCCESS = dg.DagsterEventType.STEP_SUCCESS


def test_a_build_is_remembered_by_the_server_though_that_is_restarted_meanwhile(
    shared: Shared, built: Settings
) -> None:
    catalog, out = built.catalog, built.out
    shutil.rmtree(out / "dagster")

    def restart(done: int, _total: int, _step: str) -> None:
        if done == 10 and not restarted:
            restarted.append(done)
            shared.server.stop()
            shared.server.start()

    restarted: list[int] = []
    outcome = build(catalog, out, restart)
    assert outcome.success
    assert restarted
    assert not (out / "dagster").exists()
    with history.instance(instance.home(out)) as kept:
        (run,) = kept.get_runs()
        assert (run.run_id, run.status) == (outcome.build_id, dg.DagsterRunStatus.SUCCESS)
        assert kept.get_latest_materialization_event(dg.AssetKey("muster_warehouse"))
        assert kept.get_dynamic_partitions("month") == ["2025-03", "2025-04"]
        steps = [e for e in kept.all_logs(run.run_id) if e.dagster_event_type is SUCCESS]
        assert {e.step_key for e in steps} == set(outcome.seconds)


def test_a_build_stops_with_a_sentence_where_the_server_is_away_and_nothing_is_lost(
    shared: Shared, built: Settings
) -> None:
    catalog, out = built.catalog, built.out
    with history.instance(instance.home(out)) as kept:
        kept.add_dynamic_partitions("month", ["2025-03"])
        shared.server.stop()
        before = (out / "muster.duckdb").stat()
        outcome = build(catalog, out)
        assert not outcome.success
        assert outcome.message is not None
        assert outcome.message.startswith("the history that ")
        assert "cannot be reached" in outcome.message
        assert shared.environment["MUSTER_POSTGRES_PASSWORD"] not in outcome.message
        assert (out / "muster.duckdb").stat() == before
        shared.server.start()
        assert kept.get_dynamic_partitions("month") == ["2025-03"]  # by connections of before


def test_a_home_without_settings_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(instance.SHARED, str(tmp_path))
    with pytest.raises(WrongSetting, match=r"expected a folder with a dagster\.yaml"):
        instance.home(tmp_path / "out")


def test_what_the_environment_lacks_is_named(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MUSTER_POSTGRES_HOST")
    with pytest.raises(history.NoHistory, match="MUSTER_POSTGRES_HOST"):
        history.instance(shared.home)
    out = shared.home.parent / "out"
    told = CliRunner().invoke(main, ["ui", "--catalog", str(SMALL), "--out", str(out)])
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith("error: the history that ")


def test_a_history_without_its_driver_says_what_to_install(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dagster_postgres", None)
    with pytest.raises(history.NoHistory, match=r"pip install 'muster\[postgres\]'"):
        history.instance(shared.home)
