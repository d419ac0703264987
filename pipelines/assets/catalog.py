"""What is read from the catalog: vocabulary, registry, one asset per collection, and all linked.

How a catalog is read stands in `sources`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines.assets.common import OWNER, RETRY, known, retry_only_files
from pipelines.io import Stored
from pipelines.resources import MusterPaths
from sources import load
from warehouse.model import models

if TYPE_CHECKING:
    import pandas as pd

Frames = dict[str, Any]  # of DataFrames: Dagster resolves the annotation, pandas loads later
TAKEN = {
    "vocabulary", "registry", "catalog", "ledger", "recorded", "fetched", "archive", "anchored",
    "inferred", "ruled", "suspected", "muster_warehouse",
}  # fmt: skip


def asset_name(collection: str) -> str:
    """The asset of a collection: its folder's name, unless another asset or table is called so."""
    taken = TAKEN | models().keys() | {"build", "check_result", "content"}
    return f"{collection}_collection" if collection in taken else collection


@lru_cache(maxsize=1)
def _read_once(catalog: Path, state: str) -> tuple[load.Vocabulary, load.Registry]:
    """Vocabulary and registry, read once for all collections of a run."""
    return load.read_vocabulary(catalog), load.read_registry(catalog)


def _shared(catalog: Path) -> tuple[load.Vocabulary, load.Registry]:
    registry = catalog / "sources.yaml"
    told = registry.stat().st_mtime_ns if registry.exists() else 0
    return _read_once(catalog, f"{load.fingerprint(catalog, 'vocabulary')} {told}")


def _refused(problems: list[load.Problem]) -> pd.DataFrame:
    from sources.frames import REJECTED, from_rows

    return from_rows(problems, REJECTED)


@dg.asset(
    group_name="sources", kinds={"python", "yaml"}, owners=OWNER, retry_policy=RETRY,
    metadata=known("vocabulary", frames=True), code_version="1",
    description="Measures, populations and channels, with what lies inside what.",
)  # fmt: skip
def vocabulary(paths: MusterPaths) -> dg.Output[Frames]:
    """Frames of the vocabulary, and what was refused of it."""
    read = load.read_vocabulary(paths.catalog_dir)
    frames = {**read.frames(), "rejected": _refused(read.problems)}
    state = load.fingerprint(paths.catalog_dir, "vocabulary")
    return dg.Output(frames, data_version=dg.DataVersion(state))


@dg.asset(
    group_name="sources", kinds={"python", "yaml"}, owners=OWNER, retry_policy=RETRY,
    metadata=known("registry", frames=True), code_version="1",
    description="The organisations that assert or publish figures.",
)  # fmt: skip
def registry(paths: MusterPaths) -> Frames:
    """Frames source and rejected."""
    return load.read_registry(paths.catalog_dir).frames()


def collection(folder: str) -> dg.AssetsDefinition:
    """The asset of one collection: its claims, documents, demands and events, read and checked."""

    @dg.asset(
        name=asset_name(folder), group_name="sources", kinds={"python", "yaml"}, owners=OWNER,
        retry_policy=RETRY, deps=[vocabulary, registry], code_version="1",
        metadata=known(folder, frames=True), tags={"muster/collection": folder},
        description=f"The documents under {folder}/: what they say, read from their words.",
    )  # fmt: skip
    def read(paths: MusterPaths) -> dg.Output[Frames]:
        with retry_only_files():
            catalog = paths.catalog_dir
            frames = load.read_collection(catalog, folder, *_shared(catalog))
        state = load.fingerprint(catalog, folder)
        return dg.Output(frames, data_version=dg.DataVersion(state))

    return read


def _frames(stored: Stored) -> Frames:
    import pandas as pd

    return {name: pd.read_parquet(path) for name, path in stored.frames().items()}


def catalog(folders: list[str]) -> dg.AssetsDefinition:
    """The asset that links all collections.

    Folders that were added since the definitions loaded are read here, so that no run loses them;
    they become assets of their own when the code location is reloaded.
    """
    names = {asset_name(f): f for f in folders}
    ins = {name: dg.AssetIn(name) for name in ("vocabulary", "registry", *names)}

    @dg.asset(
        group_name="sources", kinds={"python", "parquet"}, owners=OWNER, retry_policy=RETRY,
        ins=ins, metadata=known("catalog", frames=True), code_version="1", name="catalog",
        description="All collections as one: references resolved, duplicates refused.",
    )  # fmt: skip
    def linked(paths: MusterPaths, **stored: Stored) -> Frames:
        with retry_only_files():
            folder = paths.catalog_dir
            standing = load.collections(folder)
            parts: list[Mapping[str, pd.DataFrame]] = [
                _frames(stored[asset]) for asset, name in names.items() if name in standing
            ]
            parts += [
                load.read_collection(folder, name, *_shared(folder))
                for name in standing
                if name not in folders
            ]
            own = {"rejected": _refused(load.catalog_problems(folder))}
            words = {"rejected": _frames(stored["vocabulary"])["rejected"]}
            return load.link(parts, [_frames(stored["registry"]), own, words])

    return linked


def catalog_assets(folder: Path) -> list[dg.AssetsDefinition]:
    """Everything that reads the catalog in `folder`."""
    folders = load.collections(folder)
    return [vocabulary, registry, *map(collection, folders), catalog(folders)]
