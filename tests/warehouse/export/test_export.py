"""The whole export: its formats, its list of files, and that it is always the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import pytest

from warehouse.export.about import CC_BY
from warehouse.export.export import export


def content(folder: Path) -> dict[str, str]:
    """Path -> SHA-256 of every file."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def test_one_published_file_always_gives_the_same_bytes(
    exported: Path, published: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    export(published, tmp_path / "again", licence=CC_BY)
    assert content(tmp_path / "again") == content(exported)


def test_the_list_of_files_has_each_with_its_hash(exported: Path) -> None:
    listed = json.loads((exported / "export.json").read_text("utf-8"))["files"]
    found = content(exported)
    found.pop("export.json")
    assert {path: told["sha256"] for path, told in listed.items()} == found


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("prov", {"prov.jsonld"}, {"data", "schemas", "datapackage.json", "croissant.json"}),
        ("croissant", {"croissant.json", "data"}, {"datapackage.json", "schemas", "prov.jsonld"}),
        ("datapackage", {"datapackage.json", "data", "schemas"}, {"croissant.json", "prov.jsonld"}),
    ],
)
def test_only_what_is_asked_for_is_written(
    asked: str, there: set[str], not_there: set[str], published: duckdb.DuckDBPyConnection,
    tmp_path: Path,
) -> None:  # fmt: skip
    done = export(published, tmp_path / "export", [asked])
    names = {p.name for p in (tmp_path / "export").iterdir()}
    assert names == there | {"README.md", "export.json"}
    assert not names & not_there
    assert done.n_files == len(content(tmp_path / "export"))
    assert asked in (tmp_path / "export" / "README.md").read_text("utf-8")
