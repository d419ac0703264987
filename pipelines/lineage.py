"""Column lineage of the SQL models in Dagster's terms. How it is read from SQL: warehouse.model."""

from __future__ import annotations

from functools import cache

import dagster as dg

from warehouse.model import column_lineage


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
