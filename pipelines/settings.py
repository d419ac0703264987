"""Where things lie and how they run: read from the environment once, when definitions load.

No rule of the domain and nothing of Dagster is here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

CATALOG = Path(__file__).parents[1] / "sources" / "catalog"
ARCHIVE = "archive"  # folder under OUT
WARNING = "warning"  # metadata of a materialization: what whoever runs the build should read
EXECUTORS = ("in_process", "multiprocess")
SENSOR_SECONDS = 30  # a person who saves a file wants to see the run start; hashing takes 10 ms


@dataclass(frozen=True)
class Settings:
    """`assets` is a folder or the address of an object store (fsspec), by default OUT/assets."""

    catalog: Path
    out: Path
    assets: str = ""
    executor: str = "in_process"
    sensor_seconds: int = SENSOR_SECONDS

    @classmethod
    def from_environment(cls) -> Settings:
        """MUSTER_CATALOG, MUSTER_OUT, MUSTER_ASSETS, MUSTER_EXECUTOR, MUSTER_SENSOR_SECONDS.

        Raises `ValueError` where MUSTER_EXECUTOR names no executor.
        """
        executor = os.environ.get("MUSTER_EXECUTOR") or EXECUTORS[0]
        if executor not in EXECUTORS:
            raise ValueError(f"MUSTER_EXECUTOR={executor!r}: expected one of {EXECUTORS}")
        return cls(
            catalog=Path(os.environ.get("MUSTER_CATALOG") or CATALOG).resolve(),
            out=Path(os.environ.get("MUSTER_OUT") or "data").resolve(),
            assets=os.environ.get("MUSTER_ASSETS") or "",
            executor=executor,
            sensor_seconds=int(os.environ.get("MUSTER_SENSOR_SECONDS") or SENSOR_SECONDS),
        )

    @property
    def base(self) -> str:
        """Where the Parquet of the assets lies."""
        return self.assets or str(self.out / "assets")
