"""What a run does: publishes, goes on past refused records, and stops at a fault of ours."""

from __future__ import annotations

import hashlib
import html
import pickle
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from pipelines.project import definitions
from pipelines.settings import Settings
from warehouse import engine
from warehouse.model import Model, models

Refresh = Callable[..., dg.ExecuteInProcessResult]


def published(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.out / "muster.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def digest(settings: Settings) -> str:
    return hashlib.sha256((settings.out / "muster.duckdb").read_bytes()).hexdigest()


def test_a_build_publishes_and_tells_how_it_went(built_once: Path) -> None:
    settings = Settings(built_once / "catalog", built_once / "out")
    outcome, told = pickle.loads((built_once / "told").read_bytes())
    assert outcome.success
    assert outcome.published == settings.out / "muster.duckdb"
    assert (outcome.rejected, outcome.failed_step, outcome.message) == (0, None, None)
    assert outcome.counts["claim"] == 3
    assert outcome.checks["passed"] > 0
    assert outcome.checks.get("failed", 0) == 0
    assert published(settings, "SELECT build_id FROM build") == [(outcome.build_id,)]
    done = [d for d, _, _ in told]
    assert done == sorted(done)
    assert told[-1][:2] == (told[-1][1], told[-1][1])
    with dg.DagsterInstance.from_config(str(settings.out / "dagster")) as instance:
        assert instance.get_run_by_id(outcome.build_id).is_success  # type: ignore[union-attr]
        event = instance.get_latest_materialization_event(dg.AssetKey("claim"))
        assert event is not None
        metadata = event.asset_materialization.metadata  # type: ignore[union-attr]
    assert (metadata["dagster/row_count"].value, metadata["roots"].value) == (3, 3)
    assert {"preview", "dagster/column_schema", "dagster/column_lineage", "path", "seconds"} <= set(
        metadata
    )


def test_one_asset_can_be_made_alone(built: Settings, refresh: Refresh) -> None:
    before = digest(built)
    (built.out / "assets" / "origin.parquet").unlink()
    result = refresh("origin")
    assert result.success
    assert (built.out / "assets" / "origin.parquet").exists()
    made = {k.path[-1] for e in result.get_asset_materialization_events() if (k := e.asset_key)}
    assert made == {"origin"}
    assert digest(built) == before


def test_a_failed_check_keeps_the_old_file(
    built: Settings, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(built)
    right = engine.run

    def doubled(model: Model, inputs: engine.Inputs, output: Path) -> int:
        rows = right(model, inputs, output)
        if model.name == "claim":
            again = output.with_suffix(".again")
            with engine.connect() as connection:
                source = f"read_parquet({engine.quoted(str(output))})"
                rows = engine.write(
                    connection, f"SELECT * FROM {source} UNION ALL SELECT * FROM {source}", again
                )
            again.replace(output)
        return rows

    monkeypatch.setattr(engine, "run", doubled)
    result = refresh()
    assert not result.success
    failed = {(e.asset_key.path[-1], e.check_name) for e in result.get_asset_check_evaluations()
              if not e.passed and e.severity == dg.AssetCheckSeverity.ERROR}  # fmt: skip
    assert ("claim", "unique_key") in failed
    made = {k.path[-1] for e in result.get_asset_materialization_events() if (k := e.asset_key)}
    assert made.isdisjoint({"origin", "comparison", "muster_warehouse"})
    assert digest(built) == before


SLIP = """
  - {id: slip, says: "some Nepalis", measure: recruited, population: NPL, as_of: 2025-02-01}
"""


def test_neither_refused_records_nor_warnings_nor_contradictions_stop_a_run(
    settings: Settings, refresh: Refresh
) -> None:
    document = settings.catalog / "gazette" / "first.yaml"
    text = document.read_text().replace("200 Cubans", "9000000 Cubans")
    document.write_text(text.rstrip("\n") + SLIP)
    line = len(text.rstrip("\n").splitlines()) + 1
    published_alone = definitions(settings).resolve_job_def("publish_only").asset_layer
    result = refresh(*(key.path[-1] for key in published_alone.selected_asset_keys))
    assert result.success
    found = list(result.get_asset_check_evaluations())
    refused = {e.check_name: e for e in found}["nothing_refused"]
    assert not refused.passed
    assert refused.severity == dg.AssetCheckSeverity.WARN
    told = html.unescape(str(refused.metadata["records"].value))
    assert f"gazette/first.yaml:{line}" in told
    assert published(settings, "SELECT file, line FROM rejected") == [("gazette/first.yaml", line)]
    assert len(published(settings, "FROM claim")) == 3
    assert "plausible_size" in {e.check_name for e in found if not e.passed}
    assert (9_000_000,) in published(settings, "SELECT low FROM claim")
    contradictions = "SELECT count(*) FROM comparison WHERE verdict = 'contradict'"
    assert published(settings, contradictions) == [(1,)]
    assert all(e.passed for e in found if e.asset_key.path[-1] == "comparison")


def test_a_wrong_model_is_not_tried_again(
    built: Settings, refresh: Refresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(model: Model, *_: object) -> int:
        raise duckdb.BinderException(f"no such column in {model.name}")

    monkeypatch.setattr(engine, "run", wrong)
    result = refresh("measure", "claim")
    assert not result.success
    assert {e.step_key for e in result.all_events if e.is_step_failure} == {"measure", "claim"}
    assert not [e for e in result.all_events if e.event_type_value == "STEP_UP_FOR_RETRY"]


def test_a_folder_added_since_is_not_lost(corrected_once: Path) -> None:
    settings = Settings(corrected_once / "catalog", corrected_once / "out")
    assert published(settings, "SELECT DISTINCT collection FROM document ORDER BY 1") == [
        ("gazette",), ("office",),
    ]  # fmt: skip


def test_models_are_all_published(built: Settings) -> None:
    tables = {str(t) for (t,) in published(built, "SHOW TABLES")}
    assert tables >= models().keys() | {"build", "check_result", "content"}
