"""Column lineage of the SQL models in Dagster's terms. How it is read from SQL: warehouse.model.

Reading all of it takes a second, which a build need not spend again while the SQL stands: what was
found is kept beside the assets, under a name that changes with all that it depends on.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

import dagster as dg

from warehouse import model, schema

Leaves = dict[str, list[tuple[str, str]]]  # column -> (input, its column)


@cache
def _state() -> str:
    """Changes whenever a model, a table definition or the reader of SQL does."""
    digest = hashlib.sha256(version("sqlglot").encode())
    for folder, pattern in ((model.FOLDER, "*.sql"), (schema.FOLDER, "*.yaml")):
        for path in sorted(folder.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    digest.update((schema.FOLDER.parent / "inputs.yaml").read_bytes())
    return digest.hexdigest()[:16]


def _leaves(name: str, kept: Path) -> Leaves:
    file = kept / f"{name}-{_state()}.json"
    try:
        known: Leaves = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        known = {column: list(leaves) for column, leaves in model.column_lineage(name).items()}
        if kept.parent.is_dir():
            kept.mkdir(exist_ok=True)
            for old in kept.glob(f"{name}-*.json"):
                old.unlink(missing_ok=True)
            beside = file.with_suffix(".new")
            beside.write_text(json.dumps(known), "utf-8")
            beside.replace(file)
    return known


def lineage(name: str, kept: Path) -> dg.TableColumnLineage:
    """Where each column of a SQL model comes from; `catalog.claim` is the asset catalog's frame."""
    deps: dict[str, list[dg.TableColumnDep]] = {}
    for column, leaves in _leaves(name, kept).items():
        found = {}
        for source, origin in leaves:
            asset, _, frame = source.partition(".")
            of = f"{frame}.{origin}" if frame else origin
            found[asset, of] = dg.TableColumnDep(dg.AssetKey(asset), of)
        deps[column] = list(found.values())
    return dg.TableColumnLineage(deps)
