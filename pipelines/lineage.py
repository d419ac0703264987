"""Column lineage of the SQL models in Dagster's terms. How it is read from SQL: warehouse.model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import dagster as dg

from warehouse.model import column_lineage

NAMED = 6  # columns that are named one by one; of more, only the assets are


@cache
def lineage(name: str) -> dg.TableColumnLineage:
    """Where each column of a SQL model comes from; `catalog.claim` is the asset catalog's frame."""
    deps: dict[str, list[dg.TableColumnDep]] = {}
    for column, leaves in column_lineage(name).items():
        found = {}
        for source, origin in leaves:
            asset, _, frame = source.partition(".")
            of = f"{frame}.{origin}" if frame else origin
            found[asset, of] = dg.TableColumnDep(dg.AssetKey(asset), of)
        deps[column] = list(found.values())
    return dg.TableColumnLineage(deps)


def made_from(name: str) -> dict[str, str]:
    """Where each column of a SQL model comes from, as Markdown with links to the assets' pages."""
    return {c: _told(deps) for c, deps in lineage(name).deps_by_column.items() if deps}


def _told(deps: Sequence[dg.TableColumnDep]) -> str:
    of_asset: dict[str, list[str]] = {}
    for dep in sorted(deps, key=lambda d: (d.asset_key.path, d.column_name)):
        of_asset.setdefault(dep.asset_key.path[-1], []).append(dep.column_name)
    few = len(deps) <= NAMED
    parts = [
        f"[{asset}](/assets/{asset})" + (f" `{'`, `'.join(columns)}`" if few else "")
        for asset, columns in of_asset.items()
    ]
    return f"← {', '.join(parts)}"
