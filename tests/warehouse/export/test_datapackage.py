"""The Data Package is valid by the library of those who made the standard, and says what tables/
says.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package

from warehouse.schema import tables


def package(folder: Path, *resources: str) -> Package:
    """The package, with some of its resources, or all."""
    found = Package.from_descriptor(str(folder / "datapackage.json"))
    for name in found.resource_names if resources else ():
        if name not in resources:
            found.remove_resource(name)
    return found


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def whole(exported: Path) -> Package:
    """The package with all of its resources."""
    return package(exported)


def test_it_is_valid_with_keys_and_foreign_keys(
    exported: Path, published: duckdb.DuckDBPyConnection
) -> None:
    # The library reads Parquet row by row through pandas: of large tables that takes seconds.
    large = {n for n in tables() if _n_rows(published, n) > 30}
    small = {f"{name}-parquet" for name in tables().keys() - large}
    assert small
    report = package(exported, *tables(), *small).validate()
    assert report.valid, report.flatten(["name", "type", "note"])
    assert len(report.tasks) == len(tables()) + len(small)


def _n_rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0])


def test_every_table_is_there_with_what_is_said_of_its_columns(exported: Path) -> None:
    resources = {r["name"]: r for r in described(exported)["resources"]}
    for name, table in tables().items():
        as_csv, as_parquet = resources[name], resources[f"{name}-parquet"]
        assert as_csv["schema"] == as_parquet["schema"]
        schema = json.loads((exported / as_csv["schema"]).read_text("utf-8"))
        assert tuple(schema["primaryKey"]) == table.primary_key
        assert len(schema.get("foreignKeys", [])) == len(table.foreign_keys)
        for field, told in zip(table.fields, schema["fields"], strict=True):
            assert (told["name"], told["type"]) == (field.name, field.type)
            assert told["description"] == field.description
            assert field.constraints.items() <= told.get("constraints", {}).items()


def test_it_tells_the_build_the_licence_and_the_documents(
    exported: Path, published: duckdb.DuckDBPyConnection
) -> None:
    told = described(exported)
    ((build_id, n_documents),) = published.execute(
        "SELECT build_id, (SELECT count(*) FROM document) FROM build"
    ).fetchall()
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert told["build"]["build_id"] == build_id
    assert told["version"].endswith(f"+{build_id}")
    assert [licence["name"] for licence in told["licenses"]] == ["CC-BY-4.0"]
    assert len(told["sources"]) == n_documents


@pytest.mark.parametrize("name", ["claim", "origin", "build", "document", "conflict", "reconciled"])
def test_rows_read_by_its_schema_are_those_of_the_warehouse(
    name: str, whole: Package, published: duckdb.DuckDBPyConnection
) -> None:
    key = ", ".join(tables()[name].primary_key)
    expected = published.execute(f'FROM "{name}" ORDER BY {key}').fetchall()
    for resource in (name, f"{name}-parquet"):
        found = whole.get_resource(resource).read_rows()
        assert [_naive(row.to_list()) for row in found] == expected


def _naive(row: list[Any]) -> tuple[Any, ...]:
    return tuple(v.replace(tzinfo=None) if getattr(v, "tzinfo", None) else v for v in row)


def test_a_row_that_points_nowhere_is_found(exported: Path, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    shutil.copytree(exported, folder)
    path = folder / "data" / "source.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines[2:]]), "utf-8")
    report = package(folder, "source", "document").validate()
    assert "foreign-key" in {e.type for task in report.tasks for e in task.errors}


def test_a_document_whose_address_is_none_is_named_without_it(changed: Any, tmp_path: Path) -> None:
    from warehouse.export.export import export

    connection = changed("UPDATE document SET url = 'javascript:alert(1)'")
    export(connection, tmp_path / "export", ["datapackage"])
    told = described(tmp_path / "export")
    assert all(set(source) == {"title"} for source in told["sources"])
    assert "licenses" not in told
