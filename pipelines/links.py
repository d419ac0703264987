"""Links from the UI to files on this machine: code of assets, rules of checks, documents.

The UI opens them in the editor that a user chooses in its settings.

Paths are put together when definitions load; none is ever written into the code. Links to the
report stand in report_links.py.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg

from warehouse.model import FOLDER as MODELS
from warehouse.model import models
from warehouse.schema import FOLDER as TABLES
from warehouse.steps import STEPS

if TYPE_CHECKING:
    import pandas as pd

CODE = "dagster/code_references"
COLLECTION = "muster/collection"  # the tag of an asset that is a folder of documents: its name
MOST = 20  # files beside an asset's definition: those of all its documents stand in its metadata
Reference = dg.LocalFileCodeReference | dg.UrlCodeReference


def reference(path: Path, line: int | None = None, label: str = "") -> dg.LocalFileCodeReference:
    """A link to a line of a file, under a label or the name of the file."""
    return dg.LocalFileCodeReference(
        file_path=str(path.resolve()), line_number=line or 1, label=label or path.name
    )


def to_files(references: Iterable[Reference]) -> dg.CodeReferencesMetadataValue:
    """Links as metadata."""
    return dg.CodeReferencesMetadataValue(code_references=list(references))


def _function(function: Callable[..., Any]) -> dg.LocalFileCodeReference:
    """A link to where a function begins, decorators included."""
    code = inspect.unwrap(function).__code__
    return reference(Path(code.co_filename), code.co_firstlineno)


def code_of(asset: dg.AssetsDefinition, catalog: Path) -> list[Reference]:
    """What makes an asset: its rule first (SQL, definition of the table, step, files that are
    read), then the function that runs it."""
    name = asset.key.path[-1]
    found: list[Reference] = []
    if name in models():
        found += [reference(MODELS / f"{name}.sql"), reference(TABLES / f"{name}.yaml")]
    if name in STEPS:
        found.append(_function(STEPS[name].make))
    found += map(reference, _read(asset.get_asset_spec(), catalog)[:MOST])
    compute: Any = asset.op.compute_fn
    return [*found, _function(compute.decorated_fn)]


def _read(spec: dg.AssetSpec, catalog: Path) -> list[Path]:
    """The files of the catalog that an asset reads itself."""
    name = spec.key.path[-1]
    if name == "registry":
        return sorted(catalog.glob("sources.yaml"))
    folder = spec.tags.get(COLLECTION, name if name == "vocabulary" else "")
    return sorted((catalog / folder).glob("*.yaml")) if folder else []


def with_code(assets: Sequence[dg.AssetsDefinition], catalog: Path) -> list[dg.AssetsDefinition]:
    """The assets, each with links to its code."""
    return [_with_code(asset, catalog) for asset in assets]


def _with_code(asset: dg.AssetsDefinition, catalog: Path) -> dg.AssetsDefinition:
    told = {CODE: to_files(code_of(asset, catalog))}
    return asset.map_asset_specs(lambda spec: spec.merge_attributes(metadata=told))


def documents(frames: dict[str, pd.DataFrame], catalog: Path) -> dg.CodeReferencesMetadataValue:
    """A link to the file of each document of a collection, with the number of its claims."""
    n_claims = frames["claim"]["document_id"].value_counts()
    rows = frames["document"].sort_values("document_id")[["document_id", "file", "line"]]
    return to_files(
        reference(catalog / file, line, f"{document_id} ({n_claims.get(document_id, 0)})")
        for document_id, file, line in rows.itertuples(index=False, name=None)
    )


def refused(rejected: pd.DataFrame, catalog: Path) -> dg.CodeReferencesMetadataValue:
    """A link to the line of each refused record."""
    return to_files(
        reference(catalog / file, line, f"{file}:{line}")
        for file, line in zip(rejected["file"], rejected["line"].fillna(1), strict=True)
    )
