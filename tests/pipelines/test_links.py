"""From the UI to the files and pages behind it: links that lead somewhere, and nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import dagster as dg
import pandas as pd
import pytest

from pipelines.columns import with_lineage
from pipelines.links import CODE, documents, refused
from pipelines.project import definitions
from pipelines.settings import Settings
from warehouse.report import place

SERVED = "http://127.0.0.1:9"


def specs(settings: Settings) -> dict[str, dg.AssetSpec]:
    """The definitions of all assets by name."""
    return {s.key.path[-1]: s for s in definitions(settings).resolve_all_asset_specs()}


def linked(spec: dg.AssetSpec) -> list[tuple[Path, int]]:
    """The files and lines that are the code of an asset."""
    found = spec.metadata[CODE].code_references
    return [(Path(r.file_path), r.line_number) for r in found]


def test_each_asset_leads_to_lines_of_its_code(settings: Settings) -> None:
    for spec in specs(settings).values():
        found = linked(spec)
        assert found
        for path, line in found:
            assert 1 <= line <= len(path.read_text(encoding="utf-8").splitlines()), path


def test_a_table_leads_to_its_sql_and_a_collection_to_its_documents(settings: Settings) -> None:
    found = specs(settings)
    assert [path.name for path, _ in linked(found["comparison"])] == [
        "comparison.sql", "comparison.yaml", "derived.py",
    ]  # fmt: skip
    assert linked(found["gazette"])[0][0] == settings.catalog / "gazette" / "first.yaml"
    assert linked(found["registry"])[0][0] == settings.catalog / "sources.yaml"
    assert "def _infer" in _line(*linked(found["inferred"])[0])
    assert "@dg.asset" in _line(*linked(found["muster_warehouse"])[0])


def _line(path: Path, number: int) -> str:
    return path.read_text(encoding="utf-8").splitlines()[number - 1]


def test_assets_link_to_the_report_only_where_it_is_served(settings: Settings) -> None:
    assert not any("report" in spec.metadata for spec in specs(settings).values())
    served = specs(Settings(settings.catalog, settings.out, report=SERVED))
    pages = {name: str(spec.metadata["report"].value) for name, spec in served.items()}
    assert pages["conflict"] == f"{SERVED}/{place.CONTRADICTIONS}"
    assert pages["gazette"] == f"{SERVED}/{place.DOCUMENTS}"
    assert pages["muster_warehouse"] == f"{SERVED}/{place.QUESTION}"
    assert all(page.startswith(f"{SERVED}/") for page in pages.values())


def test_a_document_leads_to_its_file_with_the_number_of_its_claims(tmp_path: Path) -> None:
    files = ["telegraph/b.yaml", "telegraph/a.yaml"]
    frames = {
        "document": pd.DataFrame({"document_id": ["b", "a"], "file": files, "line": [1, 3]}),
        "claim": pd.DataFrame({"document_id": ["b", "b"]}),
    }
    first, second = documents(frames, tmp_path).code_references
    assert (first.source, first.label) == (f"{tmp_path / files[1]}:3", "a (0)")
    assert (second.source, second.label) == (f"{tmp_path / files[0]}:1", "b (2)")


def test_a_refused_record_leads_to_its_line_where_it_has_one(tmp_path: Path) -> None:
    frame = pd.DataFrame({"file": ["x.yaml", "y.yaml"], "line": [7, None]})
    found = refused(frame.astype({"line": "Int64"}), tmp_path).code_references
    assert [r.source for r in found] == [f"{tmp_path / 'x.yaml'}:7", f"{tmp_path / 'y.yaml'}:1"]


def test_no_path_of_this_machine_is_written_where_the_definitions_are_elsewhere(
    settings: Settings, tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere"
    shutil.copytree(settings.catalog, moved)
    found = specs(Settings(moved, settings.out))
    assert linked(found["gazette"])[0][0].is_relative_to(moved)


@pytest.mark.parametrize(
    ("asset", "column", "expected"),
    [
        ("origin", "claim_id", "← [claim](/assets/claim) `claim_id`"),
        ("claim", "says", "← [catalog](/assets/catalog) `claim.says`"),
    ],
)
def test_a_column_says_and_links_what_it_is_made_from(
    asset: str, column: str, expected: str
) -> None:
    (found,) = (c.description for c in with_lineage(asset).columns if c.name == column)
    assert found is not None
    assert found.endswith(expected)
