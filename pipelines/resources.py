"""What assets are given at run time: the places, and the store of their Parquet files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg
from upath import UPath

from pipelines.engines import ModelEngine
from pipelines.io import ParquetFiles
from pipelines.settings import CATALOG, Settings

if TYPE_CHECKING:
    from pipelines.remote.store import Store
    from warehouse.export.about import Licence


class MusterPaths(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The folder of the catalog, that of everything made, and how many versions it keeps."""

    catalog: str
    out: str
    keep_versions: int

    @property
    def catalog_dir(self) -> Path:
        """The catalog's folder."""
        return Path(self.catalog)

    @property
    def out_dir(self) -> Path:
        """The folder that is published into."""
        return Path(self.out)

    @property
    def store(self) -> Store | None:
        """The store that the folder is the desk of, if it is one."""
        from pipelines.remote.desk import store_of

        return store_of(self.out_dir)

    @property
    def licence(self) -> Licence | None:
        """That of the catalog: only the one of the repository is known to have one."""
        from warehouse.export.about import CC_BY

        return CC_BY if self.catalog_dir.resolve() == CATALOG.resolve() else None


class ParquetStore(dg.ConfigurableIOManagerFactory):  # type: ignore[type-arg]
    """Parquet files of assets under `base`, a folder, and in the store behind it: its address, or
    nothing where there is none.
    """

    base: str
    behind: str = ""

    def create_io_manager(self, context: object) -> ParquetFiles:
        """The files on that base."""
        if not self.behind:
            return ParquetFiles(UPath(self.base))
        from pipelines.remote.desk import opened
        from pipelines.remote.handed import Handed

        return ParquetFiles(UPath(self.base), Handed(opened(self.behind), Path(self.base)))


def resources(settings: Settings) -> dict[str, object]:
    """The resources of all assets."""
    return {
        "paths": MusterPaths(
            catalog=str(settings.catalog),
            out=str(settings.out),
            keep_versions=settings.keep_versions,
        ),
        "engine": ModelEngine(name=settings.engine, processes=settings.processes),
        "io_manager": ParquetStore(base=str(settings.base), behind=settings.behind),
    }
