"""What is read from the catalog: vocabulary, registry, one asset per collection, and all linked.

How a catalog is read stands in `sources`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg

from pipelines import months
from pipelines.assets.common import OWNER, RETRY, known, retry_only_files
from pipelines.assets.settled import Edited, mark, read_from, settled
from pipelines.io import Stored
from pipelines.links import COLLECTION, documents
from pipelines.resources import MusterPaths
from sources import load
from sources.months import month_of
from warehouse.schema import tables
from warehouse.steps import STEPS

if TYPE_CHECKING:
    import pandas as pd

Frames = dict[str, Any]  # of DataFrames: Dagster resolves the annotation, pandas loads later
TAKEN = {
    "vocabulary", "registry", "catalog", "ledger", "recorded", "fetched", "archive", "anchored",
    "muster_warehouse", *months.ASSETS,
} | STEPS.keys()  # fmt: skip


def asset_name(collection: str) -> str:
    """The asset of a collection: its folder's name, unless another asset or table is called so."""
    taken = TAKEN | tables().keys()
    return f"{collection}_collection" if collection in taken else collection


@lru_cache(maxsize=1)
def _read_once(catalog: Path, state: str) -> tuple[load.Vocabulary, load.Registry]:
    """Vocabulary and registry, read once for all collections of a run."""
    return load.read_vocabulary(catalog), load.read_registry(catalog)


def _state(catalog: Path, *folders: str) -> str:
    """The fingerprint of the registry and of some folders."""
    registry = catalog / "sources.yaml"
    told = hashlib.sha256(registry.read_bytes()).hexdigest() if registry.is_file() else ""
    return " ".join([told, *(load.fingerprint(catalog, folder) for folder in folders)])


def _read_collection(catalog: Path, folder: str) -> Frames:
    """The frames of a collection as vocabulary and registry stand now."""
    shared = _read_once(catalog, _state(catalog, "vocabulary"))
    return load.read_collection(catalog, folder, *shared)


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
    catalog = paths.catalog_dir
    with retry_only_files():
        read, state = settled(
            "the vocabulary", lambda: load.fingerprint(catalog, "vocabulary"),
            lambda: load.read_vocabulary(catalog), dg.get_dagster_logger().warning,
        )  # fmt: skip
    frames = {**read.frames(), "rejected": _refused(read.problems)}
    mark(frames["rejected"], state)
    return dg.Output(frames, data_version=dg.DataVersion(state))


@dg.asset(
    group_name="sources", kinds={"python", "yaml"}, owners=OWNER, retry_policy=RETRY,
    metadata=known("registry", frames=True), code_version="1",
    description="The organisations that assert or publish figures.",
)  # fmt: skip
def registry(paths: MusterPaths) -> Frames:
    """Frames source and rejected."""
    catalog = paths.catalog_dir
    with retry_only_files():
        read, state = settled(
            "the registry", lambda: _state(catalog), lambda: load.read_registry(catalog),
            dg.get_dagster_logger().warning,
        )  # fmt: skip
    frames: Frames = dict(read.frames())
    mark(frames["rejected"], state)
    return frames


def collection(folder: str) -> dg.AssetsDefinition:
    """The asset of one collection: its claims, documents, demands and events, read and checked."""

    @dg.asset(
        name=asset_name(folder), group_name="sources", kinds={"python", "yaml"}, owners=OWNER,
        retry_policy=RETRY, deps=[vocabulary, registry], code_version="1",
        metadata=known(folder, frames=True), tags={COLLECTION: folder},
        description=f"The documents under {folder}/: what they say, read from their words.",
    )  # fmt: skip
    def read(paths: MusterPaths) -> dg.Output[Frames]:
        catalog = paths.catalog_dir
        with retry_only_files():
            frames, state = settled(
                folder, lambda: _state(catalog, "vocabulary", folder),
                lambda: _read_collection(catalog, folder), dg.get_dagster_logger().warning,
            )  # fmt: skip
        mark(frames["rejected"], state)
        version = dg.DataVersion(load.fingerprint(catalog, folder))
        told = {"documents": documents(frames, catalog)}
        return dg.Output(frames, data_version=version, metadata=told)

    return read


def _frames(stored: Stored) -> Frames:
    import pandas as pd

    return {name: pd.read_parquet(path) for name, path in stored.frames().items()}


def _unless_edited(
    stored: Stored, state: str, again: Callable[[], Mapping[str, pd.DataFrame]]
) -> Mapping[str, pd.DataFrame]:
    """The frames as they were handed over, or read `again` where their files changed since."""
    return _frames(stored) if read_from(stored.file("rejected")) == state else again()


def _linked(folder: Path, names: Mapping[str, str], stored: Mapping[str, Stored]) -> Frames:
    """All collections as one, as they stand; `names` are those of assets and their folders."""
    words = stored["vocabulary"]
    if read_from(words.file("rejected")) != load.fingerprint(folder, "vocabulary"):
        raise Edited("the vocabulary was edited since it was read; build again")
    of_folder = {name: stored[asset] for asset, name in names.items()}
    parts: list[Mapping[str, pd.DataFrame]] = []
    for name in load.collections(folder):
        again = partial(_read_collection, folder, name)
        state = _state(folder, "vocabulary", name)
        known = name in of_folder
        parts.append(_unless_edited(of_folder[name], state, again) if known else again())
    sources = _unless_edited(
        stored["registry"], _state(folder), lambda: load.read_registry(folder).frames()
    )
    own = {"rejected": _refused(load.catalog_problems(folder))}
    return dict(load.link(parts, [sources, own, {"rejected": _frames(words)["rejected"]}]))


def catalog(folders: list[str]) -> dg.AssetsDefinition:
    """The asset that links all collections.

    Folders that were added since the definitions loaded are read here, so that no run loses them;
    they become assets of their own when the code location is reloaded. What was edited since its
    asset read it is read again: the frames are those of one state, which they bear.
    """
    names = {asset_name(f): f for f in folders}
    ins = {name: dg.AssetIn(name) for name in ("vocabulary", "registry", *names)}

    @dg.asset(
        group_name="sources", kinds={"python", "parquet"}, owners=OWNER, retry_policy=RETRY,
        ins=ins, metadata=known("catalog", frames=True), code_version="1", name="catalog",
        description="All collections as one: references resolved, duplicates refused.",
    )  # fmt: skip
    def linked(paths: MusterPaths, **stored: Stored) -> Frames:
        folder = paths.catalog_dir
        with retry_only_files():
            frames, state = settled(
                "the catalog", lambda: load.fingerprint(folder),
                lambda: _linked(folder, names, stored), dg.get_dagster_logger().warning,
            )  # fmt: skip
        mark(frames["rejected"], state)
        instance = dg.AssetExecutionContext.get().instance
        months.note(instance, month_of(frames["document"]).values())
        return frames

    return linked


def catalog_assets(folder: Path) -> list[dg.AssetsDefinition]:
    """Everything that reads the catalog in `folder`."""
    folders = load.collections(folder)
    return [vocabulary, registry, *map(collection, folders), catalog(folders)]
