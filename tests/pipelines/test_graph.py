"""The asset graph is that of the SQL models: nothing in it is typed a second time."""

from __future__ import annotations

import dagster as dg
import pytest

from pipelines.assets.catalog import asset_name
from pipelines.columns import schema
from pipelines.lineage import lineage
from pipelines.project import definitions
from pipelines.settings import Settings
from warehouse.model import models
from warehouse.schema import tables
from warehouse.validation import checks_for


def graph(settings: Settings) -> dg.AssetGraph:
    """What Dagster has resolved out of the definitions."""
    return definitions(settings).resolve_asset_graph()


def parents(settings: Settings, name: str) -> set[str]:
    return {k.path[-1] for k in graph(settings).get(dg.AssetKey(name)).parent_keys}


def test_each_model_is_an_asset_with_its_inputs_as_parents(settings: Settings) -> None:
    resolved = graph(settings)
    for name, model in models().items():
        found = {k.path[-1] for k in resolved.get(dg.AssetKey(name)).parent_keys}
        assert found == {i.partition(".")[0] for i in model.inputs}


def test_each_folder_of_the_catalog_is_an_asset(settings: Settings) -> None:
    assert parents(settings, "catalog") == {"vocabulary", "registry", "gazette", "ministry"}
    (settings.catalog / "radio").mkdir()
    assert "radio" in parents(settings, "catalog")


def test_a_folder_named_as_a_table_does_not_take_its_place(settings: Settings) -> None:
    (settings.catalog / "claim").mkdir()
    assert asset_name("claim") == "claim_collection"
    assert "claim_collection" in parents(settings, "catalog")


def test_inference_stands_between_the_comparison_and_what_is_published(settings: Settings) -> None:
    assert parents(settings, "inferred") >= {"claim", "origin", "comparison"}
    assert parents(settings, "bound_claim") == {"inferred"}


def test_what_is_published_is_every_table(settings: Settings) -> None:
    assert parents(settings, "muster_warehouse") == {*models(), "catalog", "archive"}


def test_every_check_of_the_warehouse_is_an_asset_check(settings: Settings) -> None:
    found = {(k.asset_key.path[-1], k.name) for k in graph(settings).asset_check_keys}
    expected = {(t, c.name) for t in models() for c in checks_for(t)}
    assert found == expected | {("catalog", "nothing_refused")}


def test_errors_block_and_warnings_do_not(settings: Settings) -> None:
    resolved = graph(settings)
    for table in models():
        for check in checks_for(table):
            key = dg.AssetCheckKey(dg.AssetKey(table), check.name)
            assert resolved.get_check_spec(key).blocking == (check.severity == "error")


def test_assets_are_described_grouped_and_owned(settings: Settings) -> None:
    resolved = graph(settings)
    for key in resolved.materializable_asset_keys:
        node = resolved.get(key)
        assert node.description
        assert node.owners == ["team:muster"]
        assert node.kinds
        assert node.group_name in {
            "sources", "archive", "months", "claims", "comparisons", "inferences",
            "reconciliations", "publication", "presentation",
        }  # fmt: skip
    comparison = resolved.get(dg.AssetKey("comparison"))
    assert comparison.group_name == tables()["comparison"].group
    assert "One row per `claim_a` and `claim_b`." in (comparison.description or "")
    assert resolved.get(dg.AssetKey("claim")).description.count("One row per `claim_id`.") == 1


def test_every_column_of_every_asset_is_described(settings: Settings) -> None:
    resolved = graph(settings)
    without = {"fetched", "month_fetched", "month_read", "muster_warehouse", "report", "exports"}
    for key in resolved.materializable_asset_keys - set(map(dg.AssetKey, without)):
        columns = resolved.get(key).metadata["dagster/column_schema"].columns
        assert columns
        assert all(column.description for column in columns), key


def test_jobs_schedules_and_sensors_say_what_they_are_for(settings: Settings) -> None:
    found = definitions(settings)
    for made in (*found.jobs, *found.schedules, *found.sensors):  # type: ignore[misc]
        assert made.description


@pytest.mark.parametrize(
    ("model", "column", "asset", "source"),
    [("claim", "says", "catalog", "claim.says"), ("origin", "claim_id", "claim", "claim_id")],
)
def test_lineage_goes_down_to_the_column(model: str, column: str, asset: str, source: str) -> None:
    assert dg.TableColumnDep(dg.AssetKey(asset), source) in lineage(model).deps_by_column[column]


def test_lineage_names_columns_that_the_assets_have() -> None:
    for name in models():
        for deps in lineage(name).deps_by_column.values():
            for dep in deps:
                asset = dep.asset_key.path[-1]
                assert dep.column_name in {c.name for c in schema(asset).columns}
