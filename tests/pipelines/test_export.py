"""muster export and the asset exports: what they write, and what they leave alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.project import definitions
from pipelines.settings import Settings


@pytest.fixture
def export(built_once: Path) -> Callable[..., Result]:
    """Calls the command on a published file that no test changes."""

    def call(*arguments: str | Path) -> Result:
        told = ["export", *map(str, arguments), "--out", str(built_once / "out")]
        return CliRunner().invoke(main, told)

    return call


def manifest(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "export.json").read_text("utf-8"))
    return found


def test_without_a_format_everything_is_written(
    export: Callable[..., Result], tmp_path: Path
) -> None:
    done = export(tmp_path / "there")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"{tmp_path / 'there'}: datapackage, prov, croissant; ")
    names = {p.name for p in (tmp_path / "there").iterdir()}
    assert {"datapackage.json", "prov.jsonld", "croissant.json", "data", "README.md"} <= names


def test_formats_add_up_and_an_older_export_is_replaced(
    export: Callable[..., Result], tmp_path: Path
) -> None:
    assert export(tmp_path / "there", "--format", "croissant").exit_code == 0
    done = export(tmp_path / "there", "--format", "prov", "--format", "prov")
    assert done.exit_code == 0, done.output
    assert manifest(tmp_path / "there")["formats"] == ["prov"]
    assert not (tmp_path / "there" / "croissant.json").exists()


def test_a_folder_with_something_else_is_left_and_named(
    export: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    done = export(tmp_path)
    assert done.exit_code == 2
    assert f"{tmp_path} is no export of Muster's" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_format_that_does_not_exist_is_an_error_of_the_call(
    export: Callable[..., Result], tmp_path: Path
) -> None:
    done = export(tmp_path / "there", "--format", "excel")
    assert done.exit_code == 2
    assert "datapackage" in done.stderr
    assert not (tmp_path / "there").exists()


def test_without_a_warehouse_it_says_what_to_do(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["export", str(tmp_path / "a"), "--out", str(tmp_path / "b")])
    assert done.exit_code == 2
    assert "muster build" in done.stderr


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], [{"name": "CC-BY-4.0"}]),
        (["--license", "ODbL-1.0"], [{"name": "ODbL-1.0"}]),
        (["--license", "none"], None),
    ],
)
def test_the_licence_is_the_one_that_is_named(
    given: list[str], expected: list[dict[str, str]] | None, export: Callable[..., Result],
    tmp_path: Path,
) -> None:  # fmt: skip
    assert export(tmp_path / "there", "--format", "datapackage", *given).exit_code == 0
    told = json.loads((tmp_path / "there" / "datapackage.json").read_text("utf-8"))
    found = told.get("licenses")
    assert (found and [{"name": licence["name"]} for licence in found]) == expected


def test_the_asset_writes_the_export_of_what_is_published(
    built: Settings, refresh: Callable[..., dg.ExecuteInProcessResult]
) -> None:
    done = refresh(job_name="present")
    assert done.success
    (event,) = done.asset_materializations_for_node("exports")
    folder = built.out / "export"
    assert event.metadata["path"].value == str(folder)
    files = [p for p in folder.rglob("*") if p.is_file()]
    assert event.metadata["files"].value == len(files)
    assert event.metadata["bytes"].value == sum(p.stat().st_size for p in files)
    # Nobody knows the licence of another catalog.
    assert "licenses" not in json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert "Catalog and report:" not in (built.out / "report" / "index.html").read_text("utf-8")


def test_the_asset_leaves_a_folder_of_somebody_else(
    built: Settings, refresh: Callable[..., dg.ExecuteInProcessResult]
) -> None:
    (built.out / "export").mkdir()
    (built.out / "export" / "thesis.txt").write_text("years of work")
    assert not refresh(job_name="present").success
    assert [p.name for p in (built.out / "export").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("job", "presents"),
    [
        ("refresh", True), ("build", True), ("fetch_and_refresh", True), ("fetch_and_build", True),
        ("publish_only", False), ("fetch_and_publish", False),
    ],
)  # fmt: skip
def test_jobs_that_only_publish_leave_out_what_is_made_of_the_file(
    job: str, presents: bool, settings: Settings
) -> None:
    made = definitions(settings).resolve_job_def(job).asset_layer.selected_asset_keys
    assert dg.AssetKey("muster_warehouse") in made
    assert ({dg.AssetKey("exports"), dg.AssetKey("report")} <= made) is presents


@pytest.mark.parametrize("licence", ["", "CC BY 4.0", "<b>"])
def test_a_licence_that_cannot_be_one_is_a_wrong_call(
    export: Callable[..., Result], tmp_path: Path, licence: str
) -> None:
    done = export(tmp_path / "there", "--license", licence)
    assert done.exit_code == 2
    assert "no SPDX id, such as CC-BY-4.0" in done.stderr
    assert not (tmp_path / "there").exists()


def test_the_root_of_all_files_is_no_place(export: Callable[..., Result]) -> None:
    done = export("/")
    assert done.exit_code == 2
    assert "name a folder that does not exist yet" in done.stderr
