"""Links from assets to the page of the report that shows what is in them.

They belong to the definitions and not to what is kept of a run: the report is served only while the
UI is, at an address that may be another one next time. How it is served: report_server.py.
"""

from __future__ import annotations

from collections.abc import Sequence

import dagster as dg

from pipelines import months
from pipelines.links import COLLECTION
from warehouse.report import place

# Page -> assets that it shows; every other asset leads to the first page.
PAGES = {
    place.COUNTRIES: ("comparison_by_country", "population"),
    place.CONTRADICTIONS: (
        "comparison", "inferred", "conflict", "conflict_claim", "conflict_repair", "component",
        "set_aside", "sum_of_parts",
    ),
    place.SOURCES: (
        "registry", "source", "scorecard", "origin", "drift", "drift_by_source", "revision",
    ),
    place.METHODS: ("ruled", "rule", "reconciled", "reconciled_claim", "sensitivity", "cell"),
    place.DOCUMENTS: (
        "document", "claim", "anchor", "anchored", "archive", "snapshot", "capture", "fetched",
        *months.ASSETS,
    ),
    place.DEMANDS: ("demand", "demand_outcome", "event"),
}  # fmt: skip
PUBLISHED = "muster_warehouse"  # whose description leads there too: its other entries are many


def page_of(name: str, *, collection: bool = False) -> str:
    """The page that shows an asset."""
    if collection:
        return place.DOCUMENTS
    return next((page for page, assets in PAGES.items() if name in assets), place.QUESTION)


def with_report(assets: Sequence[dg.AssetsDefinition], served: str) -> list[dg.AssetsDefinition]:
    """The assets, each with a link to its page of the report that is served at an address; as they
    are, where it is not served."""
    return [_with_report(asset, served) for asset in assets] if served else list(assets)


def _with_report(asset: dg.AssetsDefinition, served: str) -> dg.AssetsDefinition:
    def with_link(spec: dg.AssetSpec) -> dg.AssetSpec:
        page = page_of(spec.key.path[-1], collection=COLLECTION in spec.tags)
        linked = spec.merge_attributes(
            metadata={"report": dg.MetadataValue.url(f"{served}/{page}")}
        )
        if spec.key.path[-1] != PUBLISHED:
            return linked
        told = f"{spec.description}\n\n[The report]({served}/{page}) shows what is in it."
        return linked.replace_attributes(description=told)

    return asset.map_asset_specs(with_link)
